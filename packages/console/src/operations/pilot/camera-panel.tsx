import type { Flight } from '@outrider/schema';
import { useSyncExternalStore } from 'react';
import { ShareButton } from '../../sharing/share-button.js';
import { Button } from '../../ui/button.js';
import { useKeys } from '../../ui/keys.js';
import { pointCamera, send, tiltBy } from './commands.js';
import { controlView } from './control/session.js';
import { LiveText } from './live-text.js';
import { MarkTool } from './mark-tool.js';
import { useAuthority } from './use-authority.js';
import { useCockpitVideo } from './video/cockpit-video.js';
import { PictureTools } from './video/picture-tools.js';

const STEP_DEG = 5;

/** Right edge: what the camera shows and where it points. */
export function CameraPanel({ flight }: { flight: Flight }) {
  const { mayCommand, able } = useAuthority(flight);
  return (
    <section className="glass camera-panel" aria-label="Camera">
      <h2 className="cap">Camera</h2>
      <PictureTools flight={flight} />
      {mayCommand && able('gimbal') && <Pointing flight={flight} />}
      {mayCommand && !able('gimbal') && <p className="small muted">This aircraft has no gimbal that can be pointed.</p>}
      <MarkTool flight={flight} />
      <ShareVideo flight={flight} />
    </section>
  );
}

/** Links to the camera that is shown. */
function ShareVideo({ flight }: { flight: Flight }) {
  const { camera } = useCockpitVideo();
  return camera && <ShareButton camera={camera} flight={flight} />;
}

function Pointing({ flight }: { flight: Flight }) {
  const { camera } = useAuthority(flight);
  const mine = useSyncExternalStore(
    controlView.subscribe,
    () => controlView.get().aircraftId === flight.aircraft_id && controlView.get().cameraEpoch !== null,
  );
  const id = flight.aircraft_id;
  const { target } = flight;
  const level = () => void pointCamera(id, 0);
  const oblique = () => void pointCamera(id, -35);
  const down = () => void pointCamera(id, -90);
  const atTarget = () => target && void send(id, { kind: 'point_camera', target });
  const up = () => void tiltBy(id, STEP_DEG);
  const lower = () => void tiltBy(id, -STEP_DEG);
  useKeys({ 7: level, 8: oblique, 9: down, 0: atTarget, pageup: up, pagedown: lower });
  return (
    <>
      <p className="small control-holder">{mine ? 'You hold it' : (camera?.holder_name ?? 'Nobody holds it')}</p>
      <div className="point-row">
        <Button shortcut="7" onClick={level}>
          Level
        </Button>
        <Button shortcut="8" onClick={oblique}>
          −35°
        </Button>
        <Button shortcut="9" onClick={down}>
          Down
        </Button>
        {target && (
          <Button shortcut="0" onClick={atTarget}>
            Target
          </Button>
        )}
      </div>
      <div className="tilt">
        <button type="button" className="btn icon" aria-label="Tilt up" onClick={up}>
          ▲
        </button>
        <LiveText
          aircraftId={id}
          className="num"
          of={(entry) => {
            const pitch = entry?.sample.gimbal_pitch_deg ?? null;
            return pitch === null ? '—' : `${Math.round(pitch)}°`;
          }}
        />
        <button type="button" className="btn icon" aria-label="Tilt down" onClick={lower}>
          ▼
        </button>
      </div>
    </>
  );
}
