import { MAV_CMD, MAV_MISSION_RESULT, MAV_RESULT } from '@outrider/protocol/mavlink';
import { describe, expect, it } from 'vitest';
import { floatBytesAsInteger, integerBytesAsFloat } from '../mavlink/parameters.js';
import { Rig, START } from '../test-ground-station.js';
import type { RigOptions } from '../test-ground-station.js';
import { MODE } from './modes.js';

const { ACCEPTED, TEMPORARILY_REJECTED, UNSUPPORTED } = MAV_RESULT;
const rig = (options: Partial<RigOptions> = {}): Rig => new Rig({ dialect: 'px4', ...options });
const GROUND_M = 12;

function takeOff(r: Rig, height_m = 20): void {
  r.advance(2);
  expect(r.command(MAV_CMD.NAV_TAKEOFF, 0, 0, 0, 0, 0, 0, GROUND_M + height_m)).toBe(ACCEPTED);
  expect(r.command(MAV_CMD.COMPONENT_ARM_DISARM, 1)).toBe(ACCEPTED);
  r.until(() => r.mode === MODE.LOITER, 40);
  expect(r.vehicle.truth().height_above_ground_m).toBeGreaterThan(height_m - 1.8);
}

interface Item {
  command: number;
  frame: number;
  north_m: number;
  east_m?: number;
  z: number;
}

const MISSION = 0;
const FENCE = 1;

function upload(r: Rig, items: readonly Item[], mission_type = MISSION): number {
  r.send('MISSION_COUNT', { target_system: 1, target_component: 1, count: items.length, mission_type });
  items.forEach((item, seq) => {
    expect(r.last('MISSION_REQUEST_INT')?.seq).toBe(seq);
    const x = item.frame === 2 ? 0 : Math.round((START.latitude_deg + item.north_m / 110_980) * 1e7);
    const east_deg = (item.east_m ?? 0) / (111_320 * Math.cos((START.latitude_deg * Math.PI) / 180));
    const y = item.frame === 2 ? 0 : Math.round((START.longitude_deg + east_deg) * 1e7);
    const params = {
      param1: mission_type === FENCE ? items.length : 0,
      param2: 0,
      param3: 0,
      param4: Number.NaN,
      x,
      y,
      z: item.z,
    };
    const head = {
      target_system: 1,
      target_component: 1,
      seq,
      frame: item.frame,
      command: item.command,
      current: 0,
      autocontinue: 1,
    };
    r.send('MISSION_ITEM_INT', { ...head, ...params, mission_type });
  });
  return r.last('MISSION_ACK')?.type ?? -1;
}

