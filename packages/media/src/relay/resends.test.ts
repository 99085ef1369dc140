import { describe, expect, it } from 'vitest';
import { Resends } from './resends.js';

describe('what a viewer gets once more', () => {
  it('is not sent again while the answer may still be on its way', () => {
    const resends = new Resends();
    resends.roundTripMs = 100;
    expect(resends.take(7, 0)).toBe(true);
    expect(resends.take(7, 50)).toBe(false);
    expect(resends.take(8, 50)).toBe(true);
    expect(resends.take(7, 91)).toBe(true);
  });

  it('is bounded for a viewer that asks without end', () => {
    const resends = new Resends();
    const sentIn = (fromMs: number, toMs: number) => {
      let sent = 0;
      for (let ms = fromMs; ms < toMs; ms++)
        for (let n = 0; n < 50; n++) if (resends.take((ms * 50 + n) % 65_536, ms)) sent += 1;
      return sent;
    };
    expect(sentIn(0, 1000)).toBeLessThanOrEqual(900);
    expect(sentIn(1000, 2000)).toBeLessThanOrEqual(601);
    expect(sentIn(2000, 3000)).toBeGreaterThanOrEqual(599);
  });
});
