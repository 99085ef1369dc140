/**
 * The way home that an autopilot takes by itself: straight, at one height. It may start anywhere on the route, so every straight line
 * from the route to its landing place is checked against ground, obstacles, keep-outs, ceilings and the keep-in.
 */
import type { AirPoint, ReturnLine } from '@outrider/schema';
import { along, length, segmentWithin } from '../geo/index.js';
import type { Xy } from '../geo/index.js';
import { formatHeight } from '../units/index.js';
import type { Units } from '../units/index.js';
import type { Conflict } from './conflict.js';
import { conflictText } from './conflict.js';
import { staysInside } from './keep-in.js';
import { isCap, planePoint } from './scene.js';
import type { Scene } from './scene.js';
import { shapesNearLine } from './search.js';
import { groundAlong } from './segment-check.js';
import type { AirspaceIndex, Shape } from './types.js';

export interface LandingPlace {
  readonly place: AirPoint;
  /** The same on the airspace's plane. */
  readonly at: Xy;
}

/** Landing places on the plane: worked out once for all aircraft that may have to look for one. */
export function landingPlaces(index: AirspaceIndex, places: readonly AirPoint[]): LandingPlace[] {
  return places.map((place) => ({ place, at: planePoint(index, place) }));
}

export interface ReturnRequest {
  readonly home: AirPoint;
  /** The route on the plane, from the dock on. */
  readonly points: readonly Xy[];
  /** Wished height above take-off; the highest leg, so that a return never starts above it. */
  readonly wished_height_m: number;
  /** Surveyed landing places other than home, that may serve as rally points. */
  readonly landing_places: readonly LandingPlace[];
  readonly units: Units;
  /** Legs before this one are looked at and not reckoned with: a flight that was sent elsewhere does not fly them any more. */
  readonly reckoned_from_leg?: number;
}

export interface ReturnPlan {
  readonly line: ReturnLine;
  /** For each leg of the route: true where the autopilot would go to a rally point and not home. */
  readonly rally_legs: readonly boolean[];
  /** Longest straight way from the legs that are reckoned with to the landing place that serves them, metres. */
  readonly longest_m: number;
}

/** Distance between the points of the route from which the way home is looked at. */
const START_STEP_M = 60;
const MOST_STARTS = 400;
/** Rally points beyond this are farther than any flight here goes. */
const MOST_PLACES = 4;

/**
 * The height at which every straight return is clear: the wished one, else the next higher, else a lower one. Where there is none, the
 * landing places are tried as a rally point, nearest to the target first; the autopilot goes to whichever of home and rally is nearer.
 */
export function planReturn(scene: Scene, request: ReturnRequest): ReturnPlan {
  const home = planePoint(scene.index, request.home);
  const starts = startsAlong(request.points);
  const toHome = starts.map((start) => ({ start, place: home }));
  const wished = request.home.altitude_amsl_m + request.wished_height_m;
  const alone = commonHeight(
    scene,
    toHome.map(({ start }) => [start.at, home]),
    wished,
  );
  if ('height_amsl_m' in alone) return answer(request, alone.height_amsl_m, [], toHome);
  const end = request.points[request.points.length - 1]!;
  for (const { place, at } of rallyPlaces(request.landing_places, home, end)) {
    const ways = starts.map((start) => ({ start, place: length(start.at, at) < length(start.at, home) ? at : home }));
    // The blocked way home stays blocked as long as home is the nearer place.
    if (ways.every((way) => way.place === home)) continue;
    const rallied = commonHeight(
      scene,
      ways.map((way) => [way.start.at, way.place]),
      wished,
    );
    if ('height_amsl_m' in rallied) return answer(request, rallied.height_amsl_m, [place], ways);
  }
  return refused(request, alone.conflict);
}

/**
 * A look ahead, before any route is searched: what closes the straight way from the end of a flight to home at every height, where no
 * landing place nearer than home is open to it either. Null where a way home may exist. A route cannot change this.
 */
export function endIsShut(
  scene: Scene,
  home: Xy,
  end: Xy,
  wished_amsl_m: number,
  landing_places: readonly LandingPlace[],
): Conflict | null {
  const shutOn = (place: Xy): Conflict | null => {
    const answer = commonHeight(scene, [[end, place]], wished_amsl_m);
    return 'conflict' in answer ? answer.conflict : null;
  };
  const conflict = shutOn(home);
  if (conflict === null) return null;
  const places = rallyPlaces(landing_places, home, end);
  return places.some(({ at }) => shutOn(at) === null) ? null : conflict;
}

