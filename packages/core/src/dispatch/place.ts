/** Where an aircraft would take off: its site, unless it is seen to stand elsewhere. */
import type { AirPoint } from '@outrider/schema';
import { distance } from '../geo/index.js';
import { freshSample } from '../readiness/index.js';
import type { DispatchAircraft } from './input.js';

/** Pads of one site, and the error of a satellite fix, lie within this. */
const SAME_PLACE_M = 50;
const FIX_3D = 3;

export interface TakeOffPlace {
  readonly home: AirPoint | null;
  /** Distance from its site where it is seen to stand elsewhere; 0 otherwise. */
  readonly away_m: number;
}

/** The surveyed site where the aircraft is at it (its height is better known than a fix); else its own fresh 3D position. */
export function takeOffPlace(entry: DispatchAircraft, now_utc_ms: number): TakeOffPlace {
  const seen = seenAt(entry, now_utc_ms);
  const site = entry.site?.position ?? null;
  if (site === null) return { home: seen, away_m: 0 };
  const away_m = seen === null ? 0 : distance(site, seen);
  return away_m > SAME_PLACE_M ? { home: seen, away_m } : { home: site, away_m: 0 };
}

function seenAt({ sample }: DispatchAircraft, now_utc_ms: number): AirPoint | null {
  const fresh = freshSample({ sample, now_utc_ms });
  if (fresh === null || (fresh.gnss_fix ?? 0) < FIX_3D) return null;
  const { latitude_deg, longitude_deg, altitude_amsl_m } = fresh;
  if (latitude_deg === null || longitude_deg === null || altitude_amsl_m === null) return null;
  return { latitude_deg, longitude_deg, altitude_amsl_m };
}
