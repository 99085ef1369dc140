import type { FlightLimits, StickInput } from '@outrider/schema';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { destination, distance } from '../geo/index.js';
import { unknownVehicle } from '../vehicle/state.js';
import type { VehicleState } from '../vehicle/state.js';
import { beyondLimits, describeLimits, limitAction, limitRefusal, limitSticks } from './limits.js';

const SCENE = { latitude_deg: 37.5, longitude_deg: -122.2 };
const none: FlightLimits = {
  min_height_above_takeoff_m: null,
  max_height_above_takeoff_m: null,
  max_speed_mps: null,
  area: null,
};
const all: FlightLimits = {
  min_height_above_takeoff_m: 20,
  max_height_above_takeoff_m: 60,
  max_speed_mps: 5,
  area: { center: SCENE, radius_m: 100 },
};
const stick = (change: Partial<StickInput>): StickInput => ({ forward: 0, right: 0, up: 0, turn: 0, ...change });
const flying = (change: Partial<VehicleState> = {}): VehicleState => ({
  ...unknownVehicle(),
  ...SCENE,
  height_above_takeoff_m: 40,
  heading_deg: 0,
  ground_speed_mps: 0,
  climb_mps: 0,
  velocity_north_mps: 0,
  velocity_east_mps: 0,
  ...change,
});
const at = (bearing: number, metres: number) => destination(SCENE, bearing, metres);

describe('sticks within limits', () => {
  it('pass as they are where no limit is near', () => {
    const full = stick({ forward: 1, right: -0.5, up: 1, turn: -1 });
    expect(limitSticks(full, none, flying())).toEqual(full);
    expect(limitSticks(stick({ forward: 0.6, up: 1, turn: 1 }), all, flying())).toEqual(
      stick({ forward: 0.6, up: 1, turn: 1 }),
    );
  });

  it('climb and descend to the limit, fading, and no further', () => {
    const up = (height: number | null, climb_mps = 0) =>
      limitSticks(stick({ up: 1 }), all, flying({ height_above_takeoff_m: height, climb_mps })).up;
    expect([up(50), up(58.5), up(60), up(80)]).toEqual([1, 0.5, 0, 0]);
    expect(up(57, 4)).toBeLessThan(0.3);
    expect(up(null)).toBe(0);
    const down = (height: number) => limitSticks(stick({ up: -1 }), all, flying({ height_above_takeoff_m: height })).up;
    expect([down(40), down(21.5), down(80)]).toEqual([-1, -0.5, -1]);
    expect(down(19)).toBeCloseTo(0);
  });

  it('fade as the permitted speed is reached', () => {
    const forward = (speed: number | null) =>
      limitSticks(stick({ forward: 1 }), all, flying({ ground_speed_mps: speed })).forward;
    expect(forward(1)).toBe(1);
    expect(forward(4.25)).toBeCloseTo(0.5);
    expect([forward(5), forward(9), forward(null)]).toEqual([0, 0, 0]);
  });

  it('lead along the edge of the area and back, not out of it', () => {
    const limits = { ...none, area: all.area };
    const north = (heading_deg: number, input: StickInput) =>
      limitSticks(input, limits, flying({ ...at(0, 101), heading_deg }));
    expect(north(0, stick({ forward: 1 }))).toMatchObject({ forward: 0 });
    expect(north(180, stick({ forward: 1 })).forward).toBe(1);
    expect(north(90, stick({ forward: 1 })).forward).toBeCloseTo(1);
    const slanting = north(45, stick({ forward: 1 }));
    // Of north-east only east is left.
    expect(slanting.forward).toBeCloseTo(0.5);
    expect(slanting.right).toBeCloseTo(0.5);
  });

  it('brake in time before the edge', () => {
    const limits = { ...none, area: all.area };
    const fast = flying({ ...at(0, 60), velocity_north_mps: 12, ground_speed_mps: 12 });
    expect(limitSticks(stick({ forward: 1 }), limits, fast).forward).toBeLessThan(0.5);
    expect(limitSticks(stick({ forward: 1 }), limits, flying(at(0, 60))).forward).toBe(1);
  });

  it('do not move sideways where position or heading are unknown', () => {
    const limits = { ...none, area: all.area };
    for (const lost of [{ latitude_deg: null }, { heading_deg: null }]) {
      expect(limitSticks(stick({ forward: 1, up: 1, turn: 1 }), limits, flying(lost))).toEqual(
        stick({ up: 1, turn: 1 }),
      );
    }
  });

  it('are never pushed further than they were, and neutral stays neutral', () => {
    const axis = fc.double({ min: -1, max: 1, noNaN: true });
    const sticks = fc.record({ forward: axis, right: axis, up: axis, turn: axis });
    const place = fc.record({
      bearing: fc.integer({ min: 0, max: 359 }),
      metres: fc.integer({ min: 0, max: 400 }),
      heading_deg: fc.integer({ min: 0, max: 359 }),
      height_above_takeoff_m: fc.integer({ min: 0, max: 120 }),
      velocity_north_mps: fc.integer({ min: -15, max: 15 }),
    });
    fc.assert(
      fc.property(sticks, place, (input, { bearing, metres, ...rest }) => {
        const state = flying({ ...at(bearing, metres), ...rest });
        const let_through = limitSticks(input, all, state);
        expect(Math.hypot(let_through.forward, let_through.right)).toBeLessThanOrEqual(
          Math.hypot(input.forward, input.right) + 1e-9,
        );
        expect(Math.abs(let_through.up)).toBeLessThanOrEqual(Math.abs(input.up));
        expect(let_through.turn).toBe(input.turn);
        expect(limitSticks(stick({}), all, state)).toEqual(stick({}));
      }),
    );
  });

  it('keep a simple aircraft inside whatever is held down', () => {
    // A copter whose speed follows the stick within a second, ten metres a second at full deflection.
    const worst = [0, 37, 90, 200].map((heading_deg) => {
      const state = flying({ heading_deg });
      let most = 0;
      for (let step = 0; step < 3000; step++) {
        const input = limitSticks(stick({ forward: 1, right: 0.3 }), all, state);
        const angle = (heading_deg * Math.PI) / 180;
        const north = 10 * (input.forward * Math.cos(angle) - input.right * Math.sin(angle));
        const east = 10 * (input.forward * Math.sin(angle) + input.right * Math.cos(angle));
        state.velocity_north_mps! += (north - state.velocity_north_mps!) * 0.02;
        state.velocity_east_mps! += (east - state.velocity_east_mps!) * 0.02;
        state.ground_speed_mps = Math.hypot(state.velocity_north_mps!, state.velocity_east_mps!);
        const bearing = (Math.atan2(state.velocity_east_mps!, state.velocity_north_mps!) * 180) / Math.PI;
        const moved = destination(
          { latitude_deg: state.latitude_deg!, longitude_deg: state.longitude_deg! },
          bearing,
          state.ground_speed_mps * 0.02,
        );
        Object.assign(state, moved);
        most = Math.max(most, distance(SCENE, moved));
        expect(state.ground_speed_mps).toBeLessThan(5);
      }
      return most;
    });
    for (const metres of worst) expect(metres).toBeLessThan(101);
    // It does get there: the limit is the wall, not a wish.
    expect(Math.max(...worst)).toBeGreaterThan(85);
  });
});

