import { useQuery } from '@tanstack/react-query';
import type { Camera, MediaAddresses } from '@outrider/schema';
import { useState } from 'react';
import { call } from '../../live/api.js';
import { Button } from '../../ui/button.js';
import { HoldButton } from '../../ui/hold-button.js';
import { attempt, notify } from '../../ui/notices.js';
import { usePlayer } from '../../video/players.js';
import { useCameraStatus } from '../../video/cameras.js';
import { VideoSurface } from '../../video/video-surface.js';
import { CameraForm } from './camera-form.js';
import { CopyLine } from './copy-line.js';
import { sendAddresses, SOURCE } from './words.js';

/** A camera: what it shows now, what is known of its stream, where it pushes to, and the way to change it. */
export function CameraDetail({ camera, mayWrite, onDone }: { camera: Camera; mayWrite: boolean; onDone: () => void }) {
  const [editing, setEditing] = useState(false);
  const addresses = useMediaAddresses(mayWrite);
  const remove = async () => {
    const removed = await attempt('The camera stays', () =>
      call('DELETE', '/cameras/{id}', { path: { id: camera.id } }),
    );
    if (!removed) return;
    notify(`${camera.name} removed`, 'What it recorded stays.');
    onDone();
  };
  if (editing) return <CameraForm camera={camera} onDone={() => setEditing(false)} />;
  return (
    <>
      {camera.enabled && <Preview camera={camera} />}
      <Facts camera={camera} />
      {sendAddresses(camera, addresses, document.baseURI).map((line) => (
        <CopyLine key={line.label} {...line} />
      ))}
      {mayWrite && (
        <div className="cluster">
          <Button onClick={() => setEditing(true)}>Edit</Button>
          <HoldButton label={`Remove ${camera.name}`} onConfirm={() => void remove()}>
            Hold to remove
          </HoldButton>
        </div>
      )}
    </>
  );
}

/** Host and port to which sources send; null until they are known, and for those who change no cameras. */
function useMediaAddresses(mayWrite: boolean): MediaAddresses | null {
  const asked = useQuery({
    queryKey: ['media-addresses'],
    queryFn: () => call('GET', '/media-addresses'),
    enabled: mayWrite,
    staleTime: 0,
  });
  return asked.data ?? null;
}

function Preview({ camera }: { camera: Camera }) {
  const player = usePlayer(camera.id, 'watch');
  return (
    <div className="video-frame">
      <VideoSurface player={player} cameraId={camera.id} label={`Video of ${camera.name}`} />
    </div>
  );
}

function Facts({ camera }: { camera: Camera }) {
  const status = useCameraStatus(camera.id);
  const { source } = camera;
  const stream = status && [
    status.codec?.toUpperCase().replace('H26', 'H.26'),
    status.width && status.height ? `${status.width} × ${status.height}` : null,
    status.frame_rate_hz === null ? null : `${status.frame_rate_hz.toFixed(0)} pictures a second`,
    status.bit_rate_bps === null ? null : `${(status.bit_rate_bps / 1e6).toFixed(1)} Mbit/s`,
    status.loss_percent === null ? null : `${status.loss_percent} % lost`,
    status.viewers === 1 ? '1 viewer' : `${status.viewers} viewers`,
  ];
  const facts = [
    SOURCE[source.kind],
    source.kind === 'rtsp' ? source.url : 'port' in source ? `port ${source.port}` : null,
    camera.reported ? 'reported by the aircraft' : null,
    camera.criminal_justice ? 'criminal justice: signed-in viewers alone' : null,
  ];
  return (
    <div>
      <p className="small muted">{facts.filter(Boolean).join(' · ')}</p>
      {stream && <p className="small num">{stream.filter(Boolean).join(' · ')}</p>}
    </div>
  );
}
