/** Points and segments on the plane, in metres. */
import type { Xy } from './plane.js';

/** Twice the signed area of the triangle a, b, c: positive when c lies to the left of a -> b. */
export function cross(a: Xy, b: Xy, c: Xy): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

export function length(a: Xy, b: Xy): number {
  return Math.sqrt(squaredLength(a[0], a[1], b[0], b[1]));
}

/** Point at share `t` (0..1) of the way from a to b. */
export function along(a: Xy, b: Xy, t: number): Xy {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
}

/** Point of the segment a-b that is nearest to p. */
export function nearestOnSegment(p: Xy, a: Xy, b: Xy): Xy {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const squared = dx * dx + dy * dy;
  if (squared === 0) return a;
  const t = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / squared;
  return along(a, b, Math.min(1, Math.max(0, t)));
}

/** Distance in metres from p to the segment a-b. */
export function pointToSegment(p: Xy, a: Xy, b: Xy): number {
  return Math.sqrt(squaredToSegment(p, a, b));
}

// Math.hypot guards against overflow that metres never reach, and takes ten times as long.
function squaredLength(x1: number, y1: number, x2: number, y2: number): number {
  const dx = x2 - x1;
  const dy = y2 - y1;
  return dx * dx + dy * dy;
}

function squaredToSegment(p: Xy, a: Xy, b: Xy): number {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const squared = dx * dx + dy * dy;
  if (squared === 0) return squaredLength(p[0], p[1], a[0], a[1]);
  const t = Math.min(1, Math.max(0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / squared));
  return squaredLength(p[0], p[1], a[0] + dx * t, a[1] + dy * t);
}

/** True where the closed segments a-b and c-d share a point. */
export function segmentsMeet(a: Xy, b: Xy, c: Xy, d: Xy): boolean {
  const d1 = cross(c, d, a);
  const d2 = cross(c, d, b);
  const d3 = cross(a, b, c);
  const d4 = cross(a, b, d);
  if (((d1 > 0 && d2 < 0) || (d1 < 0 && d2 > 0)) && ((d3 > 0 && d4 < 0) || (d3 < 0 && d4 > 0))) return true;
  return (
    (d1 === 0 && inBox(c, d, a)) ||
    (d2 === 0 && inBox(c, d, b)) ||
    (d3 === 0 && inBox(a, b, c)) ||
    (d4 === 0 && inBox(a, b, d))
  );
}

/** Distance in metres between the segments a-b and c-d; 0 where they meet. */
export function segmentToSegment(a: Xy, b: Xy, c: Xy, d: Xy): number {
  if (segmentsMeet(a, b, c, d)) return 0;
  const fromFirst = Math.min(squaredToSegment(a, c, d), squaredToSegment(b, c, d));
  return Math.sqrt(Math.min(fromFirst, squaredToSegment(c, a, b), squaredToSegment(d, a, b)));
}

/** Share (0..1) of a-b at which it crosses the line through c and d inside that segment; null where it does not or runs along it. */
export function crossingShare(a: Xy, b: Xy, c: Xy, d: Xy): number | null {
  const rx = b[0] - a[0];
  const ry = b[1] - a[1];
  const sx = d[0] - c[0];
  const sy = d[1] - c[1];
  const denominator = rx * sy - ry * sx;
  if (denominator === 0) return null;
  const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / denominator;
  const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / denominator;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? t : null;
}

function inBox(a: Xy, b: Xy, p: Xy): boolean {
  return (
    p[0] >= Math.min(a[0], b[0]) &&
    p[0] <= Math.max(a[0], b[0]) &&
    p[1] >= Math.min(a[1], b[1]) &&
    p[1] <= Math.max(a[1], b[1])
  );
}
