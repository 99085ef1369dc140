import type { TelemetrySample, Track } from '@outrider/schema';

type Column = Exclude<keyof Track, 'flight_id' | 'mode'>;
const COLUMNS: readonly Column[] = [
  'utc_ms',
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
];

/** Samples of one aircraft as the columns of a track, ordered by time; a sample older than its predecessor is left out. */
export function samplesToTrack(flightId: string, samples: readonly TelemetrySample[]): Track {
  const columns = Object.fromEntries(COLUMNS.map((column) => [column, [] as (number | null)[]]));
  const mode: string[] = [];
  let newest = -Infinity;
  for (const sample of samples) {
    if (sample.utc_ms <= newest) continue;
    newest = sample.utc_ms;
    for (const column of COLUMNS) columns[column]!.push(sample[column]);
    mode.push(sample.mode);
  }
  return { flight_id: flightId, mode, ...columns } as Track;
}

/** At most `maxPoints` moments, evenly spread by index, first and last kept. */
export function thinTrack(track: Track, maxPoints: number): Track {
  const length = track.utc_ms.length;
  if (length <= maxPoints) return track;
  const keep = Array.from({ length: maxPoints }, (_, i) => Math.round((i * (length - 1)) / (maxPoints - 1)));
  const pick = <T>(values: readonly T[]): T[] => keep.map((index) => values[index]!);
  const thin = Object.fromEntries(COLUMNS.map((column) => [column, pick<number | null>(track[column])]));
  return { flight_id: track.flight_id, mode: pick(track.mode), ...thin } as Track;
}
