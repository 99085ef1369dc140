/** Polygons on the plane: rings without the repeated last point, holes as further rings. */
import Flatbush from 'flatbush';
import type { Xy } from './plane.js';
import { along, cross, crossingShare, segmentsMeet, segmentToSegment } from './segment.js';

export type Ring = readonly Xy[];

/** Signed area in square metres: positive where the ring runs anticlockwise. */
export function ringArea(ring: Ring): number {
  let doubled = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[j]!;
    const b = ring[i]!;
    doubled += a[0] * b[1] - b[0] * a[1];
  }
  return doubled / 2;
}

/** The ring running the way asked for. */
export function oriented(ring: Ring, anticlockwise: boolean): Ring {
  return ringArea(ring) > 0 === anticlockwise ? ring : ring.toReversed();
}

/** True inside the rings by the even-odd rule, so that holes are outside. On an edge either answer may come. */
export function insideRings(point: Xy, rings: readonly Ring[]): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const a = ring[i]!;
      const b = ring[j]!;
      if (a[1] > point[1] === b[1] > point[1]) continue;
      if (point[0] < ((b[0] - a[0]) * (point[1] - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside;
    }
  }
  return inside;
}

/** Distance in metres from the segment a-b (a point where a = b) to the solid polygon; 0 where they touch. */
export function segmentToRings(a: Xy, b: Xy, rings: readonly Ring[]): number {
  if (insideRings(a, rings)) return 0;
  return segmentToEdges(a, b, rings);
}

/** True where the segment comes closer than `clearance_m` to the solid polygon, or touches it. */
export function segmentWithin(a: Xy, b: Xy, rings: readonly Ring[], clearance_m: number): boolean {
  return insideRings(a, rings) || rings.some((ring) => edgeWithin(a, b, ring, clearance_m));
}

/** Most edges lie beside the segment's box, which takes four comparisons to see. */
function edgeWithin(a: Xy, b: Xy, ring: Ring, clearance_m: number): boolean {
  const [left, right] = [Math.min(a[0], b[0]) - clearance_m, Math.max(a[0], b[0]) + clearance_m];
  const [bottom, top] = [Math.min(a[1], b[1]) - clearance_m, Math.max(a[1], b[1]) + clearance_m];
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const c = ring[j]!;
    const d = ring[i]!;
    if ((c[0] < left && d[0] < left) || (c[0] > right && d[0] > right)) continue;
    if ((c[1] < bottom && d[1] < bottom) || (c[1] > top && d[1] > top)) continue;
    const apart = segmentToSegment(a, b, c, d);
    if (apart < clearance_m || apart === 0) return true;
  }
  return false;
}

function segmentToEdges(a: Xy, b: Xy, rings: readonly Ring[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      least = Math.min(least, segmentToSegment(a, b, ring[j]!, ring[i]!));
      if (least === 0) return 0;
    }
  }
  return least;
}

/** Parts of the segment a-b, as pairs of shares 0..1 in order, that lie inside the polygon. */
export function insideParts(a: Xy, b: Xy, rings: readonly Ring[]): [from: number, to: number][] {
  const cuts = [0, 1];
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const share = crossingShare(a, b, ring[j]!, ring[i]!);
      if (share !== null) cuts.push(share);
    }
  }
  cuts.sort((one, other) => one - other);
  const parts: [number, number][] = [];
  for (let i = 1; i < cuts.length; i++) {
    const from = cuts[i - 1]!;
    const to = cuts[i]!;
    if (insideRings(along(a, b, (from + to) / 2), rings)) parts.push([from, to]);
  }
  return parts;
}

/** True where no two edges of the ring touch but neighbours at their common corner. */
export function ringIsSimple(ring: Ring): boolean {
  return selfCrossing(ring) === null;
}

/** Positions of two edges of the ring that touch though they are not neighbours; null where the ring is simple. */
export function selfCrossing(ring: Ring): [number, number] | null {
  const count = ring.length;
  if (count < 3) return [0, 0];
  const tree = new Flatbush(count);
  for (let i = 0; i < count; i++) {
    const [a, b] = [ring[i]!, ring[(i + 1) % count]!];
    tree.add(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1]));
  }
  tree.finish();
  for (let i = 0; i < count; i++) {
    const [a, b] = [ring[i]!, ring[(i + 1) % count]!];
    const near = tree.search(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1]));
    const hit = near.find((j) => j > i && edgesClash(ring, i, j));
    if (hit !== undefined) return [i, hit];
  }
  return null;
}

function edgesClash(ring: Ring, i: number, j: number): boolean {
  const count = ring.length;
  const [a, b, c, d] = [ring[i]!, ring[(i + 1) % count]!, ring[j]!, ring[(j + 1) % count]!];
  if (j === i + 1) return foldsBack(a, b, d);
  if (i === 0 && j === count - 1) return foldsBack(c, a, b);
  return segmentsMeet(a, b, c, d);
}

/** True where the path before -> corner -> after turns straight back on itself. */
function foldsBack(before: Xy, corner: Xy, after: Xy): boolean {
  const ahead = (corner[0] - before[0]) * (after[0] - corner[0]) + (corner[1] - before[1]) * (after[1] - corner[1]);
  return cross(before, corner, after) === 0 && ahead < 0;
}
