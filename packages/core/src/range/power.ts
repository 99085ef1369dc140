/** Energy of the parts of a flight, in percent of a full battery. */
import type { Performance } from '@outrider/schema';
import { legSpeed } from './wind.js';
import type { Wind } from './wind.js';

const GRAVITY_MPS2 = 9.80665;
/** Share of the extra shaft power of a climbing multicopter that lifts its mass; the rest heats motors and air. */
const CLIMB_EFFICIENCY = 0.6;
const SECONDS_PER_HOUR = 3600;

/** Time and energy of one part of a flight. */
export interface Cost {
  readonly time_s: number;
  readonly percent: number;
}

export const NO_COST: Cost = { time_s: 0, percent: 0 };

export function sumCosts(costs: readonly Cost[]): Cost {
  return costs.reduce(
    (sum, cost) => ({ time_s: sum.time_s + cost.time_s, percent: sum.percent + cost.percent }),
    NO_COST,
  );
}

/** Percent of a full battery that `power_w` takes in `time_s`. */
export function percentOf(performance: Performance, power_w: number, time_s: number): number {
  return ((power_w * time_s) / SECONDS_PER_HOUR / performance.battery_capacity_wh) * 100;
}

/** Climbing costs hover power and the lifting of the mass. */
export function climbCost(performance: Performance, height_m: number): Cost {
  const time_s = Math.max(0, height_m) / performance.climb_speed_mps;
  const lift_w = (performance.mass_kg * GRAVITY_MPS2 * performance.climb_speed_mps) / CLIMB_EFFICIENCY;
  return { time_s, percent: percentOf(performance, performance.hover_power_w + lift_w, time_s) };
}

/** Descending is reckoned at hover power: a multicopter saves little by sinking. */
export function descentCost(performance: Performance, height_m: number): Cost {
  const time_s = Math.max(0, height_m) / performance.descent_speed_mps;
  return { time_s, percent: percentOf(performance, performance.hover_power_w, time_s) };
}

export function hoverCost(performance: Performance, time_s: number): Cost {
  return { time_s, percent: percentOf(performance, performance.hover_power_w, time_s) };
}

/** Share of cruise power that overcomes drag and grows with the cube of airspeed; the rest holds the mass up. */
const DRAG_SHARE = 0.4;

/** Power of level flight at an airspeed. Below cruise speed no saving is reckoned with. */
export function cruisePower(performance: Performance, airspeed_mps: number): number {
  const ratio = Math.max(1, airspeed_mps / performance.cruise_speed_mps);
  return performance.cruise_power_w * (1 - DRAG_SHARE + DRAG_SHARE * ratio ** 3);
}

/** A level leg at cruise speed over ground; null where the wind lets the aircraft make no headway on this course. */
export function cruiseCost(performance: Performance, length_m: number, course_deg: number, wind: Wind): Cost | null {
  if (length_m <= 0) return NO_COST;
  const speed = legSpeed(performance.cruise_speed_mps, performance.max_speed_mps, course_deg, wind);
  if (speed === null) return null;
  const time_s = length_m / speed.ground_mps;
  return { time_s, percent: percentOf(performance, cruisePower(performance, speed.air_mps), time_s) };
}
