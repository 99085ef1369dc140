/** Outlines made from other outlines: hulls, circles, k-gons around a shape, convex clipping. */
import type { Point } from '@outrider/schema';
import { destination } from './distance.js';
import type { LonLat, Xy } from './plane.js';
import type { Ring } from './polygon.js';
import { along, cross } from './segment.js';

/** Corners of a circle by default: the ring differs from the circle by 0.5 % of the radius at most. */
export const CIRCLE_CORNERS = 32;

/**
 * A closed ring (first = last, anticlockwise) for a circle. `outside` puts the whole circle inside the ring, as a keep-out needs it;
 * `inside` keeps the ring within the circle, as a keep-in needs it.
 */
export function circleRing(
  centre: Point,
  radius_m: number,
  side: 'outside' | 'inside',
  corners: number = CIRCLE_CORNERS,
): LonLat[] {
  const reach = side === 'outside' ? radius_m / Math.cos(Math.PI / corners) : radius_m;
  const ring: LonLat[] = [];
  for (let i = 0; i < corners; i++) {
    const point = destination(centre, 360 - (i * 360) / corners, reach);
    ring.push([point.longitude_deg, point.latitude_deg]);
  }
  return [...ring, ring[0]!];
}

/** The convex hull, anticlockwise, by Andrew's monotone chain. */
export function convexHull(points: readonly Xy[]): Ring {
  const sorted = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  const lower = halfHull(sorted);
  const upper = halfHull(sorted.toReversed());
  return [...lower.slice(0, -1), ...upper.slice(0, -1)];
}

function halfHull(sorted: readonly Xy[]): Xy[] {
  const chain: Xy[] = [];
  for (const point of sorted) {
    while (chain.length >= 2 && cross(chain[chain.length - 2]!, chain[chain.length - 1]!, point) <= 0) chain.pop();
    chain.push(point);
  }
  return chain;
}

/** The regular-angled k-gon, anticlockwise, whose every side stays `margin_m` or more from all points. Always simple and convex. */
export function surroundingPolygon(points: readonly Xy[], margin_m: number, corners: number): Ring {
  const normals = Array.from({ length: corners }, (_, i): Xy => {
    const angle = (i * 2 * Math.PI) / corners;
    return [Math.cos(angle), Math.sin(angle)];
  });
  const reaches = normals.map((n) => Math.max(...points.map((p) => p[0] * n[0] + p[1] * n[1])) + margin_m);
  return normals.map((n, i): Xy => {
    const next = normals[(i + 1) % corners]!;
    const [r1, r2] = [reaches[i]!, reaches[(i + 1) % corners]!];
    const determinant = n[0] * next[1] - n[1] * next[0];
    return [(r1 * next[1] - r2 * n[1]) / determinant, (n[0] * r2 - next[0] * r1) / determinant];
  });
}

/** The part of `subject` inside the convex anticlockwise `clip` (Sutherland-Hodgman); may touch itself where subject is not convex. */
export function clipToConvex(subject: Ring, clip: Ring): Ring {
  let ring: Xy[] = [...subject];
  for (let i = 0; i < clip.length && ring.length > 0; i++) {
    ring = clipToHalfPlane(ring, clip[i]!, clip[(i + 1) % clip.length]!);
  }
  return ring;
}

function clipToHalfPlane(ring: readonly Xy[], a: Xy, b: Xy): Xy[] {
  const kept: Xy[] = [];
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [from, to] = [ring[j]!, ring[i]!];
    const [fromIn, toIn] = [cross(a, b, from) >= 0, cross(a, b, to) >= 0];
    if (fromIn !== toIn) kept.push(lineCrossing(from, to, a, b));
    if (toIn) kept.push(to);
  }
  return kept;
}

function lineCrossing(from: Xy, to: Xy, a: Xy, b: Xy): Xy {
  const [before, after] = [cross(a, b, from), cross(a, b, to)];
  return along(from, to, before / (before - after));
}
