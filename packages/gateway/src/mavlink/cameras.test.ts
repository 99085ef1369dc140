import type { VehicleCamera } from '@outrider/schema';
import type { Dialect, Lens } from '@outrider/sim';
import { describe, expect, it } from 'vitest';
import { Flown } from '../../test-support/testing/flown.js';

const SEEDS = Array.from({ length: 15 }, (_, index) => index + 1);
const wide: Lens = {
  stream_id: 1, name: 'Wide', port: 5600, width: 640, height: 360, frame_rate_hz: 30, bitrate_bps: 1_500_000, hfov_deg: 70,
  max_zoom: 8, thermal: false,
}; // prettier-ignore
const thermal: Lens = { ...wide, stream_id: 2, name: 'Thermal', port: 5602, hfov_deg: 57, max_zoom: 1, thermal: true };

function watched(dialect: Dialect, options: ConstructorParameters<typeof Flown>[1]) {
  const flown = new Flown(dialect, options);
  const cameras: VehicleCamera[] = [];
  const nothing = (): void => {};
  flown.session.events = {
    onChanges: nothing,
    onStatusText: nothing,
    onPosition: nothing,
    onFacts: nothing,
    onRaw: nothing,
    onCamera: (camera) => cameras.push(camera),
  };
  return { flown, cameras };
}

describe.each<Dialect>(['ardupilot', 'px4'])('the camera of a simulated %s', (dialect) => {
  it.each(SEEDS)(
    'is found with both its streams over a link that loses a fifth of all frames, seed %i',
    async (seed) => {
      const { flown, cameras } = watched(dialect, { seed, loss: 0.2, lenses: [wide, thermal] });
      await flown.until(() => cameras.length > 0, 30);
      expect(cameras).toEqual([
      {
        component_id: 100,
        maker: 'Outrider',
        model: 'Simulated camera',
        firmware: '1.0.0',
        streams: [
          { stream_id: 1, name: 'Wide', kind: 'rtp', uri: '5600', encoding: 'h264', width: 640, height: 360, frame_rate_hz: 30, hfov_deg: 70, thermal: false },
          { stream_id: 2, name: 'Thermal', kind: 'rtp', uri: '5602', encoding: 'h264', width: 640, height: 360, frame_rate_hz: 30, hfov_deg: 57, thermal: true },
        ],
      },
    ]); // prettier-ignore
      await flown.clock.advanceAsync(150_000);
      expect(cameras).toHaveLength(1);
    },
  );

  it('zooms when it is told, and says how much it sees', async () => {
    const { flown, cameras } = watched(dialect, { lenses: [wide] });
    await flown.until(() => cameras.length > 0, 30);
    expect(flown.session.facts.capabilities).toContain('zoom');
    await flown.clock.advanceAsync(2000);
    expect(flown.session.state.camera_hfov_deg).toBeCloseTo(70, 3);
    await flown.told({ kind: 'zoom_camera', zoom_percent: 100 });
    await flown.clock.advanceAsync(4000);
    // An eighth of the tangent of half the angle.
    expect(flown.session.state.camera_hfov_deg).toBeCloseTo(
      (360 / Math.PI) * Math.atan(Math.tan((35 * Math.PI) / 180) / 8),
      3,
    );
    expect(cameras).toHaveLength(1);
    await flown.told({ kind: 'zoom_camera', step: -1 });
    await flown.clock.advanceAsync(2000);
    // A step of the simulated camera is a tenth of its range, by equal factors.
    expect(flown.session.state.camera_hfov_deg).toBeCloseTo(
      (360 / Math.PI) * Math.atan(Math.tan((35 * Math.PI) / 180) / 8 ** 0.9),
      3,
    );
  });

  it('without streams is known to have none', async () => {
    const { flown, cameras } = watched(dialect, {});
    await flown.until(() => cameras.length > 0, 30);
    expect(cameras[0]).toMatchObject({ component_id: 100, streams: [] });
    expect(flown.session.state.camera_hfov_deg).toBeNull();
  });
});
