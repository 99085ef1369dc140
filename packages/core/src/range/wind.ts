/** Wind and what it does to the speed over ground. */
import type { Weather } from '@outrider/schema';

/** Wind that a flight is reckoned with. `from_deg` is null where the direction is not known: it then blows against every leg. */
export interface Wind {
  readonly speed_mps: number;
  readonly from_deg: number | null;
}

/** Height above ground at which weather stations measure wind (WMO-No. 8, 5.9.2). */
const STATION_HEIGHT_M = 10;
/** Power law of wind over open land: speed grows with the seventh root of height. */
const SHEAR_EXPONENT = 1 / 7;
/** Slower than this over ground, a flight makes no headway that can be planned with. */
export const SLOWEST_GROUND_SPEED_MPS = 2;

/** Wind at a height above ground from the wind at the station. */
export function windAt(station: Wind, height_m: number): Wind {
  const factor = (Math.max(height_m, STATION_HEIGHT_M) / STATION_HEIGHT_M) ** SHEAR_EXPONENT;
  return { speed_mps: station.speed_mps * factor, from_deg: station.from_deg };
}

/**
 * Wind to plan with. Where the weather does not give it, the flight is reckoned against the strongest wind in which it may fly, from
 * ahead on every leg; `known` says which it is.
 */
export function planningWind(weather: Weather | null, strongest_mps: number): { wind: Wind; known: boolean } {
  const speed = weather?.wind_speed_mps ?? null;
  if (weather === null || speed === null) return { wind: { speed_mps: strongest_mps, from_deg: null }, known: false };
  return { wind: { speed_mps: speed, from_deg: weather.wind_from_deg }, known: true };
}

/** How fast a leg goes over ground, and how fast through the air for that. */
export interface LegSpeed {
  readonly ground_mps: number;
  readonly air_mps: number;
}

/**
 * Speed on a course by the wind triangle. Autopilots hold the ordered speed over ground and lean into the wind for it, up to what the
 * aircraft does through the air; beyond that it is blown back to what its top airspeed leaves after crosswind and headwind. Null where
 * less than 2 m/s is left.
 */
export function legSpeed(
  ordered_mps: number,
  top_airspeed_mps: number,
  course_deg: number,
  wind: Wind,
): LegSpeed | null {
  const angle = wind.from_deg === null ? 0 : ((wind.from_deg - course_deg) * Math.PI) / 180;
  const head = wind.speed_mps * Math.cos(angle);
  const across = wind.speed_mps * Math.sin(angle);
  const top = Math.max(top_airspeed_mps, ordered_mps);
  const needed = Math.hypot(ordered_mps + head, across);
  if (needed <= top) return { ground_mps: ordered_mps, air_mps: needed };
  if (Math.abs(across) >= top) return null;
  const ground_mps = Math.sqrt(top ** 2 - across ** 2) - head;
  return ground_mps < SLOWEST_GROUND_SPEED_MPS ? null : { ground_mps, air_mps: top };
}

/** Wind from ahead on a course, negative from behind; all of it where its direction is not known. */
export function headwind(course_deg: number, wind: Wind): number {
  if (wind.from_deg === null) return wind.speed_mps;
  return wind.speed_mps * Math.cos(((wind.from_deg - course_deg) * Math.PI) / 180);
}
