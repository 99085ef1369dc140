import { COPTER_MODE, MAV_CMD, MAV_RESULT } from '@outrider/protocol/mavlink';
import { describe, expect, it } from 'vitest';
import { Rig } from '../test-ground-station.js';
import type { RigOptions } from '../test-ground-station.js';

const { ACCEPTED, FAILED, UNSUPPORTED } = MAV_RESULT;
const rig = (options: Partial<RigOptions> = {}): Rig => new Rig({ dialect: 'ardupilot', ...options });

function takeOff(r: Rig, height_m = 20): void {
  r.advance(2);
  expect(r.command(MAV_CMD.DO_SET_MODE, 1, COPTER_MODE.GUIDED)).toBe(ACCEPTED);
  expect(r.command(MAV_CMD.COMPONENT_ARM_DISARM, 1)).toBe(ACCEPTED);
  expect(r.command(MAV_CMD.NAV_TAKEOFF, 0, 0, 0, 0, 0, 0, height_m)).toBe(ACCEPTED);
  r.until(() => r.vehicle.truth().height_above_ground_m > height_m - 1.2, 30);
}

describe('a simulated ArduCopter', () => {
  it('sends little but heartbeats until it is asked', () => {
    const r = rig();
    r.advance(10);
    const names = new Set(r.received.map((message) => message.name));
    expect(
      [...names].filter((name) => !['HEARTBEAT', 'HOME_POSITION', 'GPS_GLOBAL_ORIGIN', 'STATUSTEXT'].includes(name)),
    ).toEqual([]);
    r.send('REQUEST_DATA_STREAM', {
      target_system: 1,
      target_component: 1,
      req_stream_id: 6,
      req_message_rate: 4,
      start_stop: 1,
    });
    r.advance(10);
    expect(r.all('GLOBAL_POSITION_INT').length).toBeGreaterThanOrEqual(39);
    expect(r.all('ATTITUDE')).toEqual([]);
  });

  it('refuses to arm in GUIDED until its estimator uses GPS, 41 s after a cold start', () => {
    const r = rig({ warm: false });
    r.advance(20);
    expect(new TextDecoder().decode(r.raw[0])).toContain('Init ArduCopter');
    expect(r.command(MAV_CMD.DO_SET_MODE, 1, COPTER_MODE.GUIDED)).toBe(ACCEPTED);
    expect(r.command(MAV_CMD.COMPONENT_ARM_DISARM, 1)).toBe(FAILED);
    expect(r.texts()).toContain('Arm: Need Position Estimate');
    r.until(() => r.texts().includes('EKF3 IMU0 is using GPS'), 30);
    expect(r.command(MAV_CMD.COMPONENT_ARM_DISARM, 1)).toBe(ACCEPTED);
    r.advance(11);
    expect(r.vehicle.truth().armed).toBe(false);
  });

  it('takes off, goes 120 m, returns and lands within a metre of home', () => {
    const r = rig();
    takeOff(r);
    expect(r.reposition(120, 0, 20, 6)).toBe(ACCEPTED);
    r.until(() => r.vehicle.truth().distance_from_start_m > 118, 40);
    expect(r.command(MAV_CMD.NAV_RETURN_TO_LAUNCH)).toBe(ACCEPTED);
    r.until(() => !r.vehicle.truth().armed, 180);
    expect(r.vehicle.truth()).toMatchObject({ landed: true, take_offs: 1 });
    expect(r.vehicle.truth().distance_from_start_m).toBeLessThan(1);
  });

  it('flies the same bytes for the same seed', () => {
    const hash = (seed: number): string => {
      const r = rig({ seed });
      takeOff(r);
      r.reposition(60, 30, 25, 6);
      r.advance(20);
      return r.traceHash();
    };
    expect(hash(7)).toBe(hash(7));
    expect(hash(8)).not.toBe(hash(7));
  });

  it('returns five seconds after its own ground station falls silent', () => {
    const r = rig();
    r.send('PARAM_SET', {
      target_system: 1,
      target_component: 1,
      param_id: 'RTL_LOIT_TIME',
      param_value: 0,
      param_type: 6,
    });
    takeOff(r);
    r.heartbeat = false;
    const waited = r.until(() => r.mode === COPTER_MODE.RTL, 10);
    expect(waited).toBeGreaterThan(4);
    expect(waited).toBeLessThan(6.2);
  });

  it('does not miss a ground station that it was not told to heed', () => {
    const r = rig({ system: 250 });
    takeOff(r);
    r.heartbeat = false;
    r.advance(25);
    expect(r.mode).toBe(COPTER_MODE.GUIDED);
  });

  it('returns when the battery is low and lands at once when it is critical', () => {
    const r = rig();
    takeOff(r);
    r.vehicle.setBattery(19);
    r.until(() => r.mode === COPTER_MODE.RTL, 15);
    r.vehicle.setBattery(8);
    r.until(() => r.mode === COPTER_MODE.LAND, 15);
  });

  it('does not go where its fence forbids, and stays in its mode', () => {
    const r = rig({ options: { parameters: { FENCE_TYPE: 3, FENCE_RADIUS: 100, FENCE_ALT_MAX: 50 } } });
    takeOff(r);
    expect(r.command(MAV_CMD.DO_SET_MODE, 1, COPTER_MODE.BRAKE)).toBe(ACCEPTED);
    expect(r.reposition(150, 0, 20, 6)).toBe(FAILED);
    expect(r.reposition(50, 0, 60, 6)).toBe(FAILED);
    r.advance(2);
    expect(r.mode).toBe(COPTER_MODE.BRAKE);
    expect(r.reposition(50, 0, 20, 6)).toBe(ACCEPTED);
    r.until(() => r.mode === COPTER_MODE.GUIDED, 2);
  });

  it('does not know DO_ORBIT and takes positions by COMMAND_INT only', () => {
    const r = rig();
    takeOff(r);
    expect(r.command(MAV_CMD.DO_ORBIT, 20, 3)).toBe(UNSUPPORTED);
    expect(r.command(MAV_CMD.DO_REPOSITION, -1, 1, 0, 0, 37.486, -122.236, 30)).toBe(MAV_RESULT.COMMAND_INT_ONLY);
  });

  it('keeps integer parameters as the converted value', () => {
    const r = rig();
    r.send('PARAM_SET', {
      target_system: 1,
      target_component: 1,
      param_id: 'RTL_ALT',
      param_value: 4500,
      param_type: 6,
    });
    expect(r.last('PARAM_VALUE')).toMatchObject({ param_id: 'RTL_ALT', param_value: 4500, param_type: 6 });
    r.send('PARAM_REQUEST_LIST', { target_system: 1, target_component: 1 });
    r.advance(2);
    const listed = new Set(r.all('PARAM_VALUE').map((value) => value.param_index));
    expect(listed.size).toBe(r.last('PARAM_VALUE')?.param_count);
  });
});
