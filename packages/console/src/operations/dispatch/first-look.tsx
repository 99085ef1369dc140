import { firstLooks } from '@outrider/core/camera';
import type { FirstLook } from '@outrider/core/camera';
import { distanceQuantity } from '@outrider/core/units';
import type { IncidentLocation } from '@outrider/schema';
import { useMemo, useState } from 'react';
import { useCan } from '../../app/session.js';
import { useUnits } from '../../app/units.js';
import { ShareButton } from '../../sharing/share-button.js';
import { Button } from '../../ui/button.js';
import { useCameras, useCameraStatus } from '../../video/cameras.js';
import { usePlayer } from '../../video/players.js';
import { VideoSurface } from '../../video/video-surface.js';
import { FEED_STATE } from '../../video/words.js';

const MOST = 2;

/** Fixed cameras near an incident: a first look before an aircraft is there. Nothing where there is none. */
export function FirstLooks({ location }: { location: IncidentLocation }) {
  const cameras = useCameras();
  const mayView = useCan('video:view');
  const looks = useMemo(() => firstLooks(cameras, location).slice(0, MOST), [cameras, location]);
  if (!mayView) return null;
  return looks.map((look) => <FirstLookCard key={look.camera.id} look={look} />);
}

function FirstLookCard({ look }: { look: FirstLook }) {
  const { camera, distance_m, in_view } = look;
  const units = useUnits();
  const status = useCameraStatus(camera.id);
  const [open, setOpen] = useState(false);
  const { figure, unit } = distanceQuantity(distance_m, units);
  const view = in_view === null ? '' : in_view ? ' · looks there' : ' · looks elsewhere';
  return (
    <div className="card" role="group" aria-label={`First look: ${camera.name}`}>
      <div className="row">
        <b>First look: {camera.name}</b>
        <span className="cluster">
          <ShareButton camera={camera} flight={null} compact />
          <Button compact aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? 'Close' : 'Show'}
          </Button>
        </span>
      </div>
      <p className="small muted">
        fixed camera, <span className="num">{figure}</span> {unit} away{view} · {FEED_STATE[status?.state ?? 'waiting']}
      </p>
      {open && <Picture cameraId={camera.id} name={camera.name} />}
    </div>
  );
}

function Picture({ cameraId, name }: { cameraId: string; name: string }) {
  const player = usePlayer(cameraId, 'watch');
  return (
    <div className="video-frame">
      <VideoSurface player={player} cameraId={cameraId} label={`Video of ${name}`} />
    </div>
  );
}
