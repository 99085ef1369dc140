/** From the dock to the scene: at which height, along which points. */
import type { AirPoint, Point } from '@outrider/schema';
import { distance, length, toLonLat } from '../geo/index.js';
import type { Xy } from '../geo/index.js';
import { levelPieces } from './band.js';
import type { LevelPiece } from './band.js';
import type { Conflict } from './conflict.js';
import { holdHeight, holdPoint } from './hold-point.js';
import type { HoldPoint } from './hold-point.js';
import { blockersAround, blockersOf, levelAt, lineIsFree } from './level.js';
import type { Level } from './level.js';
import { wishedHeights } from './heights.js';
import type { PlannedRoute, RouteLeg, RouteRefusal, RouteRequest, RouteResult } from './route-types.js';
import { planePoint } from './scene.js';
import type { Scene } from './scene.js';
import { groundConflicts, volumeConflicts } from './segment-check.js';
import { shortestWay } from './visibility.js';

type Attempt = { readonly route: PlannedRoute } | { readonly refusal: RouteRefusal; readonly examined: number };

/**
 * Plans a route that keeps clear of keep-outs, obstacles, ground and caps and inside the keep-in. Heights are tried from the wished
 * cruise height on; the way that arrives first wins, and whatever is answered has been checked leg by leg against the rules.
 */
export function planRoute(scene: Scene, request: RouteRequest): RouteResult {
  let best: PlannedRoute | null = null;
  let bestCost = Infinity;
  let refusal: RouteRefusal | null = null;
  let examined = 0;
  for (const { altitude_amsl_m, handicap_s } of wishedHeights(scene, request)) {
    if (examined > request.budget) break;
    if (best !== null && lowerBound(request, altitude_amsl_m) + handicap_s >= bestCost) continue;
    const result = routeAt(scene, request, altitude_amsl_m, request.budget - examined);
    if ('refusal' in result) {
      examined += result.examined;
      refusal ??= result.refusal;
      continue;
    }
    examined += result.route.examined;
    const cost = costOf(request, result.route) + handicap_s;
    if (cost < bestCost) {
      best = result.route;
      bestCost = cost;
    }
    if (result.route.straight && handicap_s === 0) break;
  }
  if (best !== null) return { route: best, examined };
  return { refusal: refusal ?? { code: 'height', conflict: null }, examined };
}

/** No way at this height can take less: the climb and the straight line. */
function lowerBound(request: RouteRequest, altitude_amsl_m: number): number {
  const climb = Math.max(0, altitude_amsl_m - request.home.altitude_amsl_m);
  return climb * request.climb_s_per_m + straightLength(request) * request.cruise_s_per_m;
}

function straightLength(request: RouteRequest): number {
  const places = [request.home, ...request.waypoints, request.target];
  return places.slice(1).reduce((sum, place, i) => sum + distance(places[i]!, place), 0);
}

function costOf(request: RouteRequest, route: PlannedRoute): number {
  let vertical = 0;
  let height = request.home.altitude_amsl_m;
  for (const leg of route.legs) {
    vertical += Math.max(0, leg.to.altitude_amsl_m - height);
    height = leg.to.altitude_amsl_m;
  }
  return vertical * request.climb_s_per_m + route.length_m * request.cruise_s_per_m;
}

function routeAt(scene: Scene, request: RouteRequest, altitude: number, budget: number): Attempt {
  const level = levelAt(scene, altitude);
  const home = planePoint(scene.index, request.home);
  const closed = departureConflict(level, home, request);
  if (closed !== null) return { refusal: { code: 'home_closed', conflict: closed }, examined: 0 };
  const hold = holdPoint(level, request.target, home);
  if (hold === null) return { refusal: targetRefusal(level, planePoint(scene.index, request.target)), examined: 0 };
  const stops = [...request.waypoints.map((point) => planePoint(scene.index, point)), hold.at];
  const way = wayThrough(level, home, stops, budget);
  if ('refusal' in way) return way;
  return withHeights(scene, request, altitude, hold, way);
}

/** What stands in the way of going straight up from the dock, or up or down from the height that is flown; null where nothing does. */
function departureConflict(level: Level, home: Xy, request: RouteRequest): Conflict | null {
  const { scene } = level;
  const inside = blockersAround(level, home)[0];
  if (inside !== undefined || !lineIsFree(level, home, home)) {
    return volumeConflicts(scene, home, home, level.altitude_amsl_m, level.altitude_amsl_m)[0] ?? keepInFault(level);
  }
  const flown = request.airborne_amsl_m ?? null;
  if (flown !== null) {
    const [low, high] = [Math.min(flown, level.altitude_amsl_m), Math.max(flown, level.altitude_amsl_m)];
    return volumeConflicts(scene, home, home, low, high)[0] ?? null;
  }
  // A dock on a roof stands on its obstacle: the first metres above it are its own.
  const above = request.home.altitude_amsl_m + scene.rules.clearance_vertical_m + ROOF_TOLERANCE_M;
  if (above >= level.altitude_amsl_m) return null;
  return volumeConflicts(scene, home, home, above, level.altitude_amsl_m)[0] ?? null;
}

/** How far the surveyed height of a roof and of the dock on it may disagree. */
const ROOF_TOLERANCE_M = 3;

function keepInFault(level: Level): Conflict {
  const { altitude_amsl_m } = level;
  return { code: 'keep_in', volume: null, altitude_amsl_m, bound_amsl_m: null, ground_unknown: false };
}

