import { isAchieved } from '@outrider/core/command';
import type { Action, StickInput } from '@outrider/schema';
import type { Dialect } from '@outrider/sim';
import { describe, expect, it } from 'vitest';
import { planNorth } from '../../test-support/harness.js';
import { HOME_POINT } from '../../test-support/peer.js';
import { Flown } from '../../test-support/testing/flown.js';

const { latitude_deg, longitude_deg } = HOME_POINT;
const AWAY: Action = { kind: 'go_to', latitude_deg: latitude_deg + 0.01, longitude_deg, height_above_takeoff_m: 40 };
const FORWARD: StickInput = { forward: 1, right: 0, up: 0, turn: 0 };

const moving = (flown: Flown) => () => flown.vehicle.truth().ground_speed_mps > 5;

/** Brings the aircraft into a phase of flight, moving. */
const PHASES: Record<string, (flown: Flown) => Promise<void>> = {
  climb: async (flown) => {
    await flown.upTo(60);
    await flown.until(() => flown.vehicle.truth().height_above_ground_m > 15);
  },
  mission: async (flown) => {
    await flown.clock.advanceAsync(4000);
    const uploaded = await flown.during(flown.session.uploadPlan(planNorth()));
    expect(uploaded).toMatchObject({ ok: true });
    await flown.inTheAir();
    await flown.told({ kind: 'start_plan' });
    await flown.until(moving(flown));
  },
  'go-to': async (flown) => {
    await flown.inTheAir();
    await flown.told(AWAY);
    await flown.until(moving(flown));
  },
  manual: async (flown) => {
    await flown.inTheAir();
    flown.sticks = { forward: 0, right: 0, up: 0, turn: 0 };
    await flown.clock.advanceAsync(500);
    await flown.during(flown.session.enterManual());
    flown.sticks = FORWARD;
    await flown.until(moving(flown));
  },
  returning: async (flown) => {
    await PHASES['go-to']!(flown);
    await flown.until(() => flown.vehicle.truth().distance_from_start_m > 200);
    await flown.told({ kind: 'return' });
    await flown.clock.advanceAsync(12_000);
    await flown.until(moving(flown));
  },
  landing: async (flown) => {
    await flown.inTheAir();
    await flown.told({ kind: 'land' });
    await flown.until(() => flown.vehicle.truth().height_above_ground_m < 25);
  },
};

describe.each<Dialect>(['px4', 'ardupilot'])('STOP on %s', (dialect) => {
  it.each(Object.entries(PHASES))('brakes and stays: %s', async (_phase, bring) => {
    const flown = new Flown(dialect);
    await bring(flown);
    flown.sticks = null;
    await flown.told({ kind: 'stop' });
    await flown.until(() => isAchieved({ kind: 'stop' }, flown.session.state) === true, 15);
    await flown.clock.advanceAsync(4000);
    expect(await flown.movesIn(20)).toBeLessThan(3);
    expect(flown.vehicle.truth()).toMatchObject({ armed: true, landed: false });
  });

  it('is not taken for done while it still flies on, though nothing is heard of it', async () => {
    const flown = new Flown(dialect);
    await PHASES['go-to']!(flown);
    flown.deaf = true;
    const result = await flown.during(flown.session.perform({ kind: 'stop' }));
    expect(result).toEqual({ kind: 'accepted', settled_by_state: true });
    if (dialect === 'px4') expect(flown.vehicle.truth().ground_speed_mps).toBeLessThan(2);
    await flown.clock.advanceAsync(5000);
    expect(await flown.movesIn(10)).toBeLessThan(3);
  });
});
