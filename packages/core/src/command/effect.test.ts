import type { Action } from '@outrider/schema';
import { describe, expect, it } from 'vitest';
import { unknownVehicle } from '../vehicle/state.js';
import type { VehicleState } from '../vehicle/state.js';
import { achieveWithinMs, hasBegun, isAchieved } from './effect.js';

const vehicle = (over: Partial<VehicleState>): VehicleState => ({
  ...unknownVehicle(),
  armed: true,
  phase: 'airborne',
  latitude_deg: 47,
  longitude_deg: 8,
  height_above_takeoff_m: 30,
  ground_speed_mps: 0,
  climb_mps: 0,
  heading_deg: 0,
  mode: 'hold',
  ...over,
});
const goTo: Action = { kind: 'go_to', latitude_deg: 47.001, longitude_deg: 8 };

describe('observed effect', () => {
  it.each<[Action, Partial<VehicleState>, boolean, boolean]>([
    [{ kind: 'arm' }, { armed: true }, true, true],
    [{ kind: 'disarm' }, { armed: true }, false, false],
    [
      { kind: 'take_off', height_above_takeoff_m: 30 },
      { phase: 'taking_off', height_above_takeoff_m: 10 },
      true,
      false,
    ],
    [{ kind: 'take_off', height_above_takeoff_m: 30 }, { phase: 'airborne', height_above_takeoff_m: 29.5 }, true, true],
    [{ kind: 'hold' }, { mode: 'hold', ground_speed_mps: 6 }, true, false],
    [{ kind: 'return' }, { mode: 'return' }, true, true],
    [{ kind: 'land' }, { mode: 'hold' }, false, false],
    [{ kind: 'change_heading', heading_deg: 355 }, { heading_deg: 1 }, true, true],
    [goTo, { mode: 'guided', latitude_deg: 47.0005 }, true, false],
    [goTo, { mode: 'guided', latitude_deg: 47.001 }, true, true],
    [goTo, { mode: 'mission', latitude_deg: 47.0005 }, false, false],
  ])('%j seen in %j: begun %s, achieved %s', (action, seen, begun, achieved) => {
    expect(hasBegun(action, vehicle({ mode: 'mission' }), vehicle(seen))).toBe(begun);
    expect(isAchieved(action, vehicle(seen))).toBe(achieved);
  });

  it('takes the hold mode alone for no sign of standing when the aircraft was in it already, on its way somewhere', () => {
    const moving = vehicle({ mode: 'hold', ground_speed_mps: 12 });
    expect(hasBegun({ kind: 'stop' }, moving, moving)).toBe(false);
    expect(hasBegun({ kind: 'stop' }, moving, vehicle({ mode: 'hold' }))).toBe(true);
    expect(isAchieved({ kind: 'stop' }, vehicle({ mode: 'hold', climb_mps: 3 }))).toBe(false);
  });

  it('says null where the state cannot show it', () => {
    const orbit: Action = { kind: 'orbit', latitude_deg: 47, longitude_deg: 8, radius_m: 20, clockwise: true };
    expect([hasBegun(orbit, vehicle({}), vehicle({})), isAchieved(orbit, vehicle({}))]).toEqual([null, null]);
  });

  it('allows time by the way to go', () => {
    expect(achieveWithinMs(goTo, vehicle({}))).toBeGreaterThan(60_000);
    expect(achieveWithinMs({ kind: 'hold' }, vehicle({}))).toBeLessThan(60_000);
  });

  it('soon gives up a plan that is not flown, so that it can be started again', () => {
    expect(achieveWithinMs({ kind: 'start_plan' }, vehicle({}))).toBeLessThan(5000);
  });
});