describe('a simulated PX4', () => {
  it('streams at once and echoes the heartbeat of the ground station', () => {
    const r = rig();
    r.advance(10);
    expect(r.all('ATTITUDE').length).toBeGreaterThan(450);
    expect(r.all('HOME_POSITION').length).toBeGreaterThanOrEqual(5);
    expect(r.raw.some((bytes) => bytes[5] === 255)).toBe(true);
  });

  it('refuses to arm before its estimator is ready', () => {
    const r = rig({ warm: false });
    r.advance(10);
    expect(r.command(MAV_CMD.COMPONENT_ARM_DISARM, 1)).toBe(TEMPORARILY_REJECTED);
    const parts = r.all('STATUSTEXT');
    expect(parts.map((part) => part.text).join('')).toContain('Arming denied: Resolve system health failures first\t');
    expect(parts.some((part) => part.id > 0 && part.chunk_seq === 1)).toBe(true);
    r.advance(15);
    expect(r.command(MAV_CMD.COMPONENT_ARM_DISARM, 1)).toBe(ACCEPTED);
  });

  it('takes off to a height above sea level, goes 120 m, returns and lands within a metre', () => {
    const r = rig();
    takeOff(r);
    expect(r.reposition(120, 0, GROUND_M + 20, 0)).toBe(ACCEPTED);
    r.until(() => r.vehicle.truth().distance_from_start_m > 118, 40);
    expect(r.command(MAV_CMD.NAV_RETURN_TO_LAUNCH)).toBe(ACCEPTED);
    r.until(() => !r.vehicle.truth().armed, 200);
    expect(r.vehicle.truth()).toMatchObject({ landed: true, take_offs: 1 });
    expect(r.vehicle.truth().distance_from_start_m).toBeLessThan(1);
  });

  it('takes return-to-launch in the mission frame only, and flies the mission home', () => {
    const r = rig();
    r.advance(2);
    const way = { command: MAV_CMD.NAV_WAYPOINT, frame: 6, north_m: 80, z: 25 };
    const back = { command: MAV_CMD.NAV_RETURN_TO_LAUNCH, north_m: 0, z: 0 };
    expect(upload(r, [way, { ...back, frame: 6 }])).toBe(MAV_MISSION_RESULT.UNSUPPORTED);
    expect(upload(r, [way, { ...back, frame: 2 }])).toBe(MAV_MISSION_RESULT.ACCEPTED);
    expect(r.command(MAV_CMD.MISSION_START)).toBe(ACCEPTED);
    r.until(() => r.vehicle.truth().distance_from_start_m > 75, 60);
    r.until(() => !r.vehicle.truth().armed, 200);
    expect(r.vehicle.truth().distance_from_start_m).toBeLessThan(1);
  });

  it('copies the bytes of integer parameters into the float field', () => {
    const r = rig();
    const set = {
      target_system: 1,
      target_component: 1,
      param_id: 'NAV_DLL_ACT',
      param_value: integerBytesAsFloat(3),
      param_type: 6,
    };
    r.send('PARAM_SET', set);
    expect(floatBytesAsInteger(r.last('PARAM_VALUE')?.param_value ?? 0)).toBe(3);
  });

  it('returns when the data link is lost for COM_DL_LOSS_T, and not when the action is off', () => {
    const r = rig();
    takeOff(r);
    r.heartbeat = false;
    expect(r.until(() => r.mode === MODE.RTL, 12)).toBeGreaterThan(4);
    const off = rig({ options: { parameters: { NAV_DLL_ACT: 0 } } });
    takeOff(off);
    off.heartbeat = false;
    off.advance(25);
    expect(off.mode).toBe(MODE.LOITER);
  });

  it('returns at a critical battery, lands at an emergency one', () => {
    const r = rig();
    takeOff(r);
    r.vehicle.setBattery(17);
    r.until(() => r.mode === MODE.RTL, 5);
    r.vehicle.setBattery(7);
    r.until(() => r.mode === MODE.LAND, 5);
  });

  it('orbits a place and does not turn by CONDITION_YAW', () => {
    const r = rig();
    takeOff(r);
    expect(r.command(MAV_CMD.CONDITION_YAW, 90)).toBe(UNSUPPORTED);
    const at = [START.latitude_deg, START.longitude_deg, GROUND_M + 20] as const;
    expect(r.command(MAV_CMD.DO_ORBIT, 25, 4, 0, Number.NaN, ...at)).toBe(ACCEPTED);
    r.advance(40);
    expect(r.vehicle.truth().distance_from_start_m).toBeGreaterThan(22);
    expect(r.vehicle.truth().distance_from_start_m).toBeLessThan(28);
    expect(r.last('ORBIT_EXECUTION_STATUS')?.radius).toBe(25);
  });

  it('goes on to its place when hold is set again, and stops when a reposition names nothing', () => {
    const r = rig();
    takeOff(r);
    r.reposition(300, 0, GROUND_M + 20, 0);
    r.advance(6);
    expect(r.command(MAV_CMD.DO_SET_MODE, 1, 4, 3)).toBe(ACCEPTED);
    r.advance(4);
    expect(r.vehicle.truth().ground_speed_mps).toBeGreaterThan(10);
    const nothing = [Number.NaN, Number.NaN, Number.NaN] as const;
    expect(r.command(MAV_CMD.DO_REPOSITION, -1, 1, 0, Number.NaN, ...nothing)).toBe(ACCEPTED);
    r.advance(8);
    expect(r.vehicle.truth().ground_speed_mps).toBeLessThan(0.5);
    expect(r.vehicle.truth().distance_from_start_m).toBeLessThan(250);
  });

  it('turns home at the fence', () => {
    const r = rig({ options: { parameters: { GF_MAX_HOR_DIST: 60, GF_ACTION: 3 } } });
    takeOff(r);
    r.reposition(200, 0, GROUND_M + 20, 0);
    r.until(() => r.mode === MODE.RTL, 30);
    expect(r.vehicle.truth().distance_from_start_m).toBeLessThan(70);
  });

  const fenceTo = (north_m: number): Item[] =>
    [
      [-50, -50],
      [-50, 50],
      [north_m, 50],
      [north_m, -50],
    ].map(([north = 0, east_m]) => ({
      command: MAV_CMD.NAV_FENCE_POLYGON_VERTEX_INCLUSION,
      frame: 0,
      north_m: north,
      east_m,
      z: 0,
    }));
  const way = (north_m: number): Item => ({ command: MAV_CMD.NAV_WAYPOINT, frame: 6, north_m, z: 20 });

  it('judges a mission by the fence before while it reads a new one, loiters, and flies it a moment later', () => {
    const r = rig({ options: { parameters: { GF_ACTION: 3 } } });
    expect(upload(r, fenceTo(50), FENCE)).toBe(MAV_MISSION_RESULT.ACCEPTED);
    takeOff(r);
    expect(upload(r, fenceTo(300), FENCE)).toBe(MAV_MISSION_RESULT.ACCEPTED);
    expect(upload(r, [way(20), way(200)])).toBe(MAV_MISSION_RESULT.ACCEPTED);
    expect(r.command(MAV_CMD.DO_SET_MODE, 1, 4, 4)).toBe(ACCEPTED);
    expect(r.mode).toBe(MODE.LOITER);
    expect(r.all('STATUSTEXT').some(({ text }) => text.includes('violation for waypoint 2'))).toBe(true);
    r.advance(1);
    expect(r.command(MAV_CMD.DO_SET_MODE, 1, 4, 4)).toBe(ACCEPTED);
    expect(r.mode).toBe(MODE.MISSION);
  });

  it('refuses a mission that leaves its fence', () => {
    const r = rig({ options: { parameters: { GF_ACTION: 3 } } });
    expect(upload(r, fenceTo(50), FENCE)).toBe(MAV_MISSION_RESULT.ACCEPTED);
    takeOff(r);
    upload(r, [way(200)]);
    expect(r.command(MAV_CMD.DO_SET_MODE, 1, 4, 4)).toBe(TEMPORARILY_REJECTED);
    expect(r.mode).toBe(MODE.LOITER);
  });

  it('lets go of an order when a stick that was held over is let go', () => {
    const r = rig();
    takeOff(r);
    const send = (x: number, forS: number): void => {
      for (let tick = 0; tick < forS * 50; tick++) {
        r.send('MANUAL_CONTROL', { target: 1, x, y: 0, z: 500, r: 0, buttons: 0 });
        r.advance(0.02);
      }
    };
    send(0, 1);
    send(1000, 1);
    expect(r.command(MAV_CMD.NAV_RETURN_TO_LAUNCH)).toBe(ACCEPTED);
    send(1000, 1);
    expect(r.mode).toBe(MODE.RTL);
    send(0, 1);
    expect(r.mode).toBe(MODE.POSCTL);
    expect(r.command(MAV_CMD.NAV_RETURN_TO_LAUNCH)).toBe(ACCEPTED);
    send(0, 1);
    expect(r.mode).toBe(MODE.RTL);
  });

  it('lets moved sticks take over and stands still when they are let go', () => {
    const r = rig();
    takeOff(r);
    const push = (x: number): void => r.send('MANUAL_CONTROL', { target: 1, x, y: 0, z: 500, r: 0, buttons: 0 });
    const hold = (x: number): void => {
      for (let tick = 0; tick < 100; tick++) {
        push(x);
        r.advance(0.05);
      }
    };
    hold(0);
    expect(r.mode).toBe(MODE.LOITER);
    hold(600);
    expect(r.mode).toBe(MODE.POSCTL);
    expect(r.vehicle.truth().ground_speed_mps).toBeGreaterThan(4);
    r.advance(6);
    expect(r.vehicle.truth().ground_speed_mps).toBeLessThan(0.5);
  });
});
