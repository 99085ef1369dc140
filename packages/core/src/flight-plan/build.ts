/** From a planned route to the flight plan that is flown: heights above take-off, contingencies, way home, fence. */
import type { AgencyPolicy, AirPoint, FlightPlan, Leg, Performance, Point } from '@outrider/schema';
import { planePoint, planReturn } from '../airspace/index.js';
import type { LandingPlace, PlannedRoute, RouteLeg, Scene } from '../airspace/index.js';
import { length } from '../geo/index.js';
import type { Xy } from '../geo/index.js';
import { buildFence } from './fence.js';
import type { Line } from './fence.js';

export interface PlanRequest {
  readonly home: AirPoint;
  readonly target: Point;
  readonly route: PlannedRoute;
  readonly performance: Performance;
  readonly policy: Pick<AgencyPolicy, 'hold_on_scene_s' | 'max_height_agl_m' | 'units'>;
  /** Surveyed landing places that may serve as rally points. */
  readonly landing_places: readonly LandingPlace[];
  /**
   * The plan that is flown now, where this one takes its place in the air: return height, rally points and fence then serve both, so
   * that at no moment of the change what guards the flight is wrong for it. Null or left out: a flight from the ground.
   */
  readonly before?: FlightPlan | null;
}

export interface BuiltPlan {
  readonly plan: FlightPlan;
  /** Longest straight way home from the route: what the energy for the way back is reckoned with. */
  readonly longest_return_m: number;
}

/** The most legs that the plan's shape and every autopilot take. */
export const MOST_LEGS = 200;

/**
 * Builds the plan. Heights are above take-off because that is what autopilots hold; each leg says what is done when it cannot be
 * finished. A way home that no height makes clear is answered in `return_line.ok` and must refuse the flight.
 */
export function buildFlightPlan(scene: Scene, request: PlanRequest): BuiltPlan {
  const { home, route, performance, policy } = request;
  const above = (altitude_amsl_m: number): number => altitude_amsl_m - home.altitude_amsl_m;
  const start = planePoint(scene.index, home);
  const points = [start, ...route.legs.map((leg) => leg.at)];
  const before = request.before ?? null;
  const flown = before === null ? [] : before.legs.map((leg) => planePoint(scene.index, leg.to));
  const highest = Math.max(
    above(route.departure_amsl_m),
    ...route.legs.map((leg) => above(leg.to.altitude_amsl_m)),
    ...(before === null ? [] : before.legs.map((leg) => leg.height_above_takeoff_m)),
  );
  const back = planReturn(scene, {
    home,
    points: [start, ...flown, ...points.slice(1)],
    wished_height_m: Math.max(highest, before?.return_line.return_height_m ?? 0),
    landing_places: request.landing_places,
    units: policy.units,
    // After the legs before comes a line to where the aircraft is, which nobody flies.
    reckoned_from_leg: before === null ? 0 : flown.length + 1,
  });
  const fromHere_m = before === null ? 0 : length(points[1]!, start);
  const longest_return_m = Math.max(back.longest_m, fromHere_m);
  // The rally points before stay in force until the new ones are, and the new fence is there first.
  const ways_to = [...back.line.rally_points, ...(before?.return_line.rally_points ?? [])];
  const fence = buildFence(scene, {
    home,
    target: { ...route.hold },
    rally_points: ways_to,
    lines: linesOf(scene, start, [start, ...flown, ...points.slice(1)], ways_to),
    highest_m: Math.max(highest, back.line.return_height_m),
    max_height_agl_m: policy.max_height_agl_m,
    ceiling_above_takeoff_m: performance.ceiling_above_takeoff_m,
  });
  const plan: FlightPlan = {
    home,
    target: request.target,
    take_off_height_m: above(route.departure_amsl_m),
    legs: route.legs.map((leg, i) =>
      legOf(
        leg,
        above,
        performance.cruise_speed_mps,
        contingencyOf(i, route.legs, back.rally_legs[flown.length + i] === true),
      ),
    ),
    hold_s: policy.hold_on_scene_s,
    on_scene_height_m: above(route.hold.altitude_amsl_m),
    return_line: back.line,
    fence,
    length_out_m: route.length_m,
    length_back_m: longest_return_m,
  };
  return { plan, longest_return_m };
}

function legOf(
  leg: RouteLeg,
  above: (amsl: number) => number,
  speed_mps: number,
  contingency: Leg['contingency'],
): Leg {
  return { to: leg.to, height_above_takeoff_m: above(leg.to.altitude_amsl_m), speed_mps, contingency };
}

/** On scene the aircraft waits a little for its link before it leaves; on the way it turns back at once. */
function contingencyOf(i: number, legs: readonly RouteLeg[], rally: boolean): Leg['contingency'] {
  if (rally) return 'rally';
  return i === legs.length - 1 ? 'hold_then_return' : 'return';
}

/** All straight lines that the flight may take: its legs, and from each turning point home and to the rally points. */
function linesOf(scene: Scene, home: Xy, points: readonly Xy[], rally: readonly AirPoint[]): Line[] {
  const places = [home, ...rally.map((place) => planePoint(scene.index, place))];
  const legs = points.slice(1).map((point, i): Line => [points[i]!, point]);
  const ways = points.slice(1).flatMap((point) => places.map((place): Line => [point, place]));
  return [...legs, ...ways];
}
