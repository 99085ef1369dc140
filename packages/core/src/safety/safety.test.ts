import type { Performance } from '@outrider/schema';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unknownVehicle } from '../vehicle/state.js';
import type { VehicleState } from '../vehicle/state.js';
import { stepAlerts } from './alert-book.js';
import type { AlertBook, Condition } from './alert-book.js';
import { conditionsOf, statusTextCondition } from './conditions.js';
import type { SafetyView } from './conditions.js';
import { ENERGY_UNKNOWN, energyNow } from './energy.js';
import { fenceRefusal, viewFence } from './fence.js';
import { watchAction } from './watch.js';

const performance: Performance = {
  cruise_speed_mps: 12,
  max_speed_mps: 20,
  climb_speed_mps: 3,
  descent_speed_mps: 2,
  mass_kg: 3,
  battery_capacity_wh: 150,
  hover_power_w: 350,
  cruise_power_w: 400,
  max_wind_mps: 12,
  launch_time_s: 15,
  ceiling_above_takeoff_m: 120,
};
const home = { latitude_deg: 47, longitude_deg: 8, altitude_amsl_m: 400 };
const limits = { reserve_percent: 20, return_height_m: 40 };
const flying = (over: Partial<VehicleState> = {}): VehicleState => ({
  ...unknownVehicle(),
  last_heard_ms: 0,
  link: 'live',
  armed: true,
  phase: 'airborne',
  mode: 'mission',
  home,
  latitude_deg: 47.009,
  longitude_deg: 8,
  altitude_amsl_m: 440,
  height_above_takeoff_m: 40,
  ground_speed_mps: 0,
  battery_percent: 80,
  ...over,
});
const view = (state: VehicleState, over: Partial<SafetyView> = {}): SafetyView => ({
  state,
  link_age_ms: 100,
  energy: energyNow(state, performance, limits),
  policy: {
    separation_horizontal_m: 50,
    separation_vertical_m: 15,
    reserve_percent: 20,
    max_height_agl_m: 120,
    units: 'si',
  },
  fence: null,
  neighbours: [],
  limits: null,
  unattended: false,
  ...over,
});
const kinds = (view: SafetyView) => conditionsOf(view).map(({ kind, level }) => `${kind} ${level}`);

describe('energy', () => {
  it('is the sum of cruise and descent over one kilometre in still air', () => {
    const energy = energyNow(flying(), performance, limits);
    const cruise = ((400 * 1000.7) / 12 / 3600 / 150) * 100;
    const descent = ((350 * 20) / 3600 / 150) * 100;
    expect(energy.energy_to_return_percent).toBeCloseTo(cruise + descent, 1);
    expect(energy.energy_to_land_percent).toBeCloseTo(descent, 5);
    const free = 80 - 20 - energy.energy_to_return_percent!;
    expect(energy.time_to_return_s).toBeCloseTo(free / ((350 / 3600 / 150) * 100), 3);
  });

  it('costs more against the wind, more from below return height, and less when nearer', () => {
    const still = energyNow(flying(), performance, limits).energy_to_return_percent!;
    const headwind = flying({ wind_speed_mps: 6, wind_from_deg: 180 });
    expect(energyNow(headwind, performance, limits).energy_to_return_percent!).toBeGreaterThan(still);
    const low = energyNow(flying({ height_above_takeoff_m: 10 }), performance, limits);
    expect(low.energy_to_return_percent!).toBeGreaterThan(still);
    const near = energyNow(flying({ latitude_deg: 47.001 }), performance, limits);
    expect(near.energy_to_return_percent!).toBeLessThan(still);
  });

  it('is unknown without position, home or height, and never negative or infinite', () => {
    expect(energyNow(flying({ home: null }), performance, limits)).toEqual(ENERGY_UNKNOWN);
    fc.assert(
      fc.property(fc.nat({ max: 40 }), fc.nat({ max: 360 }), fc.nat({ max: 100 }), (wind, from, battery) => {
        const state = flying({ wind_speed_mps: wind, wind_from_deg: from, battery_percent: battery });
        const energy = energyNow(state, performance, limits);
        expect(energy.time_to_return_s).toBeGreaterThanOrEqual(0);
        expect(Number.isFinite(energy.energy_to_return_percent)).toBe(true);
      }),
    );
  });
});

