import type { Performance } from '@outrider/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { destination } from '../geo/index.js';
import {
  comesHome,
  cruisePower,
  energyBudget,
  energyToReturn,
  headwind,
  legSpeed,
  planningWind,
  windAt,
} from './index.js';
import type { EnergyRequest, ReturnQuestion } from './index.js';

const X10: Performance = {
  cruise_speed_mps: 15,
  max_speed_mps: 20,
  climb_speed_mps: 4,
  descent_speed_mps: 3,
  mass_kg: 2.1,
  battery_capacity_wh: 156,
  hover_power_w: 250,
  cruise_power_w: 245,
  max_wind_mps: 12,
  launch_time_s: 10,
  ceiling_above_takeoff_m: 120,
};
const HOME = { latitude_deg: 37.5, longitude_deg: -122.2 };
const NORTH_3KM = destination(HOME, 0, 3000);
const CALM = { speed_mps: 0, from_deg: null };
const request = (over: Partial<EnergyRequest> = {}): EnergyRequest => ({
  performance: X10,
  home: HOME,
  take_off_height_m: 60,
  way: [{ place: NORTH_3KM, height_above_takeoff_m: 60 }],
  hold_s: 600,
  return_height_m: 60,
  least_back_m: 0,
  wind: CALM,
  battery_percent: 95,
  reserve_percent: 20,
  ...over,
});
const budgetOf = (over: Partial<EnergyRequest> = {}) => {
  const answer = energyBudget(request(over));
  if ('no_headway' in answer) throw new Error(answer.no_headway);
  return answer;
};

test('a flight reckoned by hand', () => {
  const { budget, climb_s, cruise_s, length_out_m, length_back_m } = budgetOf();
  expect([climb_s, Math.round(cruise_s), Math.round(length_out_m), Math.round(length_back_m)]).toEqual([
    15, 200, 3000, 3000,
  ]);
  const percent = (watts: number, seconds: number) => (watts * seconds) / 3600 / 1.56;
  const lift = (2.1 * 9.80665 * 4) / 0.6;
  expect(budget.out_percent).toBeCloseTo(percent(250 + lift, 15) + percent(245, cruise_s), 6);
  expect(budget.hold_percent).toBeCloseTo(percent(250, 600), 9);
  expect(budget.back_percent).toBeCloseTo(percent(245, cruise_s) + percent(250, 20), 1);
  expect(budget.after_landing_percent).toBeCloseTo(
    95 - budget.out_percent - budget.hold_percent - budget.back_percent,
    9,
  );
  expect(comesHome(budget)).toBe(true);
});

test('an unknown battery never comes home on paper', () => {
  const { budget } = budgetOf({ battery_percent: null });
  expect([budget.after_landing_percent, budget.hold_available_s, comesHome(budget)]).toEqual([null, null, false]);
});

test('the hold that is left brings the battery down to the reserve exactly', () => {
  const { budget } = budgetOf();
  const longest = budgetOf({ hold_s: budget.hold_available_s! }).budget;
  expect(longest.after_landing_percent).toBeCloseTo(20, 6);
});

test('wind grows with height and blows from ahead where its direction is unknown', () => {
  expect(windAt({ speed_mps: 10, from_deg: 0 }, 60).speed_mps).toBeCloseTo(10 * 6 ** (1 / 7), 9);
  expect(windAt({ speed_mps: 10, from_deg: 0 }, 2).speed_mps).toBe(10);
  expect([headwind(0, { speed_mps: 5, from_deg: 0 }), headwind(180, { speed_mps: 5, from_deg: 0 })]).toEqual([5, -5]);
  expect(headwind(123, { speed_mps: 5, from_deg: null })).toBe(5);
  expect(planningWind(null, 12)).toEqual({ wind: { speed_mps: 12, from_deg: null }, known: false });
});

test('the wind triangle: ordered ground speed is held as far as the airspeed reaches', () => {
  expect(legSpeed(15, 20, 0, { speed_mps: 5, from_deg: 0 })).toEqual({ ground_mps: 15, air_mps: 20 });
  expect(legSpeed(15, 20, 0, { speed_mps: 8, from_deg: 0 })!.ground_mps).toBeCloseTo(12, 9);
  expect(legSpeed(15, 20, 0, { speed_mps: 12, from_deg: 90 })!.air_mps).toBeCloseTo(Math.hypot(15, 12), 9);
  expect(legSpeed(15, 20, 0, { speed_mps: 16, from_deg: 90 })!.ground_mps).toBeCloseTo(12, 9);
  expect(legSpeed(15, 20, 0, { speed_mps: 19, from_deg: 0 })).toBeNull();
  expect(legSpeed(15, 20, 0, { speed_mps: 25, from_deg: 90 })).toBeNull();
  expect(cruisePower(X10, 15)).toBeCloseTo(245, 9);
  expect(cruisePower(X10, 20)).toBeGreaterThan(245 * 1.5);
  expect(cruisePower(X10, 5)).toBeCloseTo(245, 9);
});

