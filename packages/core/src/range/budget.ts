/** Energy for out, hold, back and reserve; the answer to "does it come home". */
import type { EnergyBudget, Performance, Point } from '@outrider/schema';
import { bearing, distance } from '../geo/index.js';
import { climbCost, cruiseCost, descentCost, hoverCost, percentOf, sumCosts } from './power.js';
import type { Cost } from './power.js';
import { headwind, windAt } from './wind.js';
import type { Wind } from './wind.js';

/** A place on the way and the height above take-off at which it is reached. */
export interface WayPoint {
  readonly place: Point;
  readonly height_above_takeoff_m: number;
}

export interface EnergyRequest {
  readonly performance: Performance;
  readonly home: Point;
  /** Height above take-off at which the aircraft leaves the dock. */
  readonly take_off_height_m: number;
  /** Where a flight that is in the air already begins; null or left out: on the ground at home. */
  readonly airborne?: WayPoint | null;
  readonly way: readonly WayPoint[];
  readonly hold_s: number;
  readonly return_height_m: number;
  /** Length of the way back where it is longer than the straight line from the last place; 0 takes the straight line. */
  readonly least_back_m: number;
  /** Wind at the station. */
  readonly wind: Wind;
  /** null = not known: the budget is made, but nothing can be said about coming home. */
  readonly battery_percent: number | null;
  readonly reserve_percent: number;
}

export interface EnergyAnswer {
  readonly budget: EnergyBudget;
  readonly climb_s: number;
  readonly cruise_s: number;
  readonly descend_s: number;
  readonly length_out_m: number;
  readonly length_back_m: number;
  /** Strongest wind from ahead on any leg out or back, at its height. */
  readonly worst_headwind_mps: number;
  readonly return_s: number;
}

/** Which way the wind forbids, with the course and the wind that does. */
export interface NoHeadway {
  readonly no_headway: 'out' | 'back';
  readonly headwind_mps: number;
}

/**
 * Reckons one flight: climb from the dock, the legs out with climbs and descents in place, hold at hover power, climb to return height,
 * the straight way back, descent and landing. Wind by the wind triangle at each leg's height.
 */
export function energyBudget(request: EnergyRequest): EnergyAnswer | NoHeadway {
  const out = outward(request);
  if ('no_headway' in out) return out;
  const back = homeward(request);
  if ('no_headway' in back) return back;
  const { performance, battery_percent, reserve_percent } = request;
  const out_percent = out.climb.percent + out.cruise.percent + out.descend.percent;
  const hold = hoverCost(performance, request.hold_s);
  const needed = out_percent + hold.percent + back.cost.percent;
  const after = battery_percent === null ? null : battery_percent - needed;
  const perSecond = percentOf(performance, performance.hover_power_w, 1);
  return {
    budget: {
      out_percent,
      hold_percent: hold.percent,
      back_percent: back.cost.percent,
      reserve_percent,
      battery_now_percent: battery_percent,
      after_landing_percent: after,
      hold_available_s: after === null ? null : Math.max(0, (after - reserve_percent) / perSecond + request.hold_s),
    },
    climb_s: out.climb.time_s,
    cruise_s: out.cruise.time_s,
    descend_s: out.descend.time_s,
    length_out_m: out.length_m,
    length_back_m: back.length_m,
    worst_headwind_mps: Math.max(0, out.headwind_mps, back.headwind_mps),
    return_s: back.cost.time_s,
  };
}

/** True only where the battery is known and what is left after landing is at least the reserve. */
export function comesHome(budget: EnergyBudget): boolean {
  return budget.after_landing_percent !== null && budget.after_landing_percent >= budget.reserve_percent;
}

interface Outward {
  climb: Cost;
  cruise: Cost;
  descend: Cost;
  length_m: number;
  headwind_mps: number;
}

function outward(request: EnergyRequest): Outward | NoHeadway {
  const { performance } = request;
  const start = request.airborne ?? { place: request.home, height_above_takeoff_m: request.take_off_height_m };
  const climbs: Cost[] = request.airborne ? [] : [climbCost(performance, request.take_off_height_m)];
  const cruises: Cost[] = [];
  const descents: Cost[] = [];
  let [place, height, length_m, worst] = [start.place, start.height_above_takeoff_m, 0, -Infinity];
  for (const next of request.way) {
    climbs.push(climbCost(performance, next.height_above_takeoff_m - height));
    descents.push(descentCost(performance, height - next.height_above_takeoff_m));
    const metres = distance(place, next.place);
    if (metres > 0) {
      const course = bearing(place, next.place);
      const wind = windAt(request.wind, next.height_above_takeoff_m);
      const cost = cruiseCost(performance, metres, course, wind);
      if (cost === null) return { no_headway: 'out', headwind_mps: wind.speed_mps };
      cruises.push(cost);
      worst = Math.max(worst, headwind(course, wind));
    }
    length_m += metres;
    place = next.place;
    height = next.height_above_takeoff_m;
  }
  return {
    climb: sumCosts(climbs),
    cruise: sumCosts(cruises),
    descend: sumCosts(descents),
    length_m,
    headwind_mps: worst,
  };
}

function homeward(request: EnergyRequest): { cost: Cost; length_m: number; headwind_mps: number } | NoHeadway {
  const { performance, way, home } = request;
  const last = way[way.length - 1];
  const from = last?.place ?? home;
  const height = last?.height_above_takeoff_m ?? request.take_off_height_m;
  const top = Math.max(height, request.return_height_m);
  const length_m = Math.max(distance(from, home), request.least_back_m);
  const course = bearing(from, home);
  const wind = windAt(request.wind, top);
  const cruise = cruiseCost(performance, length_m, course, wind);
  if (cruise === null) return { no_headway: 'back', headwind_mps: wind.speed_mps };
  const cost = sumCosts([climbCost(performance, top - height), cruise, descentCost(performance, top)]);
  return { cost, length_m, headwind_mps: headwind(course, wind) };
}
