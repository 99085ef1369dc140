/** The plan view at one height: which shapes block there, and whether a line is free of them. */
import { insideRings, segmentWithin } from '../geo/index.js';
import type { Xy } from '../geo/index.js';
import { staysInside } from './keep-in.js';
import type { Scene } from './scene.js';
import { shapesInBox, shapesNearLine } from './search.js';
import { heightsMeet } from './segment-check.js';

export interface Level {
  readonly scene: Scene;
  readonly altitude_amsl_m: number;
  /** True where the shape must be flown around at this height. */
  readonly blocks: (position: number) => boolean;
}

const levels = new WeakMap<Scene, Map<number, Level>>();

/** The plan view for a flight that wishes to be at the height given; one for each height of a scene, since it learns by being asked. */
export function levelAt(scene: Scene, altitude_amsl_m: number): Level {
  let known = levels.get(scene);
  if (known === undefined) levels.set(scene, (known = new Map()));
  let level = known.get(altitude_amsl_m);
  if (level === undefined) known.set(altitude_amsl_m, (level = createLevel(scene, altitude_amsl_m)));
  return level;
}

function createLevel(scene: Scene, altitude_amsl_m: number): Level {
  const known = new Map<number, boolean>();
  const blocks = (position: number): boolean => {
    let answer = known.get(position);
    if (answer === undefined) {
      answer = scene.inForce(position) && blocksAt(scene, position, altitude_amsl_m);
      known.set(position, answer);
    }
    return answer;
  };
  return { scene, altitude_amsl_m, blocks };
}

/**
 * A flight wishing to be at one height is lifted by rising ground and pressed down by caps; a shape blocks when any height that the
 * flight may have over it is too near. A cap blocks only when there is no room between it and the ground.
 */
function blocksAt(scene: Scene, position: number, wished_amsl_m: number): boolean {
  const { rules } = scene;
  const shape = scene.index.shapes[position]!;
  const highest = shape.ground?.max_amsl_m ?? rules.home_amsl_m;
  const lowest = shape.ground?.min_amsl_m ?? rules.home_amsl_m;
  const { kind } = shape.volume;
  if (kind === 'keep_in') return false;
  if (kind === 'ceiling') return scene.capOf(shape) < highest + rules.min_agl_m;
  const cap = Math.min(lowest + rules.max_agl_m, scene.lowestCapOver(position), rules.max_amsl_m);
  const low = Math.min(wished_amsl_m, cap);
  const high = Math.max(wished_amsl_m, highest + rules.min_agl_m);
  return heightsMeet(scene, shape, low, high);
}

/** Positions of the shapes that block the line a-b at this level. */
export function blockersOf(level: Level, a: Xy, b: Xy): number[] {
  const { scene } = level;
  const near = shapesNearLine(scene.index, a, b, scene.rules.clearance_horizontal_m, (_, position) =>
    level.blocks(position),
  );
  return near.filter((position) => touches(level, a, b, position));
}

/** True where the line a-b comes closer to the shape than its clearance. */
export function touches({ scene }: Level, a: Xy, b: Xy, position: number): boolean {
  return segmentWithin(a, b, scene.index.shapes[position]!.rings, scene.clearanceOf(position));
}

/** True where the line a-b is free at this level and stays inside the keep-in area. */
export function lineIsFree(level: Level, a: Xy, b: Xy): boolean {
  return (
    blockersOf(level, a, b).length === 0 && staysInside(level.scene, a, b, level.scene.rules.clearance_horizontal_m)
  );
}

/** Positions of blocking shapes that hold the point inside their outline (not merely near it). */
export function blockersAround(level: Level, point: Xy): number[] {
  const box = { min_x: point[0], min_y: point[1], max_x: point[0], max_y: point[1] };
  return shapesInBox(level.scene.index, box, 0, () => true).filter(
    (position) => level.blocks(position) && insideRings(point, level.scene.index.shapes[position]!.rings),
  );
}
