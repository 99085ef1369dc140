import type { Flight } from '@outrider/schema';
import { useSyncExternalStore } from 'react';
import { Button } from '../../ui/button.js';
import { useKeys } from '../../ui/keys.js';
import { pointCamera, send, tiltBy } from './commands.js';
import { controlView } from './control/session.js';
import { LiveText } from './live-text.js';
import { useAuthority } from './use-authority.js';

const STEP_DEG = 5;

/** Right edge: where the camera points. */
export function CameraPanel({ flight }: { flight: Flight }) {
  const { mayCommand, camera, able } = useAuthority(flight);
  const hasGimbal = able('gimbal');
  const mine = useSyncExternalStore(
    controlView.subscribe,
    () => controlView.get().aircraftId === flight.aircraft_id && controlView.get().cameraEpoch !== null,
  );
  const id = flight.aircraft_id;
  const level = () => void pointCamera(id, 0);
  const oblique = () => void pointCamera(id, -35);
  const down = () => void pointCamera(id, -90);
  const { target } = flight;
  const atTarget = () => target && void send(id, { kind: 'point_camera', target });
  useKeys(
    {
      1: level,
      2: oblique,
      3: down,
      4: atTarget,
      pageup: () => void tiltBy(id, STEP_DEG),
      pagedown: () => void tiltBy(id, -STEP_DEG),
    },
    mayCommand && hasGimbal,
  );
  if (!mayCommand) return null;
  if (!hasGimbal) {
    return (
      <section className="glass camera-panel" aria-label="Camera">
        <h2 className="cap">Camera</h2>
        <p className="small muted">This aircraft has no gimbal that can be pointed.</p>
      </section>
    );
  }
  return (
    <section className="glass camera-panel" aria-label="Camera">
      <h2 className="cap">Camera</h2>
      <p className="small control-holder">{mine ? 'You hold it' : (camera?.holder_name ?? 'Nobody holds it')}</p>
      <Button shortcut="1" onClick={level}>
        Level
      </Button>
      <Button shortcut="2" onClick={oblique}>
        Oblique
      </Button>
      <Button shortcut="3" onClick={down}>
        Down
      </Button>
      {target && (
        <Button shortcut="4" onClick={atTarget}>
          Target
        </Button>
      )}
      <div className="tilt">
        <button type="button" className="btn icon" aria-label="Tilt up" onClick={() => void tiltBy(id, STEP_DEG)}>
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
        <button type="button" className="btn icon" aria-label="Tilt down" onClick={() => void tiltBy(id, -STEP_DEG)}>
          ▼
        </button>
      </div>
    </section>
  );
}