function targetRefusal(level: Level, target: Xy): RouteRefusal {
  const { scene, altitude_amsl_m } = level;
  const conflict = volumeConflicts(scene, target, target, altitude_amsl_m, altitude_amsl_m)[0];
  return { code: 'target_closed', conflict: conflict ?? keepInFault(level) };
}

interface Way {
  readonly points: readonly Xy[];
  readonly examined: number;
  readonly straight: boolean;
}

function wayThrough(
  level: Level,
  home: Xy,
  stops: readonly Xy[],
  budget: number,
): Way | { refusal: RouteRefusal; examined: number } {
  const points: Xy[] = [home];
  let examined = 0;
  let straight = true;
  for (const stop of stops) {
    const from = points[points.length - 1]!;
    if (length(from, stop) < 0.01) continue;
    const result = shortestWay(level, from, stop, budget - examined);
    examined += result.examined;
    if (result.kind !== 'found') return { refusal: wayRefusal(level, from, stop, result.kind), examined };
    straight &&= result.points.length === 2;
    points.push(...result.points.slice(1));
  }
  return { points, examined, straight };
}

function wayRefusal(level: Level, from: Xy, to: Xy, kind: 'blocked' | 'exhausted'): RouteRefusal {
  const { scene, altitude_amsl_m } = level;
  const blocker = blockersOf(level, from, to)[0];
  const conflicts = volumeConflicts(scene, from, to, altitude_amsl_m, altitude_amsl_m);
  const named = conflicts.find(
    (c) => c.volume === (blocker === undefined ? null : scene.index.shapes[blocker]!.volume),
  );
  return { code: kind === 'blocked' ? 'no_way' : 'budget', conflict: named ?? conflicts[0] ?? null };
}

/** Gives every point its height, adds climbs and descents in place, and checks each leg once more against all rules. */
function withHeights(scene: Scene, request: RouteRequest, altitude: number, hold: HoldPoint, way: Way): Attempt {
  const { examined } = way;
  const refuse = (conflict: Conflict): Attempt => ({ refusal: { code: 'height', conflict }, examined });
  const pieces: LevelPiece[] = [];
  for (let i = 1; i < way.points.length; i++) {
    const part = levelPieces(scene, way.points[i - 1]!, way.points[i]!, altitude);
    if ('code' in part) return refuse(part);
    pieces.push(...part);
  }
  const arrival = pieces[pieces.length - 1]?.altitude_amsl_m ?? altitude;
  const holdAltitude = holdHeight(scene, hold.at, hold.place, request.on_scene_height_m, arrival);
  if (typeof holdAltitude !== 'number') return refuse(holdAltitude);
  const departure = pieces[0]?.altitude_amsl_m ?? Math.max(altitude, holdAltitude);
  const legs = legsOf(scene, way.points[0]!, departure, pieces, hold, holdAltitude);
  const faulty = firstConflict(scene, way.points[0]!, departure, legs);
  if (faulty.conflict !== null) return refuse(faulty.conflict);
  return {
    route: {
      legs,
      departure_amsl_m: departure,
      hold: { ...hold.place, altitude_amsl_m: holdAltitude },
      moved_from_target_m: hold.moved_m,
      length_m: legsLength(request.home, legs),
      ground_unknown: faulty.unknown,
      examined,
      straight: way.straight && pieces.every((piece) => piece.altitude_amsl_m === altitude) && hold.moved_m === 0,
    },
  };
}

function legsOf(
  scene: Scene,
  home: Xy,
  departure: number,
  pieces: readonly LevelPiece[],
  hold: HoldPoint,
  holdAltitude: number,
): RouteLeg[] {
  const legs: RouteLeg[] = [];
  const add = (at: Xy, altitude_amsl_m: number) => {
    const [longitude_deg, latitude_deg] = toLonLat(scene.index.plane, at);
    legs.push({ to: { latitude_deg, longitude_deg, altitude_amsl_m }, at });
  };
  let [at, height] = [home, departure];
  for (const piece of pieces) {
    if (piece.altitude_amsl_m !== height) add(at, piece.altitude_amsl_m);
    add(piece.to, piece.altitude_amsl_m);
    [at, height] = [piece.to, piece.altitude_amsl_m];
  }
  if (legs.length === 0 || holdAltitude !== height) add(hold.at, holdAltitude);
  return legs;
}

function firstConflict(scene: Scene, home: Xy, departure: number, legs: readonly RouteLeg[]) {
  let [at, height, unknown] = [home, departure, false];
  for (const leg of legs) {
    const [low, high] = [Math.min(height, leg.to.altitude_amsl_m), Math.max(height, leg.to.altitude_amsl_m)];
    const ground = groundConflicts(scene, at, leg.at, low, high);
    unknown ||= ground.unknown;
    const conflict = volumeConflicts(scene, at, leg.at, low, high)[0] ?? ground.conflicts[0];
    if (conflict !== undefined) return { conflict, unknown };
    [at, height] = [leg.at, leg.to.altitude_amsl_m];
  }
  return { conflict: null, unknown };
}

function legsLength(home: AirPoint, legs: readonly RouteLeg[]): number {
  const places: Point[] = [home, ...legs.map((leg) => leg.to)];
  return places.slice(1).reduce((sum, place, i) => sum + distance(places[i]!, place), 0);
}