/** Landing places other than home, nearest to the end of the route first. */
function rallyPlaces(landing_places: readonly LandingPlace[], home: Xy, end: Xy): LandingPlace[] {
  const reach = length(home, end);
  const nearer: { landing: LandingPlace; away_m: number }[] = [];
  for (const landing of landing_places) {
    const away_m = length(landing.at, end);
    if (away_m < reach && length(landing.at, home) > 1) nearer.push({ landing, away_m });
  }
  const nearest = nearer.toSorted((a, b) => a.away_m - b.away_m).slice(0, MOST_PLACES);
  return nearest.map(({ landing }) => landing);
}

interface Start {
  readonly at: Xy;
  readonly leg: number;
}

/** Points along the route, the turning points among them, at most 60 m apart (wider on very long routes). */
function startsAlong(points: readonly Xy[]): Start[] {
  const total = points.slice(1).reduce((sum, point, i) => sum + length(points[i]!, point), 0);
  const step = Math.max(START_STEP_M, total / MOST_STARTS);
  const starts: Start[] = [];
  for (let i = 1; i < points.length; i++) {
    const [from, to] = [points[i - 1]!, points[i]!];
    const parts = Math.max(1, Math.ceil(length(from, to) / step));
    for (let part = 1; part <= parts; part++) starts.push({ at: along(from, to, part / parts), leg: i - 1 });
  }
  return starts;
}

type Line = readonly [from: Xy, to: Xy];

/** A stretch of heights AMSL that is not allowed, and what forbids it. */
interface Forbidden {
  readonly low: number;
  readonly high: number;
  readonly conflict: Conflict;
}

/** One height that is free on all lines: the wished one, the next higher, else the next lower. Else what forbids the wished one. */
function commonHeight(
  scene: Scene,
  lines: readonly Line[],
  wished: number,
): { height_amsl_m: number } | { conflict: Conflict } {
  const distinct = distinctLines(lines);
  // Nearly always a height from the wished one up is free, and what stands lower need not be looked at.
  for (const least of [wished, -Infinity]) {
    const forbidden: Forbidden[] = [];
    for (const [from, to] of distinct) {
      const onLine = forbiddenOn(scene, from, to, wished, least);
      const shut = onLine.find((f) => shutsAll(scene, f));
      if (shut !== undefined) return { conflict: shut.conflict };
      forbidden.push(...onLine);
    }
    const free = freeHeight(forbidden, wished, least);
    if (free !== null) return { height_amsl_m: free };
    if (least === -Infinity) return { conflict: forbidden.find((f) => f.low < wished && wished < f.high)!.conflict };
  }
  throw new Error('unreachable: the second round always answers');
}

/** True where one volume leaves no height at all between the take-off place and what the aircraft can climb to. */
function shutsAll({ rules }: Scene, forbidden: Forbidden): boolean {
  return (
    forbidden.low <= rules.home_amsl_m &&
    forbidden.high >= Math.min(rules.max_amsl_m, rules.home_amsl_m + rules.max_agl_m)
  );
}

function freeHeight(forbidden: readonly Forbidden[], wished: number, least: number): number | null {
  const candidates = [wished, ...forbidden.map((f) => f.high), ...forbidden.map((f) => f.low)]
    .filter((height) => Number.isFinite(height) && height >= least)
    .toSorted((a, b) => rankOf(a, wished) - rankOf(b, wished));
  return candidates.find((height) => forbidden.every((f) => height <= f.low || height >= f.high)) ?? null;
}

/** Upwards first, nearest first; then downwards. */
function rankOf(height: number, wished: number): number {
  return height >= wished ? height - wished : 1e6 + (wished - height);
}

/** On a straight route the lines lie in each other: of lines to one place in one direction, only the longest is looked at. */
function distinctLines(lines: readonly Line[]): Line[] {
  const kept: Line[] = [];
  for (const line of lines.toReversed()) {
    if (!kept.some((other) => contains(other, line))) kept.push(line);
  }
  return kept;
}

function contains([from, to]: Line, [start, place]: Line): boolean {
  if (to[0] !== place[0] || to[1] !== place[1]) return false;
  const whole = length(from, to);
  const part = length(start, place);
  return part <= whole && length(along(to, from, whole === 0 ? 0 : part / whole), start) < 0.01;
}

