import type { Track } from '@outrider/schema';

/** One moment of a track that has a position. Heights are null where they are not known. */
export interface TrackPoint {
  utc_ms: number;
  latitude_deg: number;
  longitude_deg: number;
  altitude_amsl_m: number | null;
  height_above_takeoff_m: number | null;
  index: number;
}

/** The moments of a track at which the position is known, in order of time. */
export function* trackPoints(track: Track): Generator<TrackPoint> {
  for (let index = 0; index < track.utc_ms.length; index++) {
    const latitude_deg = track.latitude_deg[index];
    const longitude_deg = track.longitude_deg[index];
    const utc_ms = track.utc_ms[index];
    if (latitude_deg == null || longitude_deg == null || utc_ms === undefined) continue;
    yield {
      utc_ms,
      latitude_deg,
      longitude_deg,
      altitude_amsl_m: track.altitude_amsl_m[index] ?? null,
      height_above_takeoff_m: track.height_above_takeoff_m[index] ?? null,
      index,
    };
  }
}

export const isoTime = (utcMs: number): string => new Date(utcMs).toISOString();
