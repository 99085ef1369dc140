/** What the way home costs from here, now: for the energy watch of a flight in the air. */
import type { Performance, Point } from '@outrider/schema';
import { bearing, distance } from '../geo/index.js';
import { climbCost, cruiseCost, descentCost, percentOf, sumCosts } from './power.js';
import type { Wind } from './wind.js';

export interface ReturnQuestion {
  readonly performance: Performance;
  /** null = not known. */
  readonly position: Point | null;
  readonly height_above_takeoff_m: number | null;
  readonly home: Point | null;
  /** Height above take-off at which the autopilot returns; null = it returns at its present height, as far as is known. */
  readonly return_height_m: number | null;
  /** Wind at the aircraft, by its own estimate; null reckons with the strongest wind in which it may fly, from ahead. */
  readonly wind: Wind | null;
  readonly battery_percent: number | null;
  readonly reserve_percent: number;
  /** Velocity over ground, for how fast the way home grows; null = not known, reckoned as flying away at cruise. */
  readonly velocity_north_mps: number | null;
  readonly velocity_east_mps: number | null;
}

export interface ReturnEnergy {
  /** Climb to return height, straight way, descent and landing. Infinity where the wind lets it make no headway at top speed. */
  readonly return_percent: number;
  /** Straight down from here. */
  readonly land_percent: number;
  readonly return_s: number;
  /** Until the battery no longer covers return and reserve, at the present rate; null where the battery is not known. */
  readonly time_to_return_s: number | null;
  /** False where no wind estimate was there and the strongest wind was reckoned with. */
  readonly wind_known: boolean;
}

/** Answers null where position, height or home is not known: nothing can then be said, and the caller must say that. */
export function energyToReturn(question: ReturnQuestion): ReturnEnergy | null {
  const { performance, position, height_above_takeoff_m: height, home } = question;
  if (position === null || height === null || home === null) return null;
  const top = Math.max(height, question.return_height_m ?? height);
  const way = wayHome(question, position, home);
  const cost = sumCosts([climbCost(performance, top - height), way, descentCost(performance, top)]);
  const free =
    question.battery_percent === null ? null : question.battery_percent - cost.percent - question.reserve_percent;
  return {
    return_percent: cost.percent,
    land_percent: descentCost(performance, height).percent,
    return_s: cost.time_s,
    time_to_return_s: free === null ? null : Math.max(0, free / spendingPerSecond(question, position, home)),
    wind_known: question.wind !== null,
  };
}

function wayHome(question: ReturnQuestion, position: Point, home: Point): { time_s: number; percent: number } {
  const { performance } = question;
  const wind = question.wind ?? { speed_mps: performance.max_wind_mps, from_deg: null };
  const way = cruiseCost(performance, distance(position, home), bearing(position, home), wind);
  return way ?? { time_s: Infinity, percent: Infinity };
}

/** Percent a second that go: by flying, and by the way home growing longer. */
function spendingPerSecond(question: ReturnQuestion, position: Point, home: Point): number {
  const { performance, velocity_north_mps: north, velocity_east_mps: east } = question;
  const flying = percentOf(performance, Math.max(performance.hover_power_w, performance.cruise_power_w), 1);
  const course = (bearing(position, home) * Math.PI) / 180;
  const away =
    north === null || east === null
      ? performance.cruise_speed_mps
      : Math.max(0, -(north * Math.cos(course) + east * Math.sin(course)));
  const perMetre = wayHome(question, position, home).percent / Math.max(1, distance(position, home));
  return flying + (Number.isFinite(perMetre) ? away * perMetre : 0);
}
