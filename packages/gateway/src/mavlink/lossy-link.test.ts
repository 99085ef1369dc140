import type { Dialect } from '@outrider/sim';
import { describe, expect, it } from 'vitest';
import { planNorth } from '../../test-support/harness.js';
import { HOME_POINT } from '../../test-support/peer.js';
import { Flown } from '../../test-support/testing/flown.js';
import { fenceOf, missionOf } from './mission-items.js';

const SEEDS = Array.from({ length: 25 }, (_, index) => index + 1);
const LOSS = 0.25;

describe.each<Dialect>(['ardupilot', 'px4'])('a link to %s that loses a quarter of all frames', (dialect) => {
  it.each(SEEDS)('gets fence, plan and limits through and has them read back, seed %i', async (seed) => {
    const flown = new Flown(dialect, { seed, loss: LOSS });
    const plan = planNorth();
    await flown.until(() => flown.session.facts.autopilot !== 'generic');
    expect(await flown.during(flown.session.uploadFence(plan.fence))).toMatchObject({ ok: true });
    expect(await flown.during(flown.session.uploadPlan(plan))).toMatchObject({ ok: true });
    expect(await flown.during(flown.session.uploadRally([], HOME_POINT))).toMatchObject({ ok: true });
    const limits = await flown.during(flown.session.setLimits({ return_height_m: 47, ceiling_m: 80 }));
    expect(limits).toMatchObject({ ok: true });
    const { plans, parameters } = flown.vehicle.autopilot;
    expect(plans.fence).toHaveLength(fenceOf(plan.fence).length);
    expect(plans.mission.at(-1)).toMatchObject({ command: missionOf(plan, dialect).at(-1)!.command });
    expect(parameters.get(dialect === 'px4' ? 'RTL_RETURN_ALT' : 'RTL_ALT')).toBe(dialect === 'px4' ? 47 : 4700);
  });

  it('settles what was acknowledged in vain by what is seen', async () => {
    const flown = new Flown(dialect);
    await flown.inTheAir();
    flown.deaf = true;
    const { latitude_deg, longitude_deg } = HOME_POINT;
    const turned = await flown.during(flown.session.perform({ kind: 'change_heading', heading_deg: 200 }));
    expect(turned).toEqual({ kind: 'accepted', settled_by_state: true });
    const ring = { kind: 'orbit', latitude_deg, longitude_deg, radius_m: 40, clockwise: true } as const;
    expect(await flown.during(flown.session.perform(ring))).toMatchObject({ kind: 'accepted' });
    expect(await flown.movesIn(10)).toBeGreaterThan(10);
  });

  it('takes off though the first acknowledgement is lost and the repetition refused', async () => {
    const flown = new Flown(dialect);
    await flown.clock.advanceAsync(4000);
    flown.deaf = true;
    const work = flown.session.perform({ kind: 'take_off', height_above_takeoff_m: 30 });
    await flown.until(() => flown.vehicle.autopilot.commandsTaken >= (dialect === 'px4' ? 2 : 3), 30);
    flown.deaf = false;
    expect(await flown.during(work)).toMatchObject({ kind: 'accepted' });
    await flown.until(() => flown.vehicle.truth().height_above_ground_m > 27);
    expect(flown.vehicle.truth().take_offs).toBe(1);
  });
});
