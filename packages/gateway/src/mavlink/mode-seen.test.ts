import { describe, expect, it } from 'vitest';
import { planNorth } from '../../test-support/harness.js';
import { Flown } from '../../test-support/testing/flown.js';

describe('PX4, which says its mode once a second by itself,', () => {
  it.each([0, 1, 3])('is asked for its mode until it is seen in it: answers that do not arrive: %d', async (lost) => {
    const flown = new Flown('px4');
    await flown.clock.advanceAsync(4000);
    await flown.during(flown.session.uploadPlan(planNorth()));
    await flown.inTheAir();
    flown.sticks = { forward: 0, right: 0, up: 0, turn: 0 };
    const waited: number[] = [];
    // At ten different moments between two of its heartbeats.
    for (let moment = 0; moment < 10; moment++) {
      await flown.told({ kind: 'hold' });
      await flown.clock.advanceAsync(1000 + moment * 100);
      const sinceMs = flown.clock.monotonicMs();
      flown.heartbeatsLost = lost;
      void flown.session.enterManual();
      await flown.until(() => flown.session.state.mode === 'position', 5);
      waited.push(flown.clock.monotonicMs() - sinceMs);
    }
    expect(Math.max(...waited)).toBeLessThanOrEqual(300 + lost * 150);
  });
});