describe('conditions', () => {
  it('are none on a healthy flight', () => {
    expect(kinds(view(flying()))).toEqual([]);
  });

  it('name what is wrong', () => {
    expect(kinds(view(flying({ link: 'stale' })))).toEqual(['link_stale caution']);
    expect(kinds(view(flying({ link: 'lost' })))).toEqual(['link_lost warning']);
    expect(kinds(view(flying({ link: 'lost', phase: 'on_ground' })))).toEqual(['link_lost advisory']);
    expect(kinds(view(flying({ battery_percent: 27 })))).toEqual(['battery_return warning']);
    expect(kinds(view(flying({ battery_percent: 2 })))).toEqual(['battery_land warning', 'battery_return warning']);
    expect(kinds(view(flying({ height_above_takeoff_m: 130 })))).toEqual(['height warning']);
    expect(kinds(view(flying({ estimator_ok: false, gnss_fix: 1 })))).toEqual(['estimator warning', 'gnss warning']);
    expect(kinds(view(flying(), { unattended: true }))).toEqual(['lease_lapsed warning']);
  });

  it('tell each other aircraft that is too near', () => {
    const neighbour = (id: string, altitude_amsl_m: number) => ({
      aircraft_id: id,
      name: id,
      latitude_deg: 47.0091,
      longitude_deg: 8,
      altitude_amsl_m,
    });
    const found = conditionsOf(view(flying(), { neighbours: [neighbour('near', 450), neighbour('high', 470)] }));
    expect(found.map((each) => each.key)).toEqual(['separation:near']);
    expect(found[0]!.text).toBe('near is 11 m away, 10 m above.');
  });
});

describe('fence', () => {
  const ring = [
    [8, 47],
    [8.01, 47],
    [8.01, 47.01],
    [8, 47.01],
    [8, 47],
  ];
  const fence = { ring, max_height_above_takeoff_m: 60, keep_out: [] };

  it('knows inside, outside and how near the edge is', () => {
    expect(viewFence(fence, { latitude_deg: 47.005, longitude_deg: 8.005 }).inside).toBe(true);
    const beside = viewFence(fence, { latitude_deg: 47.005, longitude_deg: 8.0001 });
    expect(beside.inside).toBe(true);
    expect(beside.edge_m).toBeCloseTo(7.6, 0);
    expect(viewFence(fence, { latitude_deg: 47.005, longitude_deg: 7.999 }).inside).toBe(false);
  });

  it('keeps out of keep-outs', () => {
    const hole = [
      [8.004, 47.004],
      [8.006, 47.004],
      [8.006, 47.006],
      [8.004, 47.006],
    ];
    const at = { latitude_deg: 47.005, longitude_deg: 8.005 };
    expect(viewFence({ ...fence, keep_out: [hole] }, at).inside).toBe(false);
  });

  it('refuses places, orbits and heights that lead out of it, in words', () => {
    const at = { latitude_deg: 47.005, longitude_deg: 8.001 };
    const orbit = { kind: 'orbit', ...at, clockwise: true } as const;
    expect(fenceRefusal({ kind: 'go_to', ...at, height_above_takeoff_m: 60 }, fence, 'si', null)).toBeNull();
    expect(fenceRefusal({ kind: 'go_to', ...at, longitude_deg: 7.999 }, fence, 'si', null)).toMatch(/place is outside/);
    expect(fenceRefusal({ ...orbit, radius_m: 70 }, fence, 'si', null)).toBeNull();
    expect(fenceRefusal({ ...orbit, radius_m: 80 }, fence, 'si', null)).toMatch(/orbit leads out/);
    expect(fenceRefusal({ kind: 'change_height', height_above_takeoff_m: 60 }, fence, 'si', null)).toBeNull();
    expect(fenceRefusal({ kind: 'change_height', height_above_takeoff_m: 61 }, fence, 'si', null)).toMatch(
      /61 m.*60 m/,
    );
    expect(fenceRefusal({ kind: 'return' }, { ...fence, ring: ring.map(() => [0, 0]) }, 'si', null)).toBeNull();
  });

  it('refuses a straight way that leads out between two places inside it, and through a keep-out', () => {
    const to = { kind: 'go_to', latitude_deg: 47.005, longitude_deg: 8.009 } as const;
    const from = { latitude_deg: 47.005, longitude_deg: 8.001 };
    const bent = [...ring.slice(0, 2), [8.01, 47.01], [8.005, 47.002], [8, 47.01], [8, 47]];
    expect(fenceRefusal(to, fence, 'si', from)).toBeNull();
    expect(fenceRefusal(to, { ...fence, ring: bent }, 'si', from)).toMatch(/straight way/);
    const low = { latitude_deg: 47.001 };
    expect(fenceRefusal({ ...to, ...low }, { ...fence, ring: bent }, 'si', { ...from, ...low })).toBeNull();
    const hole = [
      [8.004, 47.004],
      [8.006, 47.004],
      [8.006, 47.006],
      [8.004, 47.006],
    ];
    expect(fenceRefusal(to, { ...fence, keep_out: [hole] }, 'si', from)).toMatch(/straight way/);
    const outside = { latitude_deg: 47.005, longitude_deg: 7.999 };
    expect(fenceRefusal(to, { ...fence, ring: bent }, 'si', outside)).toBeNull();
  });

  it('sends an aircraft that left it home, unless a pilot steers', () => {
    const outside = view(flying({ latitude_deg: 47.005, longitude_deg: 7.999 }), { fence });
    expect(watchAction(outside, false)).toBe('return');
    expect(watchAction(outside, true)).toBe('none');
  });
});

