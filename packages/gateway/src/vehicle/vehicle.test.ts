import type { Action, StartFlight } from '@outrider/schema';
import { unknownVehicle } from '@outrider/core/vehicle';
import type { VehicleState } from '@outrider/core/vehicle';
import { describe, expect, it } from 'vitest';
import { planNorth } from '../../test-support/harness.js';
import { HOME_POINT } from '../../test-support/peer.js';
import { modeNumbers, modeOf } from '../mavlink/modes.js';
import type { VehicleFacts } from './adapter.js';
import { contingencyNow, measure, newFlight, progressOf } from './flight-record.js';
import { gateRefusal } from './gate.js';
import type { GateView } from './gate.js';
import { StickInputs } from './stick-input.js';

const vehicle = (over: Partial<VehicleState>): VehicleState => ({ ...unknownVehicle(), link: 'live', ...over });
const flying = vehicle({ armed: true, phase: 'airborne', mode: 'mission', ...HOME_POINT, height_above_takeoff_m: 20 });
const facts: VehicleFacts = {
  autopilot: 'ardupilot',
  capabilities: ['take_off', 'go_to', 'hold', 'return', 'land', 'stop', 'mission', 'parameters'],
  vehicle_type: 'quadrotor',
  firmware: null,
  hardware_uid: null,
  health: [],
  failsafes: null,
  prearm_messages: [],
  ready_to_arm: true,
  parameters_loaded: false,
};
const view: GateView = {
  state: flying,
  facts,
  stopped: false,
  listen_only: false,
  preparing_flight: false,
  plan_uncertain: false,
  reserve_percent: 20,
  fence: null,
  units: 'si',
};
const code = (action: Action, over: Partial<typeof view> = {}) =>
  gateRefusal(action, { ...view, ...over })?.code ?? null;

describe('gate', () => {
  it('opens for what the state allows', () => {
    expect(code({ kind: 'hold' })).toBeNull();
    expect(code({ kind: 'take_off', height_above_takeoff_m: 10 })).toBe('flight_state');
    expect(code({ kind: 'disarm' })).toBe('flight_state');
    const ground = vehicle({ armed: false, phase: 'on_ground' });
    expect(code({ kind: 'take_off', height_above_takeoff_m: 10 }, { state: ground })).toBeNull();
    expect(code({ kind: 'return' }, { state: ground })).toBe('flight_state');
    expect(code({ kind: 'orbit', latitude_deg: 0, longitude_deg: 0, radius_m: 9, clockwise: true })).toBe(
      'command_unsupported',
    );
  });

  it('is shut by STOP but for staying, re-activating and the last resort', () => {
    const stopped = { stopped: true };
    expect(code({ kind: 'return' }, stopped)).toBe('stop_latched');
    expect(code({ kind: 'hold' }, stopped)).toBeNull();
    expect(code({ kind: 'reactivate' }, stopped)).toBeNull();
  });

  it('lets hold, return and land be tried though the link is lost', () => {
    const state = { ...flying, link: 'lost' as const };
    const urgent = (['hold', 'return', 'land', 'stop'] as const).map((kind) => code({ kind }, { state }));
    expect(urgent).toEqual([null, null, null, null]);
    expect(code({ kind: 'go_to', latitude_deg: 0, longitude_deg: 0 }, { state })).toBe('vehicle_link_lost');
  });

  it('refuses what leads out of the fence, and leaves every way home open', () => {
    const { fence } = planNorth();
    const orbit = { kind: 'orbit', radius_m: 10, clockwise: true } as const;
    const able = { ...facts, capabilities: [...facts.capabilities, 'orbit', 'change_height'] as const };
    const asked = (action: Action) => code(action, { fence, facts: { ...able, capabilities: [...able.capabilities] } });
    expect(asked({ kind: 'go_to', ...HOME_POINT })).toBeNull();
    expect(asked({ kind: 'go_to', ...HOME_POINT, height_above_takeoff_m: 61 })).toBe('outside_fence');
    expect(asked({ kind: 'change_height', height_above_takeoff_m: 61 })).toBe('outside_fence');
    expect(asked({ kind: 'go_to', latitude_deg: HOME_POINT.latitude_deg - 0.01, longitude_deg: 0 })).toBe(
      'outside_fence',
    );
    expect(asked({ ...orbit, ...HOME_POINT })).toBeNull();
    expect(asked({ ...orbit, ...HOME_POINT, radius_m: 1000 })).toBe('outside_fence');
    for (const kind of ['hold', 'return', 'land', 'stop'] as const) expect(asked({ kind })).toBeNull();
  });

  it('does not send out what could not come back', () => {
    const state = vehicle({ armed: false, phase: 'on_ground', battery_percent: 15 });
    expect(code({ kind: 'take_off', height_above_takeoff_m: 10 }, { state })).toBe('not_ready');
  });
});

