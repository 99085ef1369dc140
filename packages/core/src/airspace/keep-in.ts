/** Keep-in volumes: where any is in force, the whole flight stays inside them together. */
import { insideParts, insideRings, nearestOnSegment, segmentToSegment } from '../geo/index.js';
import type { Ring, Xy } from '../geo/index.js';
import type { Scene } from './scene.js';

/** A gap between two parts shorter than this share of the line is the rounding of a shared border. */
const TOUCHING = 1e-9;

/** Positions of the keep-in volumes that bind this flight. */
export function bindingKeepIns(scene: Scene): number[] {
  return scene.index.keep_in.filter(scene.inForce);
}

/** True where the line a-b stays inside the keep-in volumes taken together, `margin_m` from their outer border. */
export function staysInside(scene: Scene, a: Xy, b: Xy, margin_m: number): boolean {
  const binding = bindingKeepIns(scene);
  if (binding.length === 0) return true;
  const shapes = binding.map((position) => scene.index.shapes[position]!.rings);
  return (
    covered(a, b, shapes) && shapes.every((rings, i) => borderIsFar(a, b, rings, shapes.toSpliced(i, 1), margin_m))
  );
}

function covered(a: Xy, b: Xy, shapes: readonly (readonly Ring[])[]): boolean {
  if (a[0] === b[0] && a[1] === b[1]) return shapes.some((rings) => insideRings(a, rings));
  const parts = shapes.flatMap((rings) => insideParts(a, b, rings)).toSorted((one, other) => one[0] - other[0]);
  let reached = 0;
  for (const [from, to] of parts) {
    if (from > reached + TOUCHING) return false;
    reached = Math.max(reached, to);
  }
  return reached >= 1 - TOUCHING;
}

/** A border closer than the margin is allowed only where another keep-in covers it. */
function borderIsFar(
  a: Xy,
  b: Xy,
  rings: readonly Ring[],
  others: readonly (readonly Ring[])[],
  margin_m: number,
): boolean {
  if (margin_m <= 0) return true;
  return rings.every((ring) =>
    ring.every((corner, i) => {
      const next = ring[(i + 1) % ring.length]!;
      if (segmentToSegment(a, b, corner, next) >= margin_m) return true;
      const near = nearestBorderPoint(a, b, corner, next);
      return others.some((other) => insideRings(near, other));
    }),
  );
}

function nearestBorderPoint(a: Xy, b: Xy, c: Xy, d: Xy): Xy {
  const candidates: [Xy, number][] = [a, b].map((p) => {
    const near = nearestOnSegment(p, c, d);
    return [near, Math.hypot(near[0] - p[0], near[1] - p[1])];
  });
  for (const corner of [c, d]) {
    const near = nearestOnSegment(corner, a, b);
    candidates.push([corner, Math.hypot(near[0] - corner[0], near[1] - corner[1])]);
  }
  return candidates.reduce((best, other) => (other[1] < best[1] ? other : best))[0];
}
