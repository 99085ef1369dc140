import { describe, expect, it } from 'vitest';
import { Transit } from './transit.js';

/** A sender whose clock stands at -1,000,000 when ours begins, and whose messages take 20 ms. */
const sent = (nowMs: number, heldMs = 0): [number, number] => [nowMs - 1_000_000 - 20 - heldMs, nowMs];

describe('how late a message is', () => {
  it('is nothing on a steady way, whatever the sender’s clock says', () => {
    const transit = new Transit();
    for (let now = 0; now < 300_000; now += 1000) expect(transit.delayMs(...sent(now))).toBe(0);
  });

  it('is the time for which it hung', () => {
    const transit = new Transit();
    for (let now = 0; now < 90_000; now += 1000) transit.delayMs(...sent(now));
    expect(transit.delayMs(...sent(104_000, 14_000))).toBe(14_000);
    expect(transit.delayMs(...sent(104_001, 9_000))).toBe(9_000);
    expect(transit.delayMs(...sent(104_500))).toBe(0);
  });

  it('follows a way that became longer, within a minute', () => {
    const transit = new Transit();
    for (let now = 0; now < 60_000; now += 1000) transit.delayMs(...sent(now));
    for (let now = 60_000; now < 125_000; now += 1000) transit.delayMs(...sent(now, 300));
    expect(transit.delayMs(...sent(125_000, 300))).toBe(0);
  });
});