describe('flight record', () => {
  const start = { plan: planNorth() } as StartFlight;
  const record = () => ({
    ...newFlight('key', { flight_id: 'f', purpose: 'test', start }, 0),
    was_armed: true,
    was_airborne: true,
  });

  it('follows what is seen', () => {
    const at = (state: Parameters<typeof record>[never] | string, over: Partial<VehicleState>) =>
      progressOf({ ...record(), state: state as 'airborne' }, { ...flying, ...over });
    expect(at('departing', {})).toBe('airborne');
    expect(at('airborne', { mode: 'mission' })).toBe('en_route');
    const scene = planNorth().legs[0]!.to;
    expect(at('en_route', { ...scene, height_above_takeoff_m: 30 })).toBe('on_scene');
    expect(at('on_scene', { mode: 'return' })).toBe('returning');
    expect(at('returning', { mode: 'return', phase: 'landing' })).toBe('landing');
    expect(at('landing', { mode: 'return', phase: 'armed' })).toBe('landing');
    expect(at('landing', { armed: false })).toBe('landed');
  });

  it('does not begin before it was armed', () => {
    const before = { ...record(), was_armed: false, state: 'preparing' as const };
    expect(progressOf(before, vehicle({ armed: false }))).toBe('preparing');
  });

  it('adds up what is flown, not the noise of standing, nor a glitch', () => {
    const flight = record();
    const fly = (latitude_deg: number) => measure(flight, { ...flying, latitude_deg });
    fly(47);
    for (let step = 0; step < 20; step++) fly(47 + (step % 2) * 0.000_005);
    expect(flight.distance_m).toBe(0);
    fly(47.001);
    fly(48);
    fly(48.001);
    expect(flight.distance_m).toBeCloseTo(222.4, 0);
    expect(flight.max_height_above_takeoff_m).toBe(20);
  });

  it('knows the contingency of the leg that is flown', () => {
    const [leg] = planNorth().legs;
    const legs = [{ ...leg!, to: HOME_POINT, contingency: 'land' as const }, leg!];
    expect(contingencyNow(legs, flying)).toBe('land');
    expect(contingencyNow(legs, { ...flying, ...leg!.to })).toBe('return');
    expect(contingencyNow([], flying)).toBe('return');
  });
});

describe('sticks', () => {
  const frame = (sequence: number, sent_at_ms: number, forward = 1) =>
    ({
      aircraft_id: 'a',
      scope: 'aircraft',
      epoch: 1,
      sequence,
      sent_at_ms,
      input: { forward, right: 0, up: 0, turn: 0 },
    }) as const;

  it('are dropped when repeated, overtaken or held up, and neutral after 300 ms', () => {
    const sticks = new StickInputs();
    expect(sticks.take(frame(5, 1000), 50_000)).toBe(true);
    expect(sticks.take(frame(5, 1000), 50_001)).toBe(false);
    expect(sticks.take(frame(4, 1000), 50_001)).toBe(false);
    expect(sticks.take(frame(6, 1020), 50_321)).toBe(false);
    expect(sticks.take(frame(7, 1340), 50_340)).toBe(true);
    expect(sticks.current(50_639).forward).toBe(1);
    expect(sticks.current(50_640).forward).toBe(0);
  });

  it('go on for as long as somebody steers, though the clocks of console and gateway drift apart', () => {
    const sticks = new StickInputs();
    // 20 minutes at 500 millionths: 600 ms apart in the end.
    for (let sent = 0, sequence = 1; sent < 20 * 60_000; sent += 20, sequence += 1) {
      expect(sticks.take(frame(sequence, sent), 50_000 + sent * 1.0005)).toBe(true);
    }
  });

  it('begin anew with another lease, and go on where the sequence wraps', () => {
    const sticks = new StickInputs();
    sticks.take(frame(2 ** 32 - 1, 0), 0);
    expect(sticks.take(frame(0, 20), 20)).toBe(true);
    expect(sticks.take({ ...frame(0, 0), epoch: 2 }, 30)).toBe(true);
  });
});

describe('modes', () => {
  it.each([
    ['ardupilot', 5, 'position'],
    ['ardupilot', 17, 'hold'],
    ['ardupilot', 99, 'other'],
    ['px4', 0x0004_0000 | (5 << 24), 'return'],
    ['px4', 0x0003_0000, 'position'],
    ['generic', 4, 'unknown'],
  ] as const)('%s %i is %s', (autopilot, custom, mode) => {
    expect(modeOf(autopilot, custom).mode).toBe(mode);
  });

  it('that are told are those that are seen', () => {
    for (const wanted of ['hold', 'mission', 'return', 'land', 'position'] as const) {
      const [copter] = modeNumbers('ardupilot', wanted)!;
      expect(modeOf('ardupilot', copter).mode).toBe(wanted);
      const [main, sub] = modeNumbers('px4', wanted)!;
      expect(modeOf('px4', (main << 16) | (sub << 24)).mode).toBe(wanted);
    }
  });
});
