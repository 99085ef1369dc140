import type { Dialect } from '@outrider/sim';
import { describe, expect, it } from 'vitest';
import { Flown } from '../../test-support/testing/flown.js';
import { planNorth } from '../../test-support/harness.js';

const WITHOUT = { parameters: { MNT_MODE_IN: -1 } };

describe.each<Dialect>(['px4', 'ardupilot'])('the camera on %s', (dialect) => {
  it('is pointed by an order', async () => {
    const flown = new Flown(dialect);
    await flown.clock.advanceAsync(4000);
    await flown.told({ kind: 'point_camera', pitch_deg: -45, yaw_deg: 20 });
    await flown.clock.advanceAsync(3000);
    expect(flown.session.state.gimbal_pitch_deg).toBeCloseTo(-45, 0);
    expect(flown.session.state.gimbal_yaw_deg).toBeCloseTo(20, 0);
  });

  it('is turned by hand, and stands when the hand does', async () => {
    const flown = new Flown(dialect);
    await flown.clock.advanceAsync(4000);
    for (let sent = 0; sent < 10; sent++) {
      flown.session.turnCamera(-0.5, 0.5);
      await flown.clock.advanceAsync(100);
    }
    flown.session.turnCamera(0, 0);
    await flown.clock.advanceAsync(2000);
    const { gimbal_pitch_deg, gimbal_yaw_deg } = flown.session.state;
    expect(gimbal_pitch_deg).toBeLessThan(-15);
    expect(gimbal_yaw_deg).toBeGreaterThan(15);
    await flown.clock.advanceAsync(3000);
    expect(flown.session.state).toMatchObject({ gimbal_pitch_deg, gimbal_yaw_deg });
  });
});

describe('PX4', () => {
  it('without a gimbal is known to have none; what it has else is offered', async () => {
    const flown = new Flown('px4', WITHOUT);
    await flown.clock.advanceAsync(20_000);
    expect(flown.session.facts.capabilities).not.toContain('gimbal');
    expect(flown.session.facts.capabilities).toContain('orbit');
    const other = new Flown('px4');
    await other.clock.advanceAsync(6000);
    expect(other.session.facts.capabilities).toContain('gimbal');
  });

  it('is asked for its mode once it has taken an order, since it says so once a second by itself', async () => {
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
      void flown.session.enterManual();
      await flown.until(() => flown.session.state.mode === 'position', 5);
      waited.push(flown.clock.monotonicMs() - sinceMs);
    }
    expect(Math.max(...waited)).toBeLessThanOrEqual(300);
  });
});
