import { boundsOf, moveShape, shapeAt, suggestedPadding } from '@outrider/core/redaction';
import type { RedactionPlan, RedactionRegion, RegionKeyframe, RegionKind, RegionShape } from '@outrider/schema';

/** Two keyframes nearer than that are one. */
const SAME_MS = 15;

export const regionOf = (plan: RedactionPlan, id: string | null): RedactionRegion | null =>
  plan.regions.find((region) => region.id === id) ?? null;

/** A plan with one more region, there from now to the end of the clip; padded as its kind wants it. */
export function withRegion(
  plan: RedactionPlan,
  kind: RegionKind,
  shape: RegionShape,
  time_ms: number,
  duration_ms: number,
): { plan: RedactionPlan; id: string } {
  const numbers = plan.regions.map(({ id }) => Number(/^r(\d+)$/.exec(id)?.[1] ?? 0));
  const id = `r${Math.max(0, ...numbers) + 1}`;
  const region: RedactionRegion = {
    id,
    kind,
    label: '',
    from_ms: Math.min(time_ms, Math.max(0, duration_ms - 1)),
    to_ms: duration_ms,
    padding: suggestedPadding(kind),
    interpolation: 'linear',
    keyframes: [{ time_ms, shape, confidence: null }],
  };
  return { plan: { ...plan, regions: [...plan.regions, region] }, id };
}

export function changeRegion(plan: RedactionPlan, id: string, changes: Partial<RedactionRegion>): RedactionPlan {
  return { ...plan, regions: plan.regions.map((region) => (region.id === id ? { ...region, ...changes } : region)) };
}

export const withoutRegion = (plan: RedactionPlan, id: string): RedactionPlan => ({
  ...plan,
  regions: plan.regions.filter((region) => region.id !== id),
});

/** Sets where a region is at a time by hand; the region's time grows to hold it. */
export function withKeyframe(plan: RedactionPlan, id: string, time_ms: number, shape: RegionShape): RedactionPlan {
  const region = regionOf(plan, id);
  if (!region) return plan;
  return changeRegion(plan, id, {
    keyframes: merged(region.keyframes, [{ time_ms, shape, confidence: null }]),
    from_ms: Math.min(region.from_ms, time_ms),
    to_ms: Math.max(region.to_ms, time_ms),
  });
}

/** Takes away a keyframe; the last one stays. */
export function withoutKeyframe(plan: RedactionPlan, id: string, time_ms: number): RedactionPlan {
  const region = regionOf(plan, id);
  if (!region || region.keyframes.length < 2) return plan;
  return changeRegion(plan, id, { keyframes: region.keyframes.filter((keyframe) => keyframe.time_ms !== time_ms) });
}

/** Puts in what the tracker found; what people set by hand stays as they set it. */
export function withTracked(plan: RedactionPlan, id: string, tracked: readonly RegionKeyframe[]): RedactionPlan {
  const region = regionOf(plan, id);
  const [first, last] = [tracked[0], tracked.at(-1)];
  if (!region || !first || !last) return plan;
  const byHand = region.keyframes.filter(({ confidence }) => confidence === null);
  const kept = region.keyframes.filter(
    ({ time_ms, confidence }) => confidence === null || time_ms < first.time_ms || time_ms > last.time_ms,
  );
  const isFree = ({ time_ms }: RegionKeyframe): boolean =>
    byHand.every((keyframe) => Math.abs(keyframe.time_ms - time_ms) > SAME_MS);
  return changeRegion(plan, id, {
    keyframes: merged(kept, tracked.filter(isFree)),
    from_ms: Math.min(region.from_ms, first.time_ms),
    to_ms: Math.max(region.to_ms, last.time_ms),
  });
}

/** The time of the next keyframe that a person set, or the end of the clip. */
export function nextByHand(region: RedactionRegion, time_ms: number, duration_ms: number): number {
  const next = region.keyframes.find(
    (keyframe) => keyframe.confidence === null && keyframe.time_ms > time_ms + SAME_MS,
  );
  return next?.time_ms ?? duration_ms;
}

/** Moves a region where it is at a time, by shares of the picture. */
export function moved(plan: RedactionPlan, id: string, time_ms: number, dx: number, dy: number): RedactionPlan {
  const region = regionOf(plan, id);
  const shape = region && shapeAt(region, time_ms);
  return shape ? withKeyframe(plan, id, time_ms, moveShape(shape, dx, dy)) : plan;
}

/** Makes a box wider or higher, without leaving the picture. */
export function resized(plan: RedactionPlan, id: string, time_ms: number, dw: number, dh: number): RedactionPlan {
  const region = regionOf(plan, id);
  const shape = region && shapeAt(region, time_ms);
  if (!shape || shape.type !== 'box') return plan;
  const width = Math.min(1 - shape.x, Math.max(0.01, shape.width + dw));
  const height = Math.min(1 - shape.y, Math.max(0.01, shape.height + dh));
  return withKeyframe(plan, id, time_ms, { ...shape, width, height });
}

/** A box between two corners in any order; null when it is too small to be meant. */
export function boxBetween(a: { x: number; y: number }, b: { x: number; y: number }): RegionShape | null {
  const box = boundsOf({ type: 'polygon', points: [a, b, { x: a.x, y: b.y }] });
  return box.width < 0.005 || box.height < 0.005 ? null : box;
}

function merged(before: readonly RegionKeyframe[], added: readonly RegionKeyframe[]): RegionKeyframe[] {
  const kept = before.filter(({ time_ms }) => added.every((one) => Math.abs(one.time_ms - time_ms) > SAME_MS));
  return [...kept, ...added].toSorted((a, b) => a.time_ms - b.time_ms);
}
