import { distanceQuantity, feetOf, heightQuantity, speedQuantity, windQuantity } from '@outrider/core/units';
import type { Quantity, Units } from '@outrider/core/units';
import { useUnits } from '../../app/units.js';
import { Attitude } from './hud/attitude.js';
import { LiveValue } from './live-text.js';

/** A height without its datum in the unit: the label above names it. */
function bare(metres: number | null, units: Units): Quantity | null {
  const { figure, unit } = heightQuantity(metres, units, 'amsl');
  return metres === null ? null : { figure, unit: unit.split(' ')[0] ?? '' };
}

function climb(mps: number | null, units: Units): Quantity | null {
  if (mps === null) return null;
  const sign = mps >= 0.05 ? '+' : '';
  if (units === 'si') return { figure: sign + mps.toFixed(1), unit: 'm/s' };
  const perMinute = Math.round((feetOf(mps) * 60) / 10) * 10;
  return { figure: (perMinute > 0 ? '+' : '') + perMinute, unit: 'fpm' };
}

const degrees = (value: number): string => `${String(Math.round(value) % 360).padStart(3, '0')}°`;
const withDirection = (quantity: Quantity, from: number | null): Quantity =>
  from === null ? quantity : { figure: quantity.figure, unit: `${quantity.unit} ${degrees(from)}` };

/** The figures of the flight in one row. AGL is shown only where terrain is known. */
export function TelemetryRow({ aircraftId }: { aircraftId: string }) {
  const units = useUnits();
  return (
    <section className="glass telemetry" aria-label="Telemetry">
      <Attitude aircraftId={aircraftId} />
      <dl>
        <LiveValue
          aircraftId={aircraftId}
          label="Above take-off"
          of={(e) => bare(e.sample.height_above_takeoff_m, units)}
        />
        <LiveValue aircraftId={aircraftId} label="AGL" of={(e) => bare(e.sample.altitude_agl_m, units)} />
        <LiveValue
          aircraftId={aircraftId}
          label={units === 'si' ? 'AMSL' : 'MSL'}
          of={(e) => bare(e.sample.altitude_amsl_m, units)}
        />
        <LiveValue aircraftId={aircraftId} label="Speed" of={(e) => speedQuantity(e.sample.ground_speed_mps, units)} />
        <LiveValue aircraftId={aircraftId} label="Climb" of={(e) => climb(e.sample.climb_mps, units)} />
        <LiveValue
          aircraftId={aircraftId}
          label="Home"
          of={(e) => withDirection(distanceQuantity(e.sample.distance_home_m, units), e.sample.bearing_home_deg)}
        />
        <LiveValue
          aircraftId={aircraftId}
          label="Wind"
          of={(e) => withDirection(windQuantity(e.sample.wind_speed_mps, units), e.sample.wind_from_deg)}
        />
        <LiveValue
          aircraftId={aircraftId}
          label="Gimbal"
          of={({ sample }) =>
            sample.gimbal_pitch_deg === null ? null : { figure: String(Math.round(sample.gimbal_pitch_deg)), unit: '°' }
          }
        />
      </dl>
    </section>
  );
}
