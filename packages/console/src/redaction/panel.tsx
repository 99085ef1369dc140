import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { VideoSummary } from '@outrider/schema';
import { useState } from 'react';
import { Link } from 'wouter';
import { useCan } from '../app/session.js';
import { call } from '../live/api.js';
import { Button } from '../ui/button.js';
import { ErrorNote } from '../ui/state.js';
import { STATES } from './steps.js';

const CLIP_MS = 60_000;

interface PanelProps {
  flightId: string;
  cameras: readonly VideoSummary[];
  /** Where the replay is: a redaction begins there. */
  atMs: number;
}

/** Redactions of a flight's video, and the way to begin one: a minute from where the replay is. */
export function RedactionsPanel({ flightId, cameras, atMs }: PanelProps) {
  const allowed = useCan('evidence:read');
  const mayRedact = useCan('evidence:redact');
  const [error, setError] = useState<unknown>(null);
  const queries = useQueryClient();
  const path = { id: flightId };
  const list = useQuery({
    queryKey: ['redactions', flightId],
    queryFn: () => call('GET', '/flights/{id}/redactions', { path }),
    enabled: allowed,
  });
  if (!allowed || cameras.length === 0) return null;
  const begin = async (camera: VideoSummary): Promise<void> => {
    const [from, to] = [camera.from_utc_ms ?? atMs, camera.to_utc_ms ?? atMs];
    const from_utc_ms = Math.round(Math.min(Math.max(from, atMs), Math.max(from, to - 1000)));
    const to_utc_ms = Math.round(Math.min(to, from_utc_ms + CLIP_MS));
    const body = {
      camera_id: camera.camera_id,
      title: `Release, ${camera.camera_name ?? 'camera'}`,
      from_utc_ms,
      to_utc_ms,
    };
    await call('POST', '/flights/{id}/redactions', { path, body });
    await queries.invalidateQueries({ queryKey: ['redactions', flightId] });
  };
  return (
    <section className="record-panel small" aria-label="Redactions">
      <p>
        <b>Redaction for release, assisted.</b> The recording itself never changes.
      </p>
      <ul className="redaction-list">
        {list.data?.items.map((redaction) => (
          <li key={redaction.id}>
            <Link href={`/flights/${flightId}/redactions/${redaction.id}`}>{redaction.title}</Link>{' '}
            <span className="tag">{STATES[redaction.state]}</span>
          </li>
        ))}
      </ul>
      {mayRedact &&
        cameras.map((camera) => (
          <Button key={camera.camera_id} compact onClick={() => void begin(camera).catch(setError)}>
            Redact a minute of {camera.camera_name ?? 'the camera'} from here
          </Button>
        ))}
      <ErrorNote error={error ?? list.error} />
    </section>
  );
}
