import { describe, expect, test } from 'vitest';
import { emptyPlan, planFaults } from '@outrider/core/redaction';
import type { BoxShape } from '@outrider/schema';
import { boxBetween, moved, nextByHand, regionOf, resized, withKeyframe, withRegion, withTracked } from './edit.js';

const box = (x: number): BoxShape => ({ type: 'box', x, y: 0.2, width: 0.1, height: 0.2 });
const { plan, id } = withRegion(emptyPlan(), 'person', box(0.1), 1000, 8000);

describe('a plan is edited', () => {
  test('a new region lasts to the end of the clip, padded as its kind wants it', () => {
    expect(regionOf(plan, id)).toMatchObject({ from_ms: 1000, to_ms: 8000, padding: 0.2 });
    expect(planFaults(plan, 8000)).toEqual([]);
    expect(withRegion(plan, 'face', box(0.5), 0, 8000).id).not.toBe(id);
  });

  test('keyframes stay in order, and the region grows to hold them', () => {
    const earlier = withKeyframe(withKeyframe(plan, id, 4000, box(0.4)), id, 500, box(0));
    expect(regionOf(earlier, id)!.keyframes.map(({ time_ms }) => time_ms)).toEqual([500, 1000, 4000]);
    expect(planFaults(earlier, 8000)).toEqual([]);
  });

  test('what the tracker found never replaces what a person set', () => {
    const byHand = withKeyframe(plan, id, 3000, box(0.7));
    const found = [2000, 2990, 4000].map((time_ms) => ({ time_ms, shape: box(0.3), confidence: 0.8 }));
    const region = regionOf(withTracked(withTracked(byHand, id, found), id, found), id)!;
    expect(region.keyframes.map(({ time_ms, confidence }) => [time_ms, confidence])).toEqual([
      [1000, null],
      [2000, 0.8],
      [3000, null],
      [4000, 0.8],
    ]);
    expect(nextByHand(region, 1000, 8000)).toBe(3000);
    expect(nextByHand(region, 3000, 8000)).toBe(8000);
  });

  test('by keys it moves and grows inside the picture', () => {
    const far = moved(plan, id, 2000, 5, 0);
    expect(regionOf(far, id)!.keyframes.at(-1)).toMatchObject({ time_ms: 2000, shape: { x: 0.9 } });
    expect(planFaults(resized(far, id, 2000, 1, 1), 8000)).toEqual([]);
  });

  test('a drag gives a box whichever way it goes, a click none', () => {
    expect(boxBetween({ x: 0.5, y: 0.5 }, { x: 0.25, y: 0.75 })).toEqual({
      type: 'box',
      x: 0.25,
      y: 0.5,
      width: 0.25,
      height: 0.25,
    });
    expect(boxBetween({ x: 0.5, y: 0.5 }, { x: 0.501, y: 0.5 })).toBeNull();
  });
});