describe('orders within limits', () => {
  const refusal = (action: Parameters<typeof limitRefusal>[0]) => limitRefusal(action, all, 'si');

  it('are refused by what they ask beyond them, each with its figures', () => {
    const far = at(90, 150);
    expect(refusal({ kind: 'go_to', ...far })).toBe(
      'That reaches 150 m from the middle of the area; the RPIC allows 100 m.',
    );
    expect(refusal({ kind: 'go_to', ...SCENE, height_above_takeoff_m: 80 })).toMatch(/80 m .* higher .* 60 m/);
    expect(refusal({ kind: 'go_to', ...SCENE, speed_mps: 9 })).toMatch(/faster/);
    expect(refusal({ kind: 'orbit', ...at(0, 60), radius_m: 50, clockwise: true })).toMatch(/110 m/);
    expect(refusal({ kind: 'change_height', height_above_takeoff_m: 10 })).toMatch(/lower/);
    expect(refusal({ kind: 'change_speed', speed_mps: 6 })).toMatch(/faster/);
  });

  it('pass inside them, and what ends a flight always does', () => {
    expect(refusal({ kind: 'go_to', ...at(90, 99), height_above_takeoff_m: 60, speed_mps: 5 })).toBeNull();
    for (const kind of ['hold', 'return', 'land', 'stop'] as const) expect(refusal({ kind })).toBeNull();
    expect(limitRefusal({ kind: 'go_to', latitude_deg: 0, longitude_deg: 0 }, none, 'si')).toBeNull();
  });

  it('that leave the speed open are flown at the permitted one', () => {
    expect(limitAction({ kind: 'go_to', ...SCENE }, all)).toMatchObject({ speed_mps: 5 });
    expect(limitAction({ kind: 'go_to', ...SCENE, speed_mps: 3 }, all)).toMatchObject({ speed_mps: 3 });
    expect(limitAction({ kind: 'go_to', ...SCENE }, none)).toEqual({ kind: 'go_to', ...SCENE });
  });
});

describe('an aircraft beyond its limits', () => {
  it('is said to be, in every way in which it is', () => {
    expect(beyondLimits(all, flying(), 'si')).toEqual([]);
    const state = flying({ ...at(0, 130), height_above_takeoff_m: 70, ground_speed_mps: 8 });
    expect(beyondLimits(all, state, 'si')).toEqual([
      'height 70 m above take-off, at most 60 m above take-off',
      '130 m from the middle of the area, at most 100 m',
      'speed 8.0 m/s, at most 5.0 m/s',
    ]);
    expect(beyondLimits(all, unknownVehicle(), 'si')).toEqual([]);
  });

  it('has limits that can be read', () => {
    expect(describeLimits(all, 'us')).toEqual([
      'at least 66 ft above take-off',
      'at most 197 ft above take-off',
      'at most 11 mph',
      'within 328 ft of the place named',
    ]);
    expect(describeLimits(none, 'us')).toEqual([]);
  });
});
