import { describe, expect, it } from 'vitest';
import { Rhythm, spreadRhythm } from './rhythm.js';

const TICK_MS = 20;
const names = Array.from({ length: 200 }, (_, index) => `gateway/demo/${index + 1}`);

/** How many of two hundred vehicles are due in each tick from `fromMs` on, over one period of 500 ms. */
function crowd(rhythms: readonly Rhythm[], fromMs: number): number[] {
  return Array.from({ length: 25 }, (_, tick) => {
    const nowMs = fromMs + (tick + 1) * TICK_MS;
    return rhythms.filter((rhythm) => rhythm.isDue(nowMs)).length;
  });
}

describe('rhythm', () => {
  it('is due once a period, from its first time on', () => {
    const rhythm = new Rhythm(100, 1030);
    const due = Array.from({ length: 30 }, (_, index) => 1000 + index * 10).filter((nowMs) => rhythm.isDue(nowMs));
    expect(due).toEqual([1030, 1130, 1230]);
  });

  it('spreads many vehicles over the ticks, and they stay apart after a stall', () => {
    const rhythms = names.map((name) => spreadRhythm(500, 0, name));
    crowd(rhythms, 0);
    expect(Math.max(...crowd(rhythms, 500))).toBeLessThan(30);
    // Nothing ran for seven seconds: everything is due at once, and apart again from then on.
    expect(rhythms.filter((rhythm) => rhythm.isDue(8000))).toHaveLength(200);
    const after = crowd(rhythms, 8000);
    expect(after.reduce((sum, count) => sum + count)).toBe(200);
    expect(Math.max(...after)).toBeLessThan(30);
  });
});