/** Heights above `least` that are not allowed on the straight line, each as an open interval. */
function forbiddenOn(scene: Scene, from: Xy, to: Xy, wished: number, least: number): Forbidden[] {
  const margin = scene.rules.clearance_horizontal_m;
  const all = (code: Conflict['code']): Forbidden => ({
    low: -Infinity,
    high: Infinity,
    conflict: plain(code, wished, null),
  });
  const matters = (shape: Shape, position: number): boolean =>
    (isCap(shape) || shape.top_amsl_m + scene.rules.clearance_vertical_m > least) && scene.inForce(position);
  const forbidden = shapesNearLine(scene.index, from, to, margin, matters)
    .filter((position) => segmentWithin(from, to, scene.index.shapes[position]!.rings, scene.clearanceOf(position)))
    .map((position) => forbiddenByShape(scene, position, wished));
  if (!staysInside(scene, from, to, margin)) forbidden.push(all('keep_in'));
  return [...forbidden, ...forbiddenByGround(scene, from, to, wished)];
}

function forbiddenByShape(scene: Scene, position: number, wished: number): Forbidden {
  const shape = scene.index.shapes[position]!;
  const { volume, ground_unknown } = shape;
  if (isCap(shape)) {
    const cap = scene.capOf(shape);
    const conflict: Conflict = { code: 'ceiling', volume, altitude_amsl_m: wished, bound_amsl_m: cap, ground_unknown };
    return { low: cap, high: Infinity, conflict };
  }
  const clearance = scene.rules.clearance_vertical_m;
  const high = shape.top_amsl_m + clearance;
  const bound_amsl_m = Number.isFinite(high) ? high : null;
  const code = volume.kind === 'obstacle' ? 'obstacle' : 'keep_out';
  const conflict: Conflict = { code, volume, altitude_amsl_m: wished, bound_amsl_m, ground_unknown };
  return { low: shape.floor_amsl_m - clearance, high, conflict };
}

function forbiddenByGround(scene: Scene, from: Xy, to: Xy, wished: number): Forbidden[] {
  const { rules } = scene;
  const ground = groundAlong(scene, from, to);
  const least = ground.max_amsl_m + rules.clearance_vertical_m;
  const most = Math.min(ground.min_amsl_m, ground.unknown ? rules.home_amsl_m : Infinity) + rules.max_agl_m;
  return [
    { low: -Infinity, high: least, conflict: plain('terrain', wished, least) },
    { low: most, high: Infinity, conflict: plain('max_height', wished, most) },
    { low: rules.max_amsl_m, high: Infinity, conflict: plain('aircraft_ceiling', wished, rules.max_amsl_m) },
  ];
}

function plain(code: Conflict['code'], altitude_amsl_m: number, bound_amsl_m: number | null): Conflict {
  return { code, volume: null, altitude_amsl_m, bound_amsl_m, ground_unknown: false };
}

function answer(
  request: ReturnRequest,
  height_amsl_m: number,
  rally_points: AirPoint[],
  ways: readonly { start: Start; place: Xy }[],
): ReturnPlan {
  const { home, units } = request;
  const return_height_m = height_amsl_m - home.altitude_amsl_m;
  const raised = return_height_m > request.wished_height_m;
  const height = formatHeight(return_height_m, units, 'takeoff');
  const where = rally_points.length === 0 ? 'home' : 'home or to the rally point, whichever is nearer';
  const detail = `Straight ${where} at ${height}${raised ? ', raised to clear what is on the way' : ''}.`;
  const homeAt = request.points[0]!;
  const rally_legs = request.points.slice(1).map(() => false);
  for (const { start, place } of ways) {
    if (rally_points.length > 0 && length(place, homeAt) > 1) rally_legs[start.leg] = true;
  }
  const flown = ways.filter(({ start }) => start.leg >= (request.reckoned_from_leg ?? 0));
  const longest_m = Math.max(0, ...flown.map(({ start, place }) => length(start.at, place)));
  return { line: { ok: true, return_height_m, raised, rally_points, detail }, rally_legs, longest_m };
}

function refused(request: ReturnRequest, conflict: Conflict): ReturnPlan {
  const why = conflictText(conflict, request.home.altitude_amsl_m, request.units);
  return {
    line: {
      ok: false,
      return_height_m: request.wished_height_m,
      raised: false,
      rally_points: [],
      detail: `No height is free for the straight way home: ${why}.`,
    },
    rally_legs: request.points.slice(1).map(() => false),
    longest_m: 0,
  };
}
