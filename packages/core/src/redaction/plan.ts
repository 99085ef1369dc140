import type { RedactionPlan, RedactionRegion, RegionKeyframe, RegionKind, RegionShape } from '@outrider/schema';
import { counts } from './proposals.js';

/** Nothing is hidden yet; what will be is covered wholly, which nobody can undo. */
export const emptyPlan = (): RedactionPlan => ({ v: 1, mode: 'hide_chosen', style: 'solid', regions: [] });

const PADDING: Readonly<Record<RegionKind, number>> = {
  person: 0.2,
  vehicle: 0.1,
  face: 0.6,
  screen: 0.05,
  other: 0.1,
};

/** How much more than the drawn shape is hidden: a face stands for the whole head, a person for what they carry. */
export const suggestedPadding = (kind: RegionKind): number => PADDING[kind];

/** Where a region is at a time of the clip, without its padding; null when it is not there. */
export function shapeAt(region: RedactionRegion, time_ms: number): RegionShape | null {
  if (time_ms < region.from_ms || time_ms > region.to_ms) return null;
  const next = region.keyframes.findIndex((keyframe) => keyframe.time_ms > time_ms);
  const before = region.keyframes.at(next < 0 ? -1 : next - 1);
  if (next <= 0) return (next === 0 ? region.keyframes[0] : before)?.shape ?? null;
  const after = region.keyframes[next]!;
  if (!before) return after.shape;
  return region.interpolation === 'hold' ? before.shape : between(before, after, time_ms);
}

/** Every region that counts and is there at a time, with its padding. */
export function shapesAt(plan: RedactionPlan, time_ms: number): { shape: RegionShape; padding: number }[] {
  return plan.regions.flatMap((region) => {
    const shape = counts(plan, region) ? shapeAt(region, time_ms) : null;
    return shape ? [{ shape, padding: region.padding }] : [];
  });
}

/** Whether there are shapes between two: boxes, or polygons with as many corners. */
export function isSameShape(a: RegionShape, b: RegionShape): boolean {
  if (a.type === 'box' || b.type === 'box') return a.type === b.type;
  return a.points.length === b.points.length;
}

function between(a: RegionKeyframe, b: RegionKeyframe, time_ms: number): RegionShape {
  const share = (time_ms - a.time_ms) / (b.time_ms - a.time_ms);
  const mix = (from: number, to: number): number => from + (to - from) * share;
  const [from, to] = [a.shape, b.shape];
  if (from.type === 'box' && to.type === 'box') {
    const [x, y] = [mix(from.x, to.x), mix(from.y, to.y)];
    return { type: 'box', x, y, width: mix(from.width, to.width), height: mix(from.height, to.height) };
  }
  if (from.type === 'polygon' && to.type === 'polygon' && from.points.length === to.points.length) {
    const points = from.points.map((point, index) => {
      const other = to.points[index]!;
      return { x: mix(point.x, other.x), y: mix(point.y, other.y) };
    });
    return { type: 'polygon', points };
  }
  return from;
}
