import { describe, expect, it } from 'vitest';
import type { LabelBox } from './place-labels.js';
import { placeLabels } from './place-labels.js';

const box = (id: string, x: number, y: number, change: Partial<LabelBox> = {}): LabelBox => ({
  id,
  x,
  y,
  width: 80,
  height: 28,
  anchor: 'side',
  rank: 1,
  ...change,
});

describe('labels on the map', () => {
  it('stand right of their mark', () => {
    expect(placeLabels([box('a', 100, 100)])).toEqual([{ id: 'a', left: 118, top: 86 }]);
  });
  it('give way to a more important one', () => {
    const placed = placeLabels([box('low', 100, 100, { rank: 2 }), box('high', 110, 104, { rank: 0 })]);
    expect(placed.find((one) => one.id === 'high')?.left).toBe(128);
    expect(placed.find((one) => one.id === 'low')?.left).toBe(2);
  });
  it('never cover another mark', () => {
    const [label] = placeLabels([box('a', 100, 100), box('b', 150, 100, { width: 1000, height: 400 })]);
    expect(label).toMatchObject({ id: 'a', left: 2 });
  });
  it('keep free what is asked', () => {
    const kept = [{ left: 110, top: 80, right: 200, bottom: 120 }];
    expect(placeLabels([box('a', 100, 100)], kept)[0]?.left).toBe(2);
  });
  it('are left out where there is no room', () => {
    const areas = [box('a', 100, 100, { anchor: 'middle' }), box('b', 110, 100, { anchor: 'middle' })];
    expect(placeLabels(areas).map((one) => one.id)).toEqual(['a']);
  });
});
