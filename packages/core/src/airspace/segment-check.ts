/** One line of flight against everything: volumes in force, keep-in, ground, height limits. */
import type { AirPoint } from '@outrider/schema';
import { along, length, segmentWithin, toLonLat } from '../geo/index.js';
import type { Xy } from '../geo/index.js';
import type { Conflict } from './conflict.js';
import { staysInside } from './keep-in.js';
import { createScene, planePoint } from './scene.js';
import type { FlightRules, Scene } from './scene.js';
import { shapesNearLine } from './search.js';
import { groundHeight } from './terrain.js';
import type { AirspaceIndex, Shape } from './types.js';

export interface SegmentCheck {
  readonly conflicts: readonly Conflict[];
  /** Ground was unknown somewhere below; heights above ground were reckoned from the take-off place. */
  readonly ground_unknown: boolean;
}

/** Rounding of heights that have been through degrees and back. */
const HEIGHT_ROUNDING_M = 0.01;
/** Spacing at which the ground below a line is looked at. */
const GROUND_STEP_M = 30;

/** Checks the straight line between two points in the air. A sloping line is judged at all heights between its ends. */
export function checkSegment(index: AirspaceIndex, rules: FlightRules, from: AirPoint, to: AirPoint): SegmentCheck {
  const scene = createScene(index, rules, null);
  const [low, high] = [from.altitude_amsl_m, to.altitude_amsl_m].toSorted((a, b) => a - b) as [number, number];
  const [a, b] = [planePoint(index, from), planePoint(index, to)];
  const ground = groundConflicts(scene, a, b, low, high);
  return {
    conflicts: [...volumeConflicts(scene, a, b, low, high), ...ground.conflicts],
    ground_unknown: ground.unknown,
  };
}

/** Conflicts of the line a-b with volumes, at all heights from low to high. */
export function volumeConflicts(scene: Scene, a: Xy, b: Xy, low_amsl_m: number, high_amsl_m: number): Conflict[] {
  const margin = scene.rules.clearance_horizontal_m;
  const near = shapesNearLine(
    scene.index,
    a,
    b,
    margin,
    (shape, position) => heightsMeet(scene, shape, low_amsl_m, high_amsl_m) && scene.inForce(position),
  );
  const conflicts = near
    .filter((position) => {
      const shape = scene.index.shapes[position]!;
      return segmentWithin(a, b, shape.rings, scene.clearanceOf(position));
    })
    .map((position) => conflictWith(scene, scene.index.shapes[position]!, low_amsl_m, high_amsl_m));
  if (!staysInside(scene, a, b, margin)) conflicts.push(keepInConflict(high_amsl_m));
  return conflicts;
}

/** True where the heights from low to high come too near to the volume's own heights (or above a ceiling). */
export function heightsMeet(scene: Scene, shape: Shape, low_amsl_m: number, high_amsl_m: number): boolean {
  const { kind } = shape.volume;
  if (kind === 'ceiling' || kind === 'keep_in') return high_amsl_m > scene.capOf(shape) + HEIGHT_ROUNDING_M;
  const clearance = scene.rules.clearance_vertical_m - HEIGHT_ROUNDING_M;
  return high_amsl_m + clearance > shape.floor_amsl_m && low_amsl_m - clearance < shape.top_amsl_m;
}

function conflictWith(scene: Scene, shape: Shape, low_amsl_m: number, high_amsl_m: number): Conflict {
  const { volume, ground_unknown } = shape;
  if (volume.kind === 'ceiling' || volume.kind === 'keep_in') {
    const bound = scene.capOf(shape);
    return { code: 'ceiling', volume, altitude_amsl_m: high_amsl_m, bound_amsl_m: bound, ground_unknown };
  }
  const above = shape.top_amsl_m + scene.rules.clearance_vertical_m;
  return {
    code: volume.kind,
    volume,
    altitude_amsl_m: low_amsl_m,
    bound_amsl_m: Number.isFinite(above) ? above : null,
    ground_unknown,
  };
}

function keepInConflict(altitude_amsl_m: number): Conflict {
  return { code: 'keep_in', volume: null, altitude_amsl_m, bound_amsl_m: null, ground_unknown: false };
}

/** Conflicts of the line a-b with the ground and with the limits of height above it and of the aircraft; the worst of each. */
export function groundConflicts(
  scene: Scene,
  a: Xy,
  b: Xy,
  low_amsl_m: number,
  high_amsl_m: number,
): { conflicts: Conflict[]; unknown: boolean } {
  const { rules } = scene;
  const ground = groundAlong(scene, a, b);
  const conflicts: Conflict[] = [];
  const add = (code: Conflict['code'], altitude_amsl_m: number, bound_amsl_m: number) =>
    conflicts.push({ code, volume: null, altitude_amsl_m, bound_amsl_m, ground_unknown: false });
  const least = ground.max_amsl_m + rules.min_agl_m;
  const most = Math.min(ground.min_amsl_m, ground.unknown ? rules.home_amsl_m : Infinity) + rules.max_agl_m;
  if (low_amsl_m < least - HEIGHT_ROUNDING_M) add('terrain', low_amsl_m, least);
  if (high_amsl_m > most + HEIGHT_ROUNDING_M) add('max_height', high_amsl_m, most);
  if (high_amsl_m > rules.max_amsl_m + HEIGHT_ROUNDING_M) add('aircraft_ceiling', high_amsl_m, rules.max_amsl_m);
  return { conflicts, unknown: ground.unknown };
}

/** Lowest and highest known ground below the line (infinite where none is known), and whether some of it is unknown. */
export function groundAlong(scene: Scene, a: Xy, b: Xy): { min_amsl_m: number; max_amsl_m: number; unknown: boolean } {
  const { terrain, plane } = scene.index;
  if (terrain === null) return { min_amsl_m: Infinity, max_amsl_m: -Infinity, unknown: true };
  const steps = Math.max(1, Math.ceil(length(a, b) / GROUND_STEP_M));
  let [min_amsl_m, max_amsl_m, unknown] = [Infinity, -Infinity, false];
  for (let i = 0; i <= steps; i++) {
    const ground = groundHeight(terrain, ...toLonLat(plane, along(a, b, i / steps)));
    if (ground === null) unknown = true;
    else {
      min_amsl_m = Math.min(min_amsl_m, ground);
      max_amsl_m = Math.max(max_amsl_m, ground);
    }
  }
  return { min_amsl_m, max_amsl_m, unknown };
}
