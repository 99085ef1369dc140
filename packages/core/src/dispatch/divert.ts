/** A new place for an aircraft that is in the air: the way there, its heights, the way home from it, and the energy for all of it. */
import type { AgencyPolicy, AirPoint, FlightPlan, Performance, Point, Weather } from '@outrider/schema';
import { conflictText, createScene, landingPlaces, planePoint, planRoute } from '../airspace/index.js';
import type { AirspaceIndex, FlightRules, PlannedRoute } from '../airspace/index.js';
import { buildFlightPlan, MOST_LEGS } from '../flight-plan/index.js';
import type { BuiltPlan } from '../flight-plan/index.js';
import { comesHome, energyBudget, planningWind } from '../range/index.js';
import { formatPercent } from '../units/index.js';
import { weatherIsCurrent } from '../weather/index.js';
import { DEFAULT_ROUTE_BUDGET } from './input.js';
import { endurance_s, leastHeight } from './rules.js';

export interface DivertQuestion {
  /** The plan that is flown now; heights of the new one count from the same take-off place. */
  readonly before: FlightPlan;
  /** Where the aircraft is. null = not known, and then nothing is planned. */
  readonly position: Point | null;
  readonly height_above_takeoff_m: number | null;
  readonly battery_percent: number | null;
  readonly target: Point;
  readonly performance: Performance;
  readonly policy: AgencyPolicy;
  readonly airspace: AirspaceIndex;
  readonly landing_places: readonly AirPoint[];
  readonly weather: Weather | null;
  readonly now_utc_ms: number;
}

export type DivertAnswer = { readonly plan: FlightPlan } | { readonly refused: string };

/**
 * Plans the way to a new place. What guards the flight in the new plan (return height, rally points, fence) serves the old plan as well,
 * so that the change may end at any step. Answers one sentence where it cannot be done; the flight then keeps the plan that it has.
 */
export function planDivert(question: DivertQuestion): DivertAnswer {
  const { position, height_above_takeoff_m: height, before, policy } = question;
  if (position === null || height === null) return { refused: 'Where the aircraft is, is not known.' };
  const from: AirPoint = { ...position, altitude_amsl_m: before.home.altitude_amsl_m + height };
  const dock = planePoint(question.airspace, before.home);
  const scene = createScene(question.airspace, rulesOf(question), dock);
  const { performance, target } = question;
  const result = planRoute(scene, {
    home: { ...position, altitude_amsl_m: before.home.altitude_amsl_m },
    airborne_amsl_m: from.altitude_amsl_m,
    waypoints: [],
    target,
    cruise_height_m: Math.max(policy.cruise_height_m, before.take_off_height_m),
    on_scene_height_m: policy.on_scene_height_m,
    climb_s_per_m: 1 / performance.climb_speed_mps,
    cruise_s_per_m: 1 / performance.cruise_speed_mps,
    budget: DEFAULT_ROUTE_BUDGET,
  });
  if ('refusal' in result) {
    const { conflict } = result.refusal;
    const why = conflict === null ? '' : `: ${conflictText(conflict, before.home.altitude_amsl_m, policy.units)}`;
    return { refused: `There is no way from here to the new place${why}.` };
  }
  const route = withStart(result.route, from, planePoint(question.airspace, from));
  if (route.legs.length > MOST_LEGS) return { refused: `The way there needs more than ${MOST_LEGS} legs.` };
  const built = buildFlightPlan(scene, {
    home: before.home,
    target,
    route,
    performance,
    policy,
    landing_places: landingPlaces(question.airspace, question.landing_places),
    before,
  });
  if (!built.plan.return_line.ok) return { refused: built.plan.return_line.detail };
  const short = whatEnergyForbids(question, from, built);
  return short === null ? { plan: built.plan } : { refused: short };
}

/** It goes to its height in place first, so that no leg slopes. */
function withStart(route: PlannedRoute, from: AirPoint, at: PlannedRoute['legs'][number]['at']): PlannedRoute {
  const first = { to: { ...from, altitude_amsl_m: route.departure_amsl_m }, at };
  return { ...route, legs: [first, ...route.legs] };
}

function rulesOf({ policy, performance, before, now_utc_ms }: DivertQuestion): FlightRules {
  const home_amsl_m = before.home.altitude_amsl_m;
  return {
    clearance_horizontal_m: policy.obstacle_clearance_horizontal_m,
    clearance_vertical_m: policy.obstacle_clearance_vertical_m,
    min_agl_m: leastHeight(policy),
    max_agl_m: policy.max_height_agl_m,
    home_amsl_m,
    max_amsl_m: home_amsl_m + performance.ceiling_above_takeoff_m,
    from_utc_ms: now_utc_ms,
    to_utc_ms: now_utc_ms + endurance_s(performance) * 1000,
  };
}

/** One sentence where the battery does not bring it there, through its time on scene, and home with the reserve. */
function whatEnergyForbids(
  question: DivertQuestion,
  from: AirPoint,
  { plan, longest_return_m }: BuiltPlan,
): string | null {
  const { policy, performance, weather, now_utc_ms } = question;
  const current = weatherIsCurrent(weather, policy.weather_valid_for_min, now_utc_ms) ? weather : null;
  const answer = energyBudget({
    performance,
    home: plan.home,
    take_off_height_m: plan.take_off_height_m,
    airborne: { place: from, height_above_takeoff_m: from.altitude_amsl_m - plan.home.altitude_amsl_m },
    way: plan.legs.map((leg) => ({ place: leg.to, height_above_takeoff_m: leg.height_above_takeoff_m })),
    hold_s: plan.hold_s,
    return_height_m: plan.return_line.return_height_m,
    least_back_m: longest_return_m,
    wind: planningWind(current, policy.max_wind_mps).wind,
    battery_percent: question.battery_percent,
    reserve_percent: policy.reserve_percent,
  });
  if ('no_headway' in answer) return 'It makes no headway against the wind.';
  const { after_landing_percent: after, reserve_percent } = answer.budget;
  if (after === null) return 'The battery level is not known, so nothing shows that it would come home.';
  if (comesHome(answer.budget)) return null;
  const left = after < 0 ? 'would not come home' : `would come home with ${formatPercent(Math.floor(after))}`;
  return `From the new place it ${left}; it needs ${formatPercent(reserve_percent)}.`;
}
