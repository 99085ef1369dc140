import { formatHeight } from '@outrider/core/units';
import { unitsNow } from '../../app/units.js';
import type { TelemetryEntry } from '../../live/telemetry.js';
import { ageOf, freshnessOf } from '../../live/telemetry.js';
import { agoText } from '../../ui/time.js';

/** Under an aircraft's name: its height, above ground where terrain is known, else above take-off; when data is old, its age. */
export function heightLine(entry: TelemetryEntry): string {
  const { sample } = entry;
  const now = performance.now();
  if (freshnessOf(entry, now) !== 'live') return `last heard ${agoText(ageOf(entry, now))} ago`;
  if (sample.phase === 'on_ground' || sample.phase === 'armed') return 'on the ground';
  return sample.altitude_agl_m === null
    ? formatHeight(sample.height_above_takeoff_m, unitsNow(), 'takeoff')
    : formatHeight(sample.altitude_agl_m, unitsNow(), 'agl');
}
