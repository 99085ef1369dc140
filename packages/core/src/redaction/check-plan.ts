import type { BoxShape, RedactionPlan, RedactionRegion, RegionShape } from '@outrider/schema';
import { isSameShape } from './plan.js';
import { boundsOf } from './shape.js';

/** What is wrong with a plan: the field, and a whole sentence. */
export interface PlanFault {
  field: string;
  text: string;
}

/** A half pixel of a 1280 x 720 picture: rounding is no error. */
const SLACK = 0.0005;
/** Smaller than that, a mask hides nothing that anybody could see. */
const LEAST_SIDE = 0.002;

/**
 * Everything that keeps a plan of the right form from being carried out on a clip of this length; empty when nothing does.
 * @param duration_ms length of the clip
 */
export function planFaults(plan: RedactionPlan, duration_ms: number): PlanFault[] {
  const ids = new Set<string>();
  return plan.regions.flatMap((region, index) => {
    const faults = regionFaults(region, `plan/regions/${index}`, duration_ms);
    if (ids.has(region.id)) faults.push({ field: `plan/regions/${index}/id`, text: 'Two regions have the same id.' });
    ids.add(region.id);
    return faults;
  });
}

function regionFaults(region: RedactionRegion, field: string, duration_ms: number): PlanFault[] {
  const faults: PlanFault[] = [];
  const { from_ms, to_ms, keyframes } = region;
  if (from_ms >= to_ms) faults.push({ field: `${field}/to_ms`, text: 'The region ends before it begins.' });
  if (from_ms > duration_ms)
    faults.push({
      field: `${field}/from_ms`,
      text: `The region begins after the clip, which lasts ${duration_ms} ms.`,
    });
  keyframes.forEach(({ time_ms, shape }, index) => {
    const at = `${field}/keyframes/${index}`;
    const before = keyframes[index - 1];
    if (before && time_ms <= before.time_ms)
      faults.push({ field: `${at}/time_ms`, text: 'Keyframes must come in the order of time, one at a time.' });
    if (before && !isSameShape(before.shape, shape))
      faults.push({
        field: `${at}/shape`,
        text: 'All keyframes of a region must be boxes, or polygons with as many corners.',
      });
    if (time_ms < from_ms || time_ms > to_ms)
      faults.push({ field: `${at}/time_ms`, text: 'The keyframe lies outside the time of its region.' });
    const fault = shapeFault(shape);
    if (fault) faults.push({ field: `${at}/shape`, text: fault });
  });
  return faults;
}

function shapeFault(shape: RegionShape): string | null {
  const bounds: BoxShape = boundsOf(shape);
  if (bounds.width < LEAST_SIDE || bounds.height < LEAST_SIDE) return 'The shape is too small to hide anything.';
  const leaves = bounds.x + bounds.width > 1 + SLACK || bounds.y + bounds.height > 1 + SLACK;
  return leaves ? 'The shape lies partly outside the picture.' : null;
}
