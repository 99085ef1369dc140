import { useState } from 'react';
import { useCan } from '../../app/session.js';
import { useLive } from '../../live/hooks.js';
import { Dialog } from '../../ui/dialog.js';
import { Empty } from '../../ui/state.js';
import { useCameras } from '../cameras.js';
import { usePlayer } from '../players.js';
import { VideoSurface } from '../video-surface.js';
import { Tile } from './tile.js';
import { MOST_PLAYING, playingOf, wallOrder } from './wall.js';
import './wall.css';

/** All cameras of the agency side by side: those in flight first, nine at once in motion. */
export default function WallPage() {
  const cameras = useCameras();
  const statuses = useLive((state) => state.camera_statuses, []);
  const flights = useLive((state) => state.flights, []);
  const [picked, setPicked] = useState<readonly string[]>([]);
  const [opened, setOpened] = useState<string | null>(null);
  const mayView = useCan('video:view');
  const order = wallOrder(cameras, statuses, flights);
  const playing = playingOf(order, statuses, picked);
  const large = cameras.find(({ id }) => id === opened);
  if (!mayView) return <Empty>Live video is not for your role.</Empty>;
  return (
    <div className="page wall-page">
      <header className="page-head">
        <h1>Video</h1>
        {order.length > MOST_PLAYING && (
          <p className="small muted">
            {MOST_PLAYING} of {order.length} cameras move at once; the others keep their last picture until you play
            them.
          </p>
        )}
      </header>
      {order.length === 0 ? (
        <Empty>
          No camera is switched on. Cameras of aircraft appear by themselves; others are entered under Fleet, Cameras.
        </Empty>
      ) : (
        <ul className="wall" aria-label="Cameras">
          {order.map((camera) => (
            <Tile
              key={camera.id}
              camera={camera}
              flight={flights.find(({ aircraft_id }) => aircraft_id === camera.aircraft_id) ?? null}
              playing={playing.has(camera.id)}
              onPlay={() => setPicked([camera.id, ...picked.filter((id) => id !== camera.id)].slice(0, MOST_PLAYING))}
              onOpen={() => setOpened(camera.id)}
            />
          ))}
        </ul>
      )}
      <Dialog open={large !== undefined} title={large?.name ?? ''} wide onClose={() => setOpened(null)}>
        {large && <LargePicture cameraId={large.id} name={large.name} />}
      </Dialog>
    </div>
  );
}

function LargePicture({ cameraId, name }: { cameraId: string; name: string }) {
  const player = usePlayer(cameraId, 'watch');
  return (
    <div className="video-frame">
      <VideoSurface player={player} cameraId={cameraId} label={`Video of ${name}`} />
    </div>
  );
}
