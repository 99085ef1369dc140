import type { AgencyPolicy, FlightPlan, Performance, Point, Volume, Weather } from '@outrider/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildAirspaceIndex, checkSegment, createScene, planePoint, planRoute } from '../airspace/index.js';
import { buildFlightPlan } from '../flight-plan/index.js';
import { destination, distance, insideRings, toXy } from '../geo/index.js';
import type { Xy } from '../geo/index.js';
import { defaultPolicy, planDivert } from './index.js';

const DOCK = { latitude_deg: 37.48, longitude_deg: -122.23, altitude_amsl_m: 12 };
const NOW = Date.UTC(2026, 10, 21, 18);
const policy: AgencyPolicy = { ...defaultPolicy, hold_on_scene_s: 120 };
const performance: Performance = {
  cruise_speed_mps: 15, max_speed_mps: 20, climb_speed_mps: 4, descent_speed_mps: 3, mass_kg: 2.1, battery_capacity_wh: 156,
  hover_power_w: 250, cruise_power_w: 245, max_wind_mps: 12, launch_time_s: 10, ceiling_above_takeoff_m: 120,
}; // prettier-ignore
const weather = { observed_at_utc_ms: NOW, wind_speed_mps: 3, wind_from_deg: 270 } as Weather;
const rules = {
  clearance_horizontal_m: policy.obstacle_clearance_horizontal_m, clearance_vertical_m: policy.obstacle_clearance_vertical_m,
  min_agl_m: 0, max_agl_m: policy.max_height_agl_m, home_amsl_m: DOCK.altitude_amsl_m, max_amsl_m: DOCK.altitude_amsl_m + 120,
  from_utc_ms: NOW, to_utc_ms: NOW,
}; // prettier-ignore

function keepOut(n: number, centre: Point, half_m: number, top_m: number | null = null): Volume {
  const ring = [45, 315, 225, 135, 45].map((turn) => destination(centre, turn, half_m * Math.SQRT2));
  return {
    id: `00000000-0000-7000-8004-${String(n).padStart(12, '0')}`, name: `Keep-out ${n}`, kind: 'keep_out',
    rings: [ring.map((p) => [p.longitude_deg, p.latitude_deg])], floor_m: null, top_m, datum: 'amsl', starts_at_utc_ms: null,
    ends_at_utc_ms: null, source: 'test', reason: null, enabled: true,
  }; // prettier-ignore
}
const indexOf = (volumes: Volume[]) => buildAirspaceIndex(volumes, null, String, DOCK);

function firstPlan(airspace: ReturnType<typeof indexOf>, target: Point): FlightPlan | null {
  const scene = createScene(airspace, { ...rules, min_agl_m: 30 }, planePoint(airspace, DOCK));
  const asked = { home: DOCK, waypoints: [], target, cruise_height_m: 60, on_scene_height_m: 45 };
  const found = planRoute(scene, { ...asked, climb_s_per_m: 0.25, cruise_s_per_m: 0.07, budget: 1500 });
  if ('refusal' in found) return null;
  const { plan } = buildFlightPlan(scene, {
    home: DOCK,
    target,
    route: found.route,
    performance,
    policy,
    landing_places: [],
  });
  return plan.return_line.ok ? plan : null;
}

const SCENE = destination(DOCK, 0, 900);
function divert(airspace: ReturnType<typeof indexOf>, before: FlightPlan, target: Point, over: object = {}) {
  const at = { position: destination(DOCK, 0, 500), height_above_takeoff_m: 60, battery_percent: 90 };
  const facts = { performance, policy, airspace, landing_places: [], weather, now_utc_ms: NOW };
  return planDivert({ before, target, ...at, ...facts, ...over });
}
const inRing = (airspace: ReturnType<typeof indexOf>, ring: readonly (readonly number[])[], place: Point): boolean => {
  const flat = ring.map((corner): Xy => toXy(airspace.plane, corner[0]!, corner[1]!));
  return insideRings(planePoint(airspace, place), [flat]);
};