describe('watch', () => {
  it('returns when the way home asks for it, lands when only that is left, and leaves a returning aircraft alone', () => {
    expect(watchAction(view(flying()), false)).toBe('none');
    expect(watchAction(view(flying({ battery_percent: 27 })), false)).toBe('return');
    expect(watchAction(view(flying({ battery_percent: 27 })), true)).toBe('none');
    expect(watchAction(view(flying({ battery_percent: 27, mode: 'return' })), false)).toBe('none');
    expect(watchAction(view(flying({ battery_percent: 2 })), true)).toBe('land');
    expect(watchAction(view(flying({ battery_percent: null })), false)).toBe('none');
  });
});

describe('alert book', () => {
  const fence = (level: Condition['level']): Condition => ({
    key: 'fence',
    kind: 'fence',
    level,
    text: level,
    spoken: null,
  });

  function play(steps: readonly (readonly [atMs: number, present: Condition[]])[]): string[] {
    let book: AlertBook = new Map();
    return steps.map(([at, present]) => {
      const step = stepAlerts(book, present, at);
      book = step.book;
      return [...step.cleared.map((key) => `-${key}`), ...step.raised.map((each) => `+${each.level}`)].join(' ');
    });
  }

  it('raises what lasts, once, and clears it when it has been gone for a while', () => {
    const caution = [fence('caution')];
    expect(
      play([
        [0, caution],
        [200, caution],
        [300, caution],
        [400, caution],
        [500, []],
        [900, caution],
        [1000, []],
        [2899, []],
        [2900, []],
        [3000, []],
      ]),
    ).toEqual(['', '', '+caution', '', '', '', '', '', '-fence', '']);
  });

  it('does not raise what flickers', () => {
    expect(
      play([
        [0, [fence('warning')]],
        [100, []],
        [200, [fence('warning')]],
        [400, [fence('warning')]],
      ]),
    ).toEqual(['', '', '', '']);
  });

  it('escalates at once and does not step down while it stands', () => {
    expect(
      play([
        [0, [fence('caution')]],
        [300, [fence('caution')]],
        [310, [fence('warning')]],
        [320, [fence('caution')]],
        [330, [fence('warning')]],
      ]),
    ).toEqual(['', '+caution', '-fence +warning', '', '']);
  });
});

describe('what an autopilot says', () => {
  it('is an alert when it is an error, and none when it only tells why it will not arm', () => {
    expect(statusTextCondition(2, 'Crash: Disarming: AngErr=42>30')?.level).toBe('warning');
    expect(statusTextCondition(3, 'EKF variance')?.level).toBe('caution');
    expect(statusTextCondition(6, 'EKF variance')).toBeNull();
    expect(statusTextCondition(2, 'PreArm: Battery 1 is charging')).toBeNull();
    expect(statusTextCondition(2, 'Arm: Need Position Estimate')).toBeNull();
    expect(statusTextCondition(2, 'Armed without a fence')?.level).toBe('warning');
  });
});
