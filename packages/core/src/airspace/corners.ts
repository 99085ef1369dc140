/** Points from which a flight can turn around a shape: a shortest way bends only there. */
import { ringArea, surroundingPolygon } from '../geo/index.js';
import type { Ring, Xy } from '../geo/index.js';
import type { Shape } from './types.js';

/** Added to the clearance, so that a line along the points keeps the clearance after rounding. */
const PAD_M = 0.5;
/** A sharper turn than this is rounded in several points, so that they do not stand far out. */
const SHARPEST_TURN_RAD = Math.PI / 3;
const LEAST_TURN_RAD = 0.02;
/** An outline with more corners is replaced by a polygon around it. */
const MOST_CORNERS = 48;
const SIMPLE_CORNERS = 24;
/** A keep-in of a whole county may have thousands of corners; some hundred of them lead around any bay of it. */
const MOST_KEEP_IN_POINTS = 400;

/** Turning points around the shape at `clearance_m`, in a fixed order. Some may lie inside other shapes; the search finds out. */
export function turningPoints(shape: Shape, clearance_m: number): Xy[] {
  const reach = clearance_m + PAD_M;
  const isKeepIn = shape.volume.kind === 'keep_in';
  const outer = shape.rings[0]!;
  if (!isKeepIn && outer.length > MOST_CORNERS) {
    return [
      ...surroundingPolygon(outer, reach, SIMPLE_CORNERS),
      ...shape.rings.slice(1).flatMap((r) => around(r, reach)),
    ];
  }
  const points = shape.rings.flatMap((ring) => around(ring, reach));
  return isKeepIn ? thinned(points, MOST_KEEP_IN_POINTS) : points;
}

/** The solid lies left of each edge: where the ring turns left, a way on its right side may bend. */
function around(ring: Ring, reach: number): Xy[] {
  if (ring.length < 3 || ringArea(ring) === 0) return [];
  return ring.flatMap((corner, i) => {
    const before = ring[(i + ring.length - 1) % ring.length]!;
    const after = ring[(i + 1) % ring.length]!;
    const arriving = Math.atan2(corner[1] - before[1], corner[0] - before[0]);
    const leaving = Math.atan2(after[1] - corner[1], after[0] - corner[0]);
    const turn = normalAngle(leaving - arriving);
    return turn < LEAST_TURN_RAD ? [] : arc(corner, arriving - Math.PI / 2, turn, reach);
  });
}

/** Points outside the arc of radius `reach` whose connecting lines do not cut it. */
function arc(centre: Xy, from: number, turn: number, reach: number): Xy[] {
  const parts = Math.ceil(turn / SHARPEST_TURN_RAD);
  const radius = reach / Math.cos(turn / parts / 2);
  return Array.from({ length: parts }, (_, i): Xy => {
    const angle = from + ((i + 0.5) * turn) / parts;
    return [centre[0] + radius * Math.cos(angle), centre[1] + radius * Math.sin(angle)];
  });
}

function normalAngle(angle: number): number {
  const turned = angle % (2 * Math.PI);
  if (turned > Math.PI) return turned - 2 * Math.PI;
  return turned < -Math.PI ? turned + 2 * Math.PI : turned;
}

function thinned(points: readonly Xy[], most: number): Xy[] {
  if (points.length <= most) return [...points];
  const stride = points.length / most;
  return Array.from({ length: most }, (_, i) => points[Math.floor(i * stride)]!);
}
