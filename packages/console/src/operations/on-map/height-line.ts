import { formatHeight } from '@outrider/core/units';
import { unitsNow } from '../../app/units.js';
import type { TelemetryEntry } from '../../live/telemetry.js';

/** Height under an aircraft's name: above ground where terrain is known, else above take-off. */
export function heightLine({ sample }: TelemetryEntry): string {
  if (sample.phase === 'on_ground' || sample.phase === 'armed') return 'on the ground';
  return sample.altitude_agl_m === null
    ? formatHeight(sample.height_above_takeoff_m, unitsNow(), 'takeoff')
    : formatHeight(sample.altitude_agl_m, unitsNow(), 'agl');
}
