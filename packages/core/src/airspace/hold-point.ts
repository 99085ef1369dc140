/** Where the aircraft waits at the scene: above the target, or beside it where something stands there. */
import { toLonLat } from '../geo/index.js';
import type { Xy } from '../geo/index.js';
import type { Point } from '@outrider/schema';
import type { Conflict } from './conflict.js';
import { lineIsFree } from './level.js';
import type { Level } from './level.js';
import { planePoint } from './scene.js';
import type { Scene } from './scene.js';
import { groundConflicts, volumeConflicts } from './segment-check.js';
import { groundAt } from './terrain.js';

/** Farther from the target than this a camera no longer serves the people there. */
export const FARTHEST_STANDOFF_M = 150;
const STANDOFF_STEP_M = 15;
const DIRECTIONS = 16;

export interface HoldPoint {
  readonly place: Point;
  readonly at: Xy;
  /** Distance from the target, 0 above it. */
  readonly moved_m: number;
}

const found = new WeakMap<Level, { target: Point; from: Xy; hold: HoldPoint | null }>();

/**
 * The free place nearest to the target at this level; null where there is none within 150 m. Of places at the same distance the one
 * facing `from` is taken: what closes the target does not then stand between the aircraft and its way home.
 */
export function holdPoint(level: Level, target: Point, from: Xy): HoldPoint | null {
  const before = found.get(level);
  // A look ahead asks what the route asks again.
  if (before?.target === target && before.from[0] === from[0] && before.from[1] === from[1]) return before.hold;
  const hold = lookForHoldPoint(level, target, from);
  found.set(level, { target, from, hold });
  return hold;
}

function lookForHoldPoint(level: Level, target: Point, from: Xy): HoldPoint | null {
  const above = planePoint(level.scene.index, target);
  if (lineIsFree(level, above, above)) return { place: target, at: above, moved_m: 0 };
  const facing = Math.atan2(from[0] - above[0], from[1] - above[1]);
  for (let reach = STANDOFF_STEP_M; reach <= FARTHEST_STANDOFF_M; reach += STANDOFF_STEP_M) {
    for (let i = 0; i < DIRECTIONS; i++) {
      // 0, 1, -1, 2, -2, ... steps away from the direction that faces `from`.
      const steps = (i % 2 === 0 ? -1 : 1) * Math.ceil(i / 2);
      const bearing = facing + (steps * 2 * Math.PI) / DIRECTIONS;
      const at: Xy = [above[0] + reach * Math.sin(bearing), above[1] + reach * Math.cos(bearing)];
      if (lineIsFree(level, at, at)) return { ...placeOf(level, at), at, moved_m: reach };
    }
  }
  return null;
}

function placeOf(level: Level, at: Xy): { place: Point } {
  const [longitude_deg, latitude_deg] = toLonLat(level.scene.index.plane, at);
  return { place: { latitude_deg, longitude_deg } };
}

/**
 * Height AMSL at which to hold: the wished height above the ground (above take-off where the ground is unknown), raised over obstacles
 * below or set to the height of arrival where nothing lower is free. Answers the conflict where no height is free.
 */
export function holdHeight(
  scene: Scene,
  at: Xy,
  place: Point,
  wished_m: number,
  arrival_amsl_m: number,
): number | Conflict {
  const ground = groundAt(scene.index.terrain, place) ?? scene.rules.home_amsl_m;
  const wished = ground + Math.max(wished_m, scene.rules.min_agl_m);
  const heights = [wished, ...raisedHeights(scene, at, wished, arrival_amsl_m), arrival_amsl_m];
  let first: Conflict | null = null;
  for (const height of heights) {
    const [low, high] = [Math.min(height, arrival_amsl_m), Math.max(height, arrival_amsl_m)];
    const conflict =
      volumeConflicts(scene, at, at, low, high)[0] ?? groundConflicts(scene, at, at, low, high).conflicts[0];
    if (conflict === undefined) return height;
    first ??= conflict;
  }
  return first!;
}

/** Heights between the wished one and arrival that clear what stands below, lowest first. */
function raisedHeights(scene: Scene, at: Xy, wished: number, arrival_amsl_m: number): number[] {
  return volumeConflicts(scene, at, at, wished, arrival_amsl_m)
    .flatMap((conflict) => (conflict.bound_amsl_m === null ? [] : [conflict.bound_amsl_m]))
    .filter((height) => height > wished && height < arrival_amsl_m)
    .toSorted((a, b) => a - b);
}
