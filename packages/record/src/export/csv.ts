import type { Track } from '@outrider/schema';
import { csvField } from './escape.js';
import { isoTime } from './points.js';

const COLUMNS = [
  'latitude_deg',
  'longitude_deg',
  'altitude_amsl_m',
  'height_above_takeoff_m',
  'heading_deg',
  'ground_speed_mps',
  'climb_mps',
  'roll_deg',
  'pitch_deg',
  'battery_percent',
  'battery_voltage_v',
  'link_age_ms',
  'mode',
] as const satisfies readonly (keyof Track)[];

/** A track as CSV (RFC 4180): one row a sample, units and datum in the column names, an empty field where unknown. */
export function trackToCsv(track: Track): string {
  const rows = [['utc', 'utc_ms', ...COLUMNS].join(',')];
  track.utc_ms.forEach((utcMs, index) => {
    const values = COLUMNS.map((column) => csvField(track[column][index] ?? null));
    rows.push([isoTime(utcMs), String(utcMs), ...values].join(','));
  });
  return `${rows.join('\r\n')}\r\n`;
}
