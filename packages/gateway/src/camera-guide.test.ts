/** Where the camera of a flight looks without being asked: simulated aircraft of both dialects, flown through the whole gateway. */
import { destination } from '@outrider/core/geo';
import type { Dialect } from '@outrider/sim';
import { afterAll, describe, expect, it } from 'vitest';
import { World } from '../test-support/bound.js';
import { POLICY, bindingOf, planNorth } from '../test-support/harness.js';
import { HOME_POINT } from '../test-support/peer.js';
import { simPeer } from '../test-support/testing/sim-peer.js';

const open: (() => Promise<void> | void)[] = [];
afterAll(async () => {
  for (const close of open.toReversed()) await close();
});

interface Flown {
  dialect: Dialect;
  level?: boolean;
  parameters?: Record<string, number>;
}

/** Sent to an incident 80 m north; its camera looks back and down when it is sent. */
async function sent({ dialect, level = true, parameters = {} }: Flown) {
  const world = await World.start();
  open.push(() => world.end());
  const { gateway } = world;
  const peer = await simPeer(dialect, world.port, parameters);
  open.push(() => peer.close());
  await gateway.until('seen', () => gateway.events.some((event) => event.kind === 'vehicle_seen'));
  const policy = { ...POLICY, camera_level_en_route: level, hold_on_scene_s: 4 };
  await gateway.ask('configure', { bindings: [bindingOf('gateway/main/1', { policy })] });
  await gateway.until('telemetry', () => gateway.samples.some((sample) => sample.gnss_fix === 3));
  const { gimbal } = peer.vehicle.autopilot;
  gimbal.point(-60, 150);
  const target = destination(HOME_POINT, 0, 80);
  const to = { ...destination(HOME_POINT, 0, 60), altitude_amsl_m: HOME_POINT.altitude_amsl_m + 30 };
  const legs = [{ to, height_above_takeoff_m: 30, speed_mps: 8, contingency: 'return' as const }];
  await gateway.start({ purpose: 'incident', plan: planNorth({ target, legs, hold_s: 4 }) });
  const reached = (state: string) =>
    gateway.until(state, () => gateway.flightStates().includes(state as 'airborne'), 60_000);
  return { world, gateway, gimbal, target, reached };
}

/** What the camera was told, in order, each once it was done. */
function pointed(world: World) {
  return world.gateway.events.flatMap((event) => {
    if (event.kind !== 'command' || event.command.action.kind !== 'point_camera') return [];
    const { action, origin, state, issued_by } = event.command;
    return state === 'done' ? [{ ...action, origin, issued_by }] : [];
  });
}

const LEVEL = { kind: 'point_camera', pitch_deg: 0, yaw_deg: 0, origin: 'plan', issued_by: null };

describe.concurrent.each<Dialect>(['ardupilot', 'px4'])('on %s', (dialect) => {
  it('looks level on the way, at the incident on scene, level on the way back; each is a command on record', async () => {
    const { world, gateway, gimbal, target, reached } = await sent({ dialect });
    await reached('en_route');
    await gateway.until('level', () => Math.abs(gimbal.pitch_deg) < 1 && Math.abs(gimbal.yaw_deg) < 1);
    expect(pointed(world)).toEqual([LEVEL]);
    await reached('on_scene');
    // 30 m high and 20 m short of it.
    await gateway.until('on the incident', () => Math.abs(gimbal.pitch_deg + 56) < 6);
    expect(pointed(world)).toEqual([LEVEL, { kind: 'point_camera', target, origin: 'plan', issued_by: null }]);
    await reached('returning');
    await gateway.until('level again', () => Math.abs(gimbal.pitch_deg) < 1);
    expect(pointed(world).at(-1)).toEqual(LEVEL);
  }, 120_000);

  it('stays where a pilot points it, also on scene', async () => {
    const { world, gateway, gimbal, reached } = await sent({ dialect });
    await gateway.until('level', () => pointed(world).length === 1, 60_000);
    await gateway.command({ kind: 'point_camera', pitch_deg: -30, yaw_deg: 40 });
    await reached('returning');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(pointed(world).map(({ origin }) => origin)).toEqual(['plan', 'user']);
    expect(gimbal.pitch_deg).toBeCloseTo(-30, 0);
    expect(gimbal.yaw_deg).toBeCloseTo(40, 0);
  }, 120_000);

  it('is left alone on the way where the agency says so', async () => {
    const { world, gateway, gimbal, reached } = await sent({ dialect, level: false });
    await reached('en_route');
    expect(gimbal.pitch_deg).toBeCloseTo(-60, 0);
    await reached('on_scene');
    await gateway.until('on the incident', () => pointed(world).length === 1);
    expect(pointed(world)[0]).toHaveProperty('target');
  }, 120_000);
});

it.concurrent('says that there is no gimbal, and asks for nothing', async () => {
  const { world, gateway, reached } = await sent({ dialect: 'px4', parameters: { MNT_MODE_IN: -1 } });
  await reached('on_scene');
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const said = gateway.events.filter((event) => event.kind === 'status_text' && /no gimbal/.test(event.text));
  expect(said).toHaveLength(1);
  expect(world.commandStates('point_camera')).toEqual([]);
}, 120_000);

it.concurrent('stays where a hand on the stick turned it', async () => {
  const { world, gateway, gimbal, reached } = await sent({ dialect: 'ardupilot' });
  await reached('en_route');
  await gateway.until('level', () => pointed(world).length === 1);
  const lease = await gateway.control('take', { scope: 'camera' });
  if (!lease.ok) throw new Error(lease.error.message);
  for (let sequence = 1; sequence <= 20; sequence++) {
    gateway.stick(lease.value.epoch, sequence, { up: -1 }, 'camera');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await gateway.control('release', { scope: 'camera', epoch: lease.value.epoch });
  await gateway.until('turned', () => gimbal.pitch_deg < -15);
  await reached('returning');
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(pointed(world)).toEqual([LEVEL]);
}, 120_000);
