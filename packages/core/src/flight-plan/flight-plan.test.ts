import type { Performance, Volume } from '@outrider/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildAirspaceIndex, createScene, landingPlaces, planePoint, planRoute } from '../airspace/index.js';
import { defaultPolicy } from '../dispatch/defaults.js';
import { insideRings, localPlane, ringIsSimple, segmentWithin, toLonLat, toXy } from '../geo/index.js';
import type { Xy } from '../geo/index.js';
import { buildFlightPlan } from './index.js';

const PLANE = localPlane(-122.2, 37.5);
const spot = (x: number, y: number) => {
  const [longitude_deg, latitude_deg] = toLonLat(PLANE, [x, y]);
  return { latitude_deg, longitude_deg };
};
const HOME = { ...spot(0, 0), altitude_amsl_m: 10 };
const box = (x: number, y: number, width: number, depth: number): Xy[] => [
  [x, y],
  [x + width, y],
  [x + width, y + depth],
  [x, y + depth],
];
let count = 0;
const volume = (outline: readonly Xy[], over: Partial<Volume> = {}): Volume => ({
  id: `00000000-0000-7000-8000-${String(++count).padStart(12, '0')}`,
  name: `V${count}`,
  kind: 'keep_out',
  rings: [[...outline, outline[0]!].map((corner) => [...toLonLat(PLANE, corner)])],
  floor_m: null,
  top_m: null,
  datum: 'amsl',
  starts_at_utc_ms: null,
  ends_at_utc_ms: null,
  source: 'test',
  reason: null,
  enabled: true,
  ...over,
});

function plan(volumes: Volume[], target: Xy, landing: Xy[] = []) {
  const index = buildAirspaceIndex(volumes, null, String, HOME);
  const rules = {
    clearance_horizontal_m: 15,
    clearance_vertical_m: 15,
    min_agl_m: 30,
    max_agl_m: 121,
    home_amsl_m: 10,
    max_amsl_m: 130,
    from_utc_ms: 0,
    to_utc_ms: 1,
  };
  const scene = createScene(index, rules, planePoint(index, HOME));
  const result = planRoute(scene, {
    home: HOME,
    waypoints: [],
    target: spot(...target),
    cruise_height_m: 60,
    on_scene_height_m: 45,
    climb_s_per_m: 0.25,
    cruise_s_per_m: 1 / 15,
    budget: 500,
  });
  if ('refusal' in result) return null;
  const performance = { cruise_speed_mps: 15, ceiling_above_takeoff_m: 120 } as Performance;
  const landing_places = landingPlaces(
    index,
    landing.map(([x, y]) => ({ ...spot(x, y), altitude_amsl_m: 10 })),
  );
  const request = {
    home: HOME,
    target: spot(...target),
    route: result.route,
    performance,
    policy: defaultPolicy,
    landing_places,
  };
  return buildFlightPlan(scene, request).plan;
}
const flat = (ring: readonly number[][]): Xy[] =>
  ring.slice(0, -1).map((corner) => toXy(PLANE, corner[0]!, corner[1]!));
const at = (place: { longitude_deg: number; latitude_deg: number }): Xy =>
  toXy(PLANE, place.longitude_deg, place.latitude_deg);

test('heights are above take-off, each leg has its contingency, the return starts at the highest leg', () => {
  const made = plan([], [1500, 0])!;
  expect(made).toMatchObject({ take_off_height_m: 60, on_scene_height_m: 45, hold_s: 600, home: HOME });
  expect(
    made.legs.map(({ height_above_takeoff_m, speed_mps, contingency }) => [
      height_above_takeoff_m,
      speed_mps,
      contingency,
    ]),
  ).toEqual([
    [60, 15, 'return'],
    [45, 15, 'hold_then_return'],
  ]);
  expect(made.return_line).toMatchObject({ ok: true, return_height_m: 60 });
  expect(made.length_out_m).toBeCloseTo(made.length_back_m, -1);
});

test('legs from which only the rally point can be reached say so', () => {
  const mast = volume(box(900, -35, 40, 40), { kind: 'obstacle', top_m: 125 });
  const made = plan([mast], [2000, 0], [[1600, 500]])!;
  expect(made.return_line.rally_points).toHaveLength(1);
  expect(made.legs.at(-1)!.contingency).toBe('rally');
});

test('the fence holds the flight and room to fly by hand at the scene', () => {
  const { fence } = plan([], [1500, 0])!;
  const ring = flat(fence.ring);
  for (const [x, y] of [
    [0, 0],
    [-40, 0],
    [1500, 140],
    [1640, 0],
    [700, 50],
  ])
    expect(insideRings([x!, y!], [ring])).toBe(true);
  expect(insideRings([700, 400], [ring])).toBe(false);
  expect(fence.max_height_above_takeoff_m).toBe(125);
});

test('a keep-in cuts the fence; a keep-out beside the way is in it, one that is overflown is not', () => {
  const area = volume(box(-100, -90, 4000, 180), { kind: 'keep_in' });
  const cut = flat(plan([area], [1500, 0])!.fence.ring);
  expect(Math.max(...cut.map(([, y]) => Math.abs(y)))).toBeLessThan(90.1);
  expect(ringIsSimple(cut)).toBe(true);
  const school = volume(box(700, -50, 100, 100), { top_m: 40 });
  const helipad = volume(box(1300, 60, 100, 100));
  const far = volume(box(700, 900, 100, 100));
  const { fence } = plan([school, helipad, far], [1500, 0])!;
  expect(fence.keep_out).toHaveLength(1);
  const outline = flat(fence.keep_out[0]!);
  for (const corner of box(1300, 60, 100, 100)) expect(insideRings(corner, [outline])).toBe(true);
});

const pads = fc.array(
  fc.record({
    x: fc.integer({ min: -300, max: 2000 }),
    y: fc.integer({ min: -600, max: 600 }),
    size: fc.integer({ min: 20, max: 250 }),
  }),
  { maxLength: 8 },
);
test('ring and keep-outs are simple, few, and every leg and every return lies inside the one and outside the others', () => {
  let planned = 0;
  fc.assert(
    fc.property(pads, fc.integer({ min: 300, max: 1800 }), (list, x) => {
      const made = plan(
        list.map((pad) => volume(box(pad.x, pad.y, pad.size, pad.size))),
        [x, 50],
      );
      if (made === null || !made.return_line.ok) return;
      planned++;
      const ring = flat(made.fence.ring);
      const keepOuts = made.fence.keep_out.map(flat);
      expect([ring, ...keepOuts].every(ringIsSimple)).toBe(true);
      expect(ring.length + keepOuts.flat().length).toBeLessThanOrEqual(60);
      let from = at(made.home);
      for (const leg of made.legs) {
        const to = at(leg.to);
        for (const [a, b] of [
          [from, to],
          [to, at(made.home)],
        ] as const) {
          expect(insideRings(a, [ring]) && insideRings(b, [ring])).toBe(true);
          for (const outline of keepOuts) expect(segmentWithin(a, b, [outline], 0)).toBe(false);
        }
        from = to;
      }
    }),
    { numRuns: 60 },
  );
  expect(planned).toBeGreaterThan(10);
});
