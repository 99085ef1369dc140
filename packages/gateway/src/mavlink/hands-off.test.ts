import type { Action, StickInput } from '@outrider/schema';
import { describe, expect, it } from 'vitest';
import { HOME_POINT } from '../../test-support/peer.js';
import { Flown } from '../../test-support/testing/flown.js';

import { NEUTRAL } from './manual.js';
import { StickRest } from './stick-rest.js';

const { latitude_deg, longitude_deg } = HOME_POINT;
const FORWARD: StickInput = { ...NEUTRAL, forward: 1 };
const ORDERS: [Action, string][] = [
  [{ kind: 'stop' }, 'hold'],
  [{ kind: 'hold' }, 'hold'],
  [{ kind: 'go_to', latitude_deg: latitude_deg + 0.002, longitude_deg }, 'hold'],
  [{ kind: 'orbit', latitude_deg, longitude_deg, radius_m: 30, clockwise: true }, 'other'],
  [{ kind: 'return' }, 'return'],
  [{ kind: 'land' }, 'land'],
];

async function flownByHand(): Promise<Flown> {
  const flown = new Flown('px4');
  await flown.inTheAir();
  flown.sticks = NEUTRAL;
  await flown.clock.advanceAsync(500);
  await flown.during(flown.session.enterManual());
  flown.sticks = FORWARD;
  await flown.until(() => flown.vehicle.truth().ground_speed_mps > 5);
  return flown;
}

describe('PX4 flown by hand', () => {
  it.each(ORDERS)('does what it is told when the sticks are let go for it: $kind', async (action, mode) => {
    const flown = await flownByHand();
    flown.sticks = NEUTRAL;
    await flown.told(action);
    await flown.clock.advanceAsync(5000);
    expect(flown.session.state.mode).toBe(mode);
  });

  it('is told at once when its sticks are at rest', async () => {
    const flown = await flownByHand();
    flown.sticks = NEUTRAL;
    await flown.clock.advanceAsync(1000);
    const sinceMs = flown.clock.monotonicMs();
    await flown.told({ kind: 'stop' });
    expect(flown.clock.monotonicMs() - sinceMs).toBeLessThanOrEqual(200);
  });

  it('is told within a second though somebody goes on moving the sticks', async () => {
    const flown = await flownByHand();
    const sinceMs = flown.clock.monotonicMs();
    let told = false;
    void flown.session.perform({ kind: 'land' }).then(() => (told = true));
    for (let side = 1; !told && flown.clock.monotonicMs() - sinceMs < 3000; side = -side) {
      flown.sticks = { ...NEUTRAL, right: side };
      await flown.clock.advanceAsync(100);
    }
    expect(flown.clock.monotonicMs() - sinceMs).toBeLessThanOrEqual(1000);
  });
});

describe('sticks', () => {
  it('are at rest in the middle after a while, or when nobody has sent any for long', () => {
    const rest = new StickRest();
    expect(rest.isAtRest(0)).toBe(true);
    rest.sent(FORWARD, 1000);
    rest.sent(FORWARD, 1900);
    expect(rest.isAtRest(1900)).toBe(false);
    rest.sent(NEUTRAL, 2000);
    expect(rest.isAtRest(2400)).toBe(false);
    expect(rest.isAtRest(2450)).toBe(true);
    rest.sent(FORWARD, 3000);
    expect(rest.isAtRest(4001)).toBe(true);
  });
});
