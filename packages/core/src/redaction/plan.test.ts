import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BoxShape, RedactionPlan, RedactionRegion, RegionShape } from '@outrider/schema';
import { boundsOf, emptyPlan, moveShape, planFaults, shapeAt, shapesAt } from './index.js';

const box = (x: number, y: number, width = 0.1, height = 0.2): BoxShape => ({ type: 'box', x, y, width, height });
const region = (over: Partial<RedactionRegion> = {}): RedactionRegion => ({
  id: 'r1',
  kind: 'person',
  label: '',
  from_ms: 0,
  to_ms: 4000,
  padding: 0.2,
  interpolation: 'linear',
  keyframes: [
    { time_ms: 1000, shape: box(0.1, 0.2), confidence: null },
    { time_ms: 3000, shape: box(0.5, 0.4, 0.2), confidence: null },
  ],
  ...over,
});
const planOf = (...regions: RedactionRegion[]): RedactionPlan => ({ ...emptyPlan(), regions });

const share = fc.double({ min: 0, max: 0.5, noNaN: true });
const side = fc.double({ min: 0.01, max: 0.5, noNaN: true });
const boxes = fc.tuple(share, share, side, side).map(([x, y, width, height]) => box(x, y, width, height));
const triangles = fc.array(fc.record({ x: share, y: share }), { minLength: 3, maxLength: 3 });
const polygons = triangles.map((points): RegionShape => ({ type: 'polygon', points }));

describe('where a region is', () => {
  test('between keyframes on the straight way, before and after them where they are, and not outside its time', () => {
    expect(shapeAt(region(), 2000)).toMatchObject({
      x: expect.closeTo(0.3, 9) as number,
      width: expect.closeTo(0.15, 9) as number,
      height: 0.2,
    });
    expect(shapeAt(region(), 0)).toEqual(box(0.1, 0.2));
    expect(shapeAt(region(), 4000)).toEqual(box(0.5, 0.4, 0.2));
    expect(shapeAt(region(), 4001)).toBeNull();
    expect(shapeAt(region({ from_ms: 500 }), 499)).toBeNull();
  });

  test('held: as the keyframe before has it', () => {
    expect(shapeAt(region({ interpolation: 'hold' }), 2999)).toEqual(box(0.1, 0.2));
    expect(shapeAt(region({ interpolation: 'hold' }), 3000)).toEqual(box(0.5, 0.4, 0.2));
  });

  test('for any two shapes of a kind: never outside the bounds of both, and at a keyframe just the keyframe', () => {
    const pairs = fc.oneof(fc.tuple(boxes, boxes), fc.tuple(polygons, polygons));
    fc.assert(
      fc.property(pairs, fc.double({ min: 1000, max: 3000, noNaN: true }), ([a, b], time_ms) => {
        const keyframes = [1000, 3000].map((at, index) => ({ time_ms: at, shape: index ? b : a, confidence: null }));
        const moving = region({ keyframes });
        expect(shapeAt(moving, 1000)).toEqual(a);
        expect(shapeAt(moving, 3000)).toEqual(b);
        const [here, first, last] = [boundsOf(shapeAt(moving, time_ms)!), boundsOf(a), boundsOf(b)];
        expect(here.x).toBeGreaterThanOrEqual(Math.min(first.x, last.x) - 1e-9);
        const right = (of: BoxShape): number => of.x + of.width;
        expect(right(here)).toBeLessThanOrEqual(Math.max(right(first), right(last)) + 1e-9);
      }),
    );
  });

  test('all that are there come with their padding', () => {
    const plan = planOf(region(), region({ id: 'r2', from_ms: 3500, padding: 0 }));
    expect(shapesAt(plan, 3000)).toHaveLength(1);
    expect(shapesAt(plan, 3600).map(({ padding }) => padding)).toEqual([0.2, 0]);
  });

  test('a shape that is moved stays whole inside the picture', () => {
    const way = fc.double({ min: -2, max: 2, noNaN: true });
    fc.assert(
      fc.property(fc.oneof(boxes, polygons), way, way, (shape, dx, dy) => {
        const [before, after] = [boundsOf(shape), boundsOf(moveShape(shape, dx, dy))];
        expect(after.width).toBeCloseTo(before.width, 9);
        expect(after.x).toBeGreaterThanOrEqual(0);
        expect(after.y + after.height).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });
});

describe('a plan is refused with the field', () => {
  const wrong: [string, RedactionRegion, string][] = [
    ['ends before it begins', region({ from_ms: 4000, to_ms: 500 }), 'plan/regions/0/to_ms'],
    ['begins after the clip', region({ from_ms: 90_000, to_ms: 99_000 }), 'plan/regions/0/from_ms'],
    [
      'keyframes out of order',
      region({ keyframes: region().keyframes.toReversed() }),
      'plan/regions/0/keyframes/1/time_ms',
    ],
    ['a keyframe outside its time', region({ to_ms: 2000 }), 'plan/regions/0/keyframes/1/time_ms'],
    [
      'box and polygon',
      region({
        keyframes: [
          { time_ms: 1, shape: box(0, 0), confidence: null },
          {
            time_ms: 2,
            shape: {
              type: 'polygon',
              points: [
                { x: 0, y: 0 },
                { x: 1, y: 0 },
                { x: 1, y: 1 },
              ],
            },
            confidence: null,
          },
        ],
      }),
      'plan/regions/0/keyframes/1/shape',
    ],
    [
      'outside the picture',
      region({ keyframes: [{ time_ms: 1, shape: box(0.95, 0), confidence: null }] }),
      'plan/regions/0/keyframes/0/shape',
    ],
    [
      'no size',
      region({ keyframes: [{ time_ms: 1, shape: box(0.5, 0, 0), confidence: null }] }),
      'plan/regions/0/keyframes/0/shape',
    ],
  ];
  test.each(wrong)('%s', (_name, bad, field) => {
    const faults = planFaults(planOf(bad), 10_000);
    expect(faults.map((fault) => fault.field)).toContain(field);
    for (const { text } of faults) expect(text).toMatch(/^[A-Z].*\.$/);
  });

  test('two regions of one id; and a good plan is not refused', () => {
    expect(planFaults(planOf(region(), region()), 10_000)).toEqual([
      { field: 'plan/regions/1/id', text: 'Two regions have the same id.' },
    ]);
    expect(planFaults(planOf(region(), region({ id: 'r2' })), 10_000)).toEqual([]);
  });
});
