import type { Track } from '@outrider/schema';

/** Index of the last point at or before a time; -1 before the first. */
export function indexAt(utcMs: readonly number[], atMs: number): number {
  let low = 0;
  let high = utcMs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (utcMs[middle]! <= atMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** A point older than this is a gap in the data, not a value. */
export const GAP_MS = 5000;

export interface ReplayPoint {
  longitude_deg: number | null;
  latitude_deg: number | null;
  heading_deg: number | null;
  height_above_takeoff_m: number | null;
  altitude_amsl_m: number | null;
  ground_speed_mps: number | null;
  climb_mps: number | null;
  battery_percent: number | null;
  link_age_ms: number | null;
  mode: string;
}

/** What was known at a time, or null in a gap and outside the track. */
export function pointAtTime(track: Track, atMs: number): ReplayPoint | null {
  const i = indexAt(track.utc_ms, atMs);
  const then = track.utc_ms[i];
  if (then === undefined || atMs - then > GAP_MS) return null;
  return {
    longitude_deg: track.longitude_deg[i] ?? null,
    latitude_deg: track.latitude_deg[i] ?? null,
    heading_deg: track.heading_deg[i] ?? null,
    height_above_takeoff_m: track.height_above_takeoff_m[i] ?? null,
    altitude_amsl_m: track.altitude_amsl_m[i] ?? null,
    ground_speed_mps: track.ground_speed_mps[i] ?? null,
    climb_mps: track.climb_mps[i] ?? null,
    battery_percent: track.battery_percent[i] ?? null,
    link_age_ms: track.link_age_ms[i] ?? null,
    mode: track.mode[i] ?? 'unknown',
  };
}
