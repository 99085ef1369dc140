/** The airspace step: a route, its heights, the way home, the fence. */
import type { AirPoint, Performance, Reason } from '@outrider/schema';
import { conflictText, createScene, endIsShut, planePoint, planRoute } from '../airspace/index.js';
import type { Conflict, PlannedRoute, RouteRefusal, Scene } from '../airspace/index.js';
import { holdPoint } from '../airspace/hold-point.js';
import { blockersAround, levelAt } from '../airspace/level.js';
import { volumeConflicts } from '../airspace/segment-check.js';
import { buildFlightPlan, MOST_LEGS } from '../flight-plan/index.js';
import type { BuiltPlan } from '../flight-plan/index.js';
import { formatDistance, formatHeight } from '../units/index.js';
import { reason } from './context.js';
import type { Airway, Judged, Question } from './context.js';
import { flightRules } from './rules.js';

/** Before any route: is there a place to hold at all? */
export function targetOpen(question: Question, judged: Judged): Reason[] {
  const { shut } = question;
  return shut === null || judged.home === null
    ? []
    : [refusal(question, judged.home, { code: 'target_closed', conflict: shut })];
}

/**
 * Plans the route and the flight plan; refuses where there is none or where the way home is blocked at every height. Aircraft alike at
 * one place share the answer.
 */
export function airspace(question: Question, judged: Judged): Reason[] {
  const { home } = judged;
  if (home === null) return [];
  const { performance } = judged.entry.aircraft;
  const key = JSON.stringify([home, performance]);
  const answer = question.airways.get(key) ?? findWay(question, home, performance);
  judged.examined = question.airways.has(key) ? 0 : answer.examined;
  question.airways.set(key, answer);
  judged.route = answer.plan;
  judged.longest_return_m = answer.longest_return_m;
  return [...answer.reasons];
}

function findWay(question: Question, home: AirPoint, performance: Performance): Airway {
  const { input } = question;
  const start = planePoint(input.airspace, home);
  const scene = createScene(input.airspace, flightRules(question, home, performance), start);
  const { landing_places } = question;
  const none = (reasons: Reason[], examined: number): Airway => ({
    reasons,
    plan: null,
    longest_return_m: 0,
    examined,
  });
  const shut = wayHomeShut(question, scene, home);
  if (shut !== null) return none([shut], 0);
  const result = planRoute(scene, {
    home,
    waypoints: input.waypoints,
    target: input.target,
    cruise_height_m: input.policy.cruise_height_m,
    on_scene_height_m: input.policy.on_scene_height_m,
    climb_s_per_m: 1 / performance.climb_speed_mps,
    cruise_s_per_m: 1 / performance.cruise_speed_mps,
    budget: input.route_budget,
  });
  const { examined } = result;
  if ('refusal' in result) return none([refusal(question, home, result.refusal)], examined);
  if (result.route.legs.length > MOST_LEGS) {
    return none(
      [reason('airspace', 'too_many_legs', 'against', `Airspace: the route needs more than ${MOST_LEGS} legs`)],
      examined,
    );
  }
  const { policy, target } = input;
  const built = buildFlightPlan(scene, { home, target, route: result.route, performance, policy, landing_places });
  return { reasons: describe(question, home, scene, result.route, built), ...built, examined };
}

/** Looks ahead from where the aircraft would hold at cruise height: a last way home that nothing opens needs no search for a route. */
function wayHomeShut(question: Question, scene: Scene, home: AirPoint): Reason | null {
  const { input, landing_places } = question;
  const start = planePoint(input.airspace, home);
  const wished_amsl_m = home.altitude_amsl_m + input.policy.cruise_height_m;
  const level = levelAt(scene, wished_amsl_m);
  // A closed dock has a reason of its own.
  if (blockersAround(level, start).length > 0) return null;
  const hold = holdPoint(level, input.target, start);
  const conflict = hold === null ? null : endIsShut(scene, start, hold.at, wished_amsl_m, landing_places);
  if (conflict === null) return null;
  const why = conflictText(conflict, home.altitude_amsl_m, input.policy.units);
  const text = `Airspace: no height is free for the straight way home: ${why}`;
  return reason('airspace', 'return_line_blocked', 'against', text, RETURN_REMEDY);
}

const RETURN_REMEDY = 'Choose another aircraft or target.';
const REFUSALS: Record<RouteRefusal['code'], [opening: string, remedy: string]> = {
  target_closed: ['the target cannot be reached', 'Choose a place outside it, or ask its controller for permission.'],
  home_closed: ['it cannot leave its site', 'Send another aircraft, or ask for permission.'],
  no_way: ['there is no way around', 'Send an aircraft from another side.'],
  budget: ['no way was found within the time allowed', 'Send an aircraft from another side, or plan by hand.'],
  height: ['no height is allowed all the way', 'Send another aircraft, or ask for a higher limit.'],
};

function refusal({ input }: Question, home: AirPoint, { code, conflict }: RouteRefusal): Reason {
  const [opening, remedy] = REFUSALS[code];
  const why = conflict === null ? '' : `: ${conflictText(conflict, home.altitude_amsl_m, input.policy.units)}`;
  return reason('airspace', code, 'against', `Airspace: ${opening}${why}`, remedy);
}

function describe(question: Question, home: AirPoint, scene: Scene, route: PlannedRoute, built: BuiltPlan): Reason[] {
  const { units } = question.input.policy;
  const { plan } = built;
  const reasons: Reason[] = [];
  if (!plan.return_line.ok) {
    const text = `Airspace: ${lowerFirst(withoutStop(plan.return_line.detail))}`;
    reasons.push(reason('airspace', 'return_line_blocked', 'against', text, RETURN_REMEDY));
  } else {
    const height = formatHeight(plan.take_off_height_m, units, 'takeoff');
    const around = obstaclesAround(question, home, plan.take_off_height_m, scene);
    const way = `${around}${formatDistance(plan.length_out_m, units)} at ${height}`;
    reasons.push(reason('airspace', 'route', 'for', `Airspace: ${way}`));
    reasons.push(reason('airspace', 'return_line', 'for', `Way home: ${withoutStop(plan.return_line.detail)}`));
  }
  if (route.moved_from_target_m > 0) {
    const text = `Airspace: holds ${formatDistance(route.moved_from_target_m, units)} beside the target, above it is not free`;
    reasons.push(reason('airspace', 'stands_off', 'info', text));
  }
  if (route.ground_unknown) {
    const text =
      'Terrain: unknown below the way; heights are above take-off only, and the RPIC checks the ground along it';
    reasons.push(reason('airspace', 'terrain_unknown', 'condition', text, 'Import terrain for this area.'));
  }
  return reasons;
}

/** Names what the straight way at this height would have met; empty where the straight way is flown. */
function obstaclesAround({ input }: Question, home: AirPoint, height_m: number, scene: Scene): string {
  const altitude = home.altitude_amsl_m + height_m;
  const places = [home, ...input.waypoints, input.target].map((place) => planePoint(input.airspace, place));
  const met = places.slice(1).flatMap((place, i) => volumeConflicts(scene, places[i]!, place, altitude, altitude));
  const names = [
    ...new Set(met.flatMap((conflict: Conflict) => (conflict.volume === null ? [] : [`"${conflict.volume.name}"`]))),
  ];
  if (names.length === 0) return '';
  const more = names.length > 2 ? ` and ${names.length - 2} more` : '';
  return `around ${names.slice(0, 2).join(', ')}${more}, `;
}

const lowerFirst = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);
const withoutStop = (sentence: string): string => sentence.replace(/\.$/, '');
