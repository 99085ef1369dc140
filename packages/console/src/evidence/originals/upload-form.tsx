import { useQuery } from '@tanstack/react-query';
import type { UploadState, UploadedPiece } from '@outrider/schema';
import { useEffect, useRef, useState } from 'react';
import { addressOf, apiUrl, call } from '../../live/api.js';
import { useLive } from '../../live/hooks.js';
import { uuidv7 } from '../../live/ids.js';
import { Button } from '../../ui/button.js';
import { SelectField } from '../../ui/field.js';
import { ErrorNote } from '../../ui/state.js';
import { sendFile } from './send-file.js';

interface UploadFormProps {
  flightId: string;
  pieceBytes: number;
  largestBytes: number;
  onDone: () => void;
}
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Chooses camera and file, and sends it in pieces. The same file chosen again goes on where it broke off. */
export function UploadForm({ flightId, pieceBytes, largestBytes, onDone }: UploadFormProps) {
  const cameras = useCameraNames(flightId);
  const [camera, setCamera] = useState('');
  const [sent, setSent] = useState<{ name: string; part: number; busy: boolean } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const stopped = useRef(false);
  const uploads = useRef(new Map<string, string>());
  useEffect(() => () => void (stopped.current = true), []);
  const cameraId = camera || Object.keys(cameras)[0] || '';
  const bring = async (file: File): Promise<void> => {
    stopped.current = false;
    setError(null);
    setSent({ name: file.name, part: 0, busy: true });
    const send = sender(flightId, uploadOf(uploads.current, cameraId, file));
    const onProgress = (bytes: number) => setSent({ name: file.name, part: bytes / file.size, busy: true });
    try {
      if (file.size > largestBytes)
        throw new Error(`The file is larger than ${(largestBytes / 1e9).toFixed(1)} GB, the limit here.`);
      const done = await sendFile(file, pieceBytes, send, { onProgress, isStopped: () => stopped.current }, pause);
      setSent((now) => (done || !now ? null : { ...now, busy: false }));
      if (done) onDone();
    } catch (refused) {
      setError(refused);
      setSent((now) => now && { ...now, busy: false });
    }
  };
  if (cameraId === '') return <p className="small muted">No camera is known for this flight.</p>;
  return (
    <div className="upload">
      <SelectField
        label="Camera"
        options={cameras}
        value={cameraId}
        onChange={(event) => setCamera(event.target.value)}
      />
      <label className="btn">
        Choose a file
        <input
          type="file"
          className="visually-hidden"
          disabled={sent?.busy}
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file) void bring(file);
            event.target.value = '';
          }}
        />
      </label>
      {sent && <Sending {...sent} stop={() => (stopped.current = true)} />}
      <ErrorNote error={error} />
    </div>
  );
}

function Sending({ name, part, busy, stop }: { name: string; part: number; busy: boolean; stop: () => void }) {
  const percent = Math.floor(part * 100);
  if (!busy)
    return (
      <p className="small">
        {name} stopped at {percent} %. Nothing of it is in the record; choose the same file to go on.
      </p>
    );
  return (
    <div className="row">
      <progress className="grow" max={1} value={part} aria-label={`${name}: sent`} />
      <span className="num small">{part < 1 ? `${percent} %` : 'hashing'}</span>
      <Button compact onClick={stop}>
        Stop
      </Button>
    </div>
  );
}

/** What says to the server which file a piece is of: the same for the same file, so that it goes on. */
function uploadOf(known: Map<string, string>, camera_id: string, file: File): Omit<UploadedPiece, 'offset'> {
  const key = [camera_id, file.name, file.size, file.lastModified].join(' ');
  const upload_id = known.get(key) ?? uuidv7();
  known.set(key, upload_id);
  return { upload_id, camera_id, name: file.name, total_bytes: file.size };
}

/** Pieces go as bytes, which the typed calls do not know. */
function sender(flightId: string, upload: Omit<UploadedPiece, 'offset'>) {
  return async (piece: Blob, offset: number): Promise<UploadState> => {
    const query = new URLSearchParams(
      Object.entries({ ...upload, offset }).map(([key, value]) => [key, String(value)]),
    );
    const address = apiUrl(`${addressOf('/flights/{id}/originals', { id: flightId })}?${query}`);
    const headers = { 'content-type': 'application/octet-stream' };
    const answer = await fetch(address, { method: 'PUT', headers, body: piece });
    const body = (await answer.json()) as UploadState & { error?: { message: string; remedy?: string } };
    if (answer.ok) return body;
    const message = [body.error?.message, body.error?.remedy].filter(Boolean).join(' ');
    throw Object.assign(new Error(message), { status: answer.status });
  };
}

/** Cameras that recorded in this flight, and those of its aircraft. */
function useCameraNames(flightId: string): Record<string, string> {
  const recorded = useQuery({
    queryKey: ['flight-video', flightId],
    queryFn: () => call('GET', '/flights/{id}/video', { path: { id: flightId } }),
  });
  const flight = useQuery({
    queryKey: ['flight', flightId],
    queryFn: () => call('GET', '/flights/{id}', { path: { id: flightId } }),
  });
  const cameras = useLive((state) => state.cameras, []);
  const aircraftId = flight.data?.aircraft_id;
  const own = cameras.filter(({ aircraft_id }) => aircraft_id !== null && aircraft_id === aircraftId);
  return Object.fromEntries([
    ...own.map(({ id, name }) => [id, name]),
    ...(recorded.data?.items ?? []).map(({ camera_id, camera_name }) => [camera_id, camera_name ?? 'Camera']),
  ]) as Record<string, string>;
}