test('the new plan starts where the aircraft is, and what guards it serves the old plan as well', () => {
  const airspace = indexOf([]);
  const before = firstPlan(airspace, SCENE)!;
  const target = destination(DOCK, 90, 1200);
  const answer = divert(airspace, before, target);
  if ('refused' in answer) throw new Error(answer.refused);
  const { plan } = answer;
  expect(plan.home).toEqual(before.home);
  expect(plan.legs[0]!.to).toMatchObject(destination(DOCK, 0, 500));
  expect(plan.return_line.return_height_m).toBeGreaterThanOrEqual(before.return_line.return_height_m);
  expect(plan.fence.max_height_above_takeoff_m).toBeGreaterThanOrEqual(before.fence.max_height_above_takeoff_m);
  for (const place of [DOCK, SCENE, target, plan.legs[0]!.to])
    expect(inRing(airspace, plan.fence.ring, place)).toBe(true);
  expect(inRing(airspace, before.fence.ring, target)).toBe(false);
});

test('the way home is reckoned from where it still flies: towards home it may go with little left', () => {
  const airspace = indexOf([]);
  const before = firstPlan(airspace, destination(DOCK, 0, 3500))!;
  const answer = divert(airspace, before, destination(DOCK, 0, 300));
  if ('refused' in answer) throw new Error(answer.refused);
  expect(answer.plan.length_back_m).toBeCloseTo(500, -1);
});

test('what cannot be done is said: unknown place, closed target, battery unknown or too low', () => {
  const airspace = indexOf([keepOut(1, destination(DOCK, 90, 1200), 400)]);
  const before = firstPlan(airspace, SCENE)!;
  const said = (target: Point, over: object = {}) => {
    const answer = divert(airspace, before, target, over);
    return 'refused' in answer ? answer.refused : null;
  };
  const free = destination(DOCK, 270, 700);
  expect(said(free)).toBeNull();
  expect(said(free, { position: null })).toContain('is not known');
  expect(said(free, { height_above_takeoff_m: null })).toContain('is not known');
  expect(said(destination(DOCK, 90, 1200))).toContain('Keep-out 1');
  expect(said(free, { battery_percent: null })).toContain('battery level is not known');
  expect(said(free, { battery_percent: 24 })).toMatch(/From the new place it .*needs 20 %/);
});

test('no leg of a diverted flight comes near a keep-out, and every leg but the climb in place is level', () => {
  const place = fc.record({ bearing: fc.integer({ min: 0, max: 359 }), away: fc.integer({ min: 150, max: 1400 }) });
  const at = ({ bearing, away }: { bearing: number; away: number }) => destination(DOCK, bearing, away);
  let flown = 0;
  fc.assert(
    fc.property(fc.array(place, { maxLength: 12 }), place, place, (walls, here, there) => {
      const airspace = indexOf(
        walls.map((wall, n) => keepOut(n, at(wall), 40 + (n % 4) * 20, n % 3 === 0 ? 40 : null)),
      );
      const before = firstPlan(airspace, SCENE);
      if (before === null) return;
      const answer = divert(airspace, before, at(there), { position: at(here) });
      if ('refused' in answer) return;
      flown += 1;
      const { legs } = answer.plan;
      for (let i = 1; i < legs.length; i++) {
        const [from, to] = [legs[i - 1]!.to, legs[i]!.to];
        const check = checkSegment(airspace, rules, from, to);
        expect(check.conflicts.filter(({ code }) => code === 'keep_out')).toEqual([]);
        if (distance(from, to) > 0.1) expect(to.altitude_amsl_m).toBeCloseTo(from.altitude_amsl_m, 3);
      }
      // What guards the new plan is in force before it is: the old one and its way home have to fit in as well.
      const { fence, return_line } = answer.plan;
      expect(fence.max_height_above_takeoff_m).toBeGreaterThanOrEqual(return_line.return_height_m);
      const home_amsl_m = DOCK.altitude_amsl_m + return_line.return_height_m;
      for (const { to } of before.legs) {
        expect(inRing(airspace, fence.ring, to)).toBe(true);
        const back = checkSegment(
          airspace,
          rules,
          { ...to, altitude_amsl_m: home_amsl_m },
          { ...DOCK, altitude_amsl_m: home_amsl_m },
        );
        expect(back.conflicts.filter(({ code }) => code === 'keep_out')).toEqual([]);
      }
    }),
    { numRuns: 150 },
  );
  expect(flown).toBeGreaterThan(20);
});