test('a wind that leaves no headway refuses, out or back', () => {
  const north = { speed_mps: 15, from_deg: 0 };
  expect(energyBudget(request({ wind: north }))).toMatchObject({ no_headway: 'out' });
  expect(energyBudget(request({ wind: { ...north, from_deg: 180 } }))).toMatchObject({ no_headway: 'back' });
});

test('wind, detours, height and hold never save energy', () => {
  const metres = fc.double({ min: 100, max: 6000, noNaN: true });
  const degrees = fc.double({ min: 0, max: 359, noNaN: true });
  fc.assert(
    fc.property(
      metres,
      degrees,
      metres,
      degrees,
      fc.double({ min: 0, max: 7, noNaN: true }),
      degrees,
      (reach, course, aside, turn, speed, from) => {
        const wind = { speed_mps: speed, from_deg: from };
        const target = destination(HOME, course, reach);
        const detour = destination(HOME, turn, aside);
        const at = (place: typeof HOME) => ({ place, height_above_takeoff_m: 60 });
        const used = (over: Partial<EnergyRequest>) => {
          const answer = energyBudget(request({ battery_percent: 100, ...over }));
          return 'no_headway' in answer ? Infinity : 100 - answer.budget.after_landing_percent!;
        };
        const straight = used({ way: [at(target)], wind });
        expect(straight).toBeGreaterThanOrEqual(used({ way: [at(target)] }) - 1e-9);
        expect(used({ way: [at(detour), at(target)], wind })).toBeGreaterThanOrEqual(straight * 0.999);
        expect(used({ way: [at(target)], wind, return_height_m: 100 })).toBeGreaterThanOrEqual(straight);
        expect(used({ way: [at(target)], wind, hold_s: 700 })).toBeGreaterThan(straight === Infinity ? 0 : straight);
      },
    ),
  );
});

const question = (over: Partial<ReturnQuestion> = {}): ReturnQuestion => ({
  performance: X10,
  position: NORTH_3KM,
  height_above_takeoff_m: 50,
  home: HOME,
  return_height_m: 60,
  wind: CALM,
  battery_percent: 60,
  reserve_percent: 20,
  velocity_north_mps: 0,
  velocity_east_mps: 0,
  ...over,
});

test('the way home in flight: more against the wind, more where the wind is unknown, unknown without a position', () => {
  const calm = energyToReturn(question())!;
  const against = energyToReturn(question({ wind: { speed_mps: 7, from_deg: 180 } }))!;
  const unknown = energyToReturn(question({ wind: null }))!;
  expect(against.return_percent).toBeGreaterThan(calm.return_percent);
  expect(unknown.return_percent).toBeGreaterThan(against.return_percent);
  expect([calm.wind_known, unknown.wind_known]).toEqual([true, false]);
  expect(calm.land_percent).toBeLessThan(calm.return_percent);
  expect(energyToReturn(question({ position: null }))).toBeNull();
  expect(energyToReturn(question({ height_above_takeoff_m: null }))).toBeNull();
  expect(energyToReturn(question({ home: null }))).toBeNull();
  expect(energyToReturn(question({ battery_percent: null }))!.time_to_return_s).toBeNull();
});

test('time left shrinks faster while flying away, is 0 when the return is due, and a hopeless wind is infinite', () => {
  const hovering = energyToReturn(question())!.time_to_return_s!;
  const away = energyToReturn(question({ velocity_north_mps: 15 }))!.time_to_return_s!;
  const unknown = energyToReturn(question({ velocity_north_mps: null }))!.time_to_return_s!;
  expect(away).toBeLessThan(hovering);
  expect(unknown).toBeCloseTo(away, 6);
  expect(energyToReturn(question({ battery_percent: 28 }))!.time_to_return_s).toBe(0);
  const storm = energyToReturn(question({ wind: { speed_mps: 25, from_deg: 180 } }))!;
  expect([storm.return_percent, storm.time_to_return_s]).toEqual([Infinity, 0]);
});
