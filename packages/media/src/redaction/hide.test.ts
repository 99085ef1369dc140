import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RedactionPlan, RegionShape } from '@outrider/schema';
import { hide, maskAt } from './hide.js';
import { Mask, yuvBytes } from './mask.js';

const SIZE = { width_px: 64, height_px: 48 };
const shares = fc.double({ min: 0, max: 1, noNaN: true });
const point = fc.record({ x: shares, y: shares });
const polygon = fc
  .array(point, { minLength: 3, maxLength: 8 })
  .map((points): RegionShape => ({ type: 'polygon', points }));

const maskOf = (shape: RegionShape, padding = 0): Mask => {
  const mask = new Mask(SIZE);
  mask.add(shape, padding);
  return mask;
};
const hides = (mask: Mask, x: number, y: number): boolean =>
  mask.cells[Math.floor((y * SIZE.height_px) / 2) * mask.columns + Math.floor((x * SIZE.width_px) / 2)] === 1;

/** Even-odd rule, as the definition of being inside. */
function isInside({ points }: { points: { x: number; y: number }[] }, x: number, y: number): boolean {
  let inside = false;
  points.forEach((a, index) => {
    const b = points[(index + 1) % points.length]!;
    if (a.y > y !== b.y > y && x < a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)) inside = !inside;
  });
  return inside;
}

describe('a mask', () => {
  test('holds every point that is inside its polygon, whatever its form', () => {
    fc.assert(
      fc.property(polygon, shares, shares, (shape, x, y) => {
        fc.pre(shape.type === 'polygon' && x < 1 && y < 1 && isInside(shape, x, y));
        expect(hides(maskOf(shape), x, y)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('grows by its padding, and never gets smaller', () => {
    fc.assert(
      fc.property(polygon, fc.double({ min: 0, max: 1, noNaN: true }), (shape, padding) => {
        const [plain, padded] = [maskOf(shape).cells, maskOf(shape, padding).cells];
        plain.forEach((cell, at) => expect(padded[at]).toBeGreaterThanOrEqual(cell));
      }),
      { numRuns: 200 },
    );
    const box: RegionShape = { type: 'box', x: 0.25, y: 0.25, width: 0.25, height: 0.25 };
    expect(maskOf(box).cells.reduce((sum, cell) => sum + cell, 0)).toBe(8 * 6);
    expect(maskOf(box, 0.5).cells.reduce((sum, cell) => sum + cell, 0)).toBe(16 * 14);
  });
});

const plan = (over: Partial<RedactionPlan>): RedactionPlan => ({
  v: 1,
  mode: 'hide_chosen',
  style: 'solid',
  regions: [
    {
      id: 'a',
      kind: 'other',
      label: '',
      from_ms: 100,
      to_ms: 200,
      padding: 0,
      interpolation: 'linear',
      keyframes: [{ time_ms: 100, shape: { type: 'box', x: 0, y: 0, width: 0.5, height: 1 }, confidence: null }],
    },
  ],
  ...over,
});
const count = (mask: Mask): number => mask.cells.reduce((sum, cell) => sum + cell, 0);

describe('what is hidden at a time', () => {
  test('a region, from a picture before it to a picture after it; nothing at other times', () => {
    const mask = new Mask(SIZE);
    const at = (time_ms: number): number => (maskAt(mask, plan({}), time_ms, 40), count(mask));
    expect([50, 61, 150, 239, 241].map(at)).toEqual([0, 384, 384, 384, 0]);
  });

  test('everything except a region, and everything where there is none', () => {
    const mask = new Mask(SIZE);
    const at = (time_ms: number): number => (
      maskAt(mask, plan({ mode: 'hide_everything_except' }), time_ms, 40),
      count(mask)
    );
    expect([50, 150].map(at)).toEqual([768, 384]);
  });

  test.each(['solid', 'pixelate'] as const)(
    '%s leaves what is not masked as it is, and no detail where it is',
    (style) => {
      const picture = Uint8Array.from({ length: yuvBytes(SIZE) }, (_, at) => (at * 7919) % 251);
      const before = Uint8Array.from(picture);
      const mask = maskOf({ type: 'box', x: 0, y: 0, width: 0.5, height: 1 });
      hide(picture, mask, style);
      for (let y = 0; y < SIZE.height_px; y++) {
        const line = y * SIZE.width_px;
        expect(picture.subarray(line + 32, line + 64)).toEqual(before.subarray(line + 32, line + 64));
        const values = new Set(picture.subarray(line, line + 32));
        expect(values.size).toBeLessThanOrEqual(style === 'solid' ? 1 : 2);
      }
    },
  );
});
