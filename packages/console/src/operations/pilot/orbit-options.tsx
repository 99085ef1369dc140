import type { Flight } from '@outrider/schema';
import { formatLength } from '@outrider/core/units';
import { useUnits } from '../../app/units.js';
import { Button } from '../../ui/button.js';
import { send } from './commands.js';
import { aimFor, targeting, useTargeting } from './targeting.js';

const RADII_M = [30, 60, 120];

/** Radius and direction of an orbit; around the flight's target at once, or around a click on the map. */
export function OrbitOptions({ flight }: { flight: Flight }) {
  const { radius_m, clockwise } = useTargeting();
  const units = useUnits();
  const { target } = flight;
  const around = () => {
    if (!target) return;
    void send(flight.aircraft_id, { kind: 'orbit', ...target, radius_m, clockwise });
    aimFor('none');
  };
  return (
    <div className="options">
      <div className="segments" role="group" aria-label="Radius">
        {RADII_M.map((radius) => (
          <button
            key={radius}
            type="button"
            aria-pressed={radius === radius_m}
            onClick={() => targeting.set({ radius_m: radius })}
          >
            {formatLength(radius, units)}
          </button>
        ))}
      </div>
      <Button kind="quiet" compact onClick={() => targeting.set({ clockwise: !clockwise })}>
        {clockwise ? 'Clockwise' : 'Counter-clockwise'}
      </Button>
      {target && (
        <Button compact onClick={around}>
          Around the target
        </Button>
      )}
      <p className="small faint">or click the map</p>
    </div>
  );
}
