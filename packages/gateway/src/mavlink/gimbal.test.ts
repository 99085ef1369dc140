import type { Dialect } from '@outrider/sim';
import { describe, expect, it } from 'vitest';
import { Flown } from '../../test-support/testing/flown.js';

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
});
