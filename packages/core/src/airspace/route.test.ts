import type { AirPoint, TerrainGrid, Volume } from '@outrider/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { insideRings, length, localPlane, pointToSegment, toLonLat, toXy } from '../geo/index.js';
import type { Xy } from '../geo/index.js';
import {
  buildAirspaceIndex,
  checkSegment,
  createScene,
  landingPlaces,
  planePoint,
  planReturn,
  planRoute,
} from './index.js';
import type { FlightRules, PlannedRoute, RouteResult } from './index.js';

const PLANE = localPlane(-122.2, 37.5);
const spot = (x: number, y: number) => {
  const [longitude_deg, latitude_deg] = toLonLat(PLANE, [x, y]);
  return { latitude_deg, longitude_deg };
};
const HOME: AirPoint = { ...spot(0, 0), altitude_amsl_m: 10 };
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
const box = (x: number, y: number, width: number, depth: number): Xy[] => [
  [x, y],
  [x + width, y],
  [x + width, y + depth],
  [x, y + depth],
];
const RULES: FlightRules = {
  clearance_horizontal_m: 15,
  clearance_vertical_m: 10,
  min_agl_m: 30,
  max_agl_m: 120,
  home_amsl_m: 10,
  max_amsl_m: 130,
  from_utc_ms: 1000,
  to_utc_ms: 2000,
};

function plan(
  volumes: Volume[],
  target: Xy,
  over: { grid?: TerrainGrid | null; budget?: number; waypoints?: Xy[] } = {},
) {
  const index = buildAirspaceIndex(volumes, over.grid ?? null, String, HOME);
  const scene = createScene(index, RULES, planePoint(index, HOME));
  const result = planRoute(scene, {
    home: HOME,
    waypoints: (over.waypoints ?? []).map(([x, y]) => spot(x, y)),
    target: spot(...target),
    cruise_height_m: 60,
    on_scene_height_m: 40,
    climb_s_per_m: 1 / 4,
    cruise_s_per_m: 1 / 15,
    budget: over.budget ?? 4000,
  });
  return { index, scene, result };
}
const routeOf = (result: RouteResult): PlannedRoute => {
  if ('refusal' in result) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.route;
};
const heights = (route: PlannedRoute) => route.legs.map((leg) => Math.round(leg.to.altitude_amsl_m));

test('with nothing in the way: straight at cruise height, then down to the height of the scene', () => {
  const route = routeOf(plan([], [2000, 500]).result);
  expect(heights(route)).toEqual([70, 50]);
  expect([route.straight, route.moved_from_target_m, route.ground_unknown]).toEqual([true, 0, true]);
  expect(route.length_m).toBeCloseTo(Math.hypot(2000, 500), -1);
});

test('a low building is overflown, a tower is flown around or over, whichever is faster', () => {
  const low = volume(box(900, -50, 100, 100), { kind: 'obstacle', top_m: 45 });
  expect(routeOf(plan([low], [2000, 0]).result).straight).toBe(true);
  const slim = volume(box(900, -20, 40, 40), { kind: 'obstacle', top_m: 110 });
  const around = routeOf(plan([slim], [2000, 0]).result);
  expect(Math.max(...heights(around))).toBe(70);
  expect(around.length_m).toBeGreaterThan(2000);
  const wide = volume(box(900, -3000, 40, 6000), { kind: 'obstacle', top_m: 80 });
  expect(Math.max(...heights(routeOf(plan([wide], [2000, 0]).result)))).toBe(90);
});

test('a keep-out that starts in the air is flown under, one out of force or out of time is not there', () => {
  const wall = (over: Partial<Volume>) => volume(box(900, -9000, 100, 18000), over);
  const under = routeOf(plan([wall({ floor_m: 75 })], [2000, 0]).result);
  expect(Math.max(...heights(under))).toBeLessThanOrEqual(65);
  for (const over of [{ enabled: false }, { ends_at_utc_ms: 900 }, { starts_at_utc_ms: 2100 }]) {
    expect(routeOf(plan([wall(over)], [2000, 0]).result).straight).toBe(true);
  }
  expect(routeOf(plan([wall({ starts_at_utc_ms: 1900 })], [2000, 0]).result).length_m).toBeGreaterThan(18_000);
});

test('a closed target is refused by name, unless a place beside it is free', () => {
  const helipad = volume(box(1800, -400, 800, 800), { name: 'Helipad' });
  expect(plan([helipad], [2100, 0]).result).toMatchObject({
    refusal: { code: 'target_closed', conflict: { volume: { name: 'Helipad' } } },
  });
  const beside = routeOf(plan([helipad], [1850, 0]).result);
  expect(beside.moved_from_target_m).toBe(75);
  expect(toXy(PLANE, beside.hold.longitude_deg, beside.hold.latitude_deg)[0]).toBeLessThan(1800);
});

test('a keep-in is not left, and a target outside it is refused', () => {
  const bay: Xy[] = [
    [-100, -100],
    [3000, -100],
    [3000, 1000],
    [1600, 1000],
    [1600, 200],
    [1400, 200],
    [1400, 1000],
    [-100, 1000],
  ];
  const area = volume(bay, { kind: 'keep_in' });
  const route = routeOf(plan([area], [2500, 900]).result);
  expect(route.length_m).toBeGreaterThan(Math.hypot(2500, 900));
  expect(plan([area], [5000, 0]).result).toHaveProperty('refusal.code', 'target_closed');
  const next = volume(box(2900, -100, 3000, 1100), { kind: 'keep_in' });
  expect(routeOf(plan([area, next], [5000, 0]).result).straight).toBe(true);
});

test('under a ceiling the flight goes lower and comes up again; a ceiling without room is flown around', () => {
  const cap = (top_m: number) => volume(box(800, -9000, 400, 18000), { kind: 'ceiling', top_m });
  expect(heights(routeOf(plan([cap(50)], [2000, 0]).result))).toEqual([70, 50, 50, 70, 70, 50]);
  expect(routeOf(plan([cap(20)], [2000, 0]).result).length_m).toBeGreaterThan(18_000);
  const ring = volume(box(1500, -500, 1000, 1000), { kind: 'ceiling', top_m: 20 });
  expect(plan([ring], [2000, 0]).result).toHaveProperty('refusal.code', 'target_closed');
});

test('rising ground lifts the flight; a hill above every allowed height refuses', () => {
  const hill = (top: number): TerrainGrid => ({
    north_deg: 37.6,
    west_deg: -122.3,
    step_latitude_deg: 0.001,
    step_longitude_deg: 0.001,
    rows: 200,
    columns: 200,
    elevation_amsl_m: Array.from({ length: 40_000 }, (_, i) => {
      const [x, y] = toXy(PLANE, -122.3 + (i % 200) * 0.001, 37.6 - Math.floor(i / 200) * 0.001);
      return 10 + top * Math.exp(-((x - 1000) ** 2) / 300 ** 2) * (Math.abs(y) < 9000 ? 1 : 0);
    }),
    source: 'test',
  });
  const route = routeOf(plan([], [2000, 0], { grid: hill(60) }).result);
  expect(Math.max(...heights(route))).toBeGreaterThanOrEqual(97);
  expect(route.ground_unknown).toBe(false);
  expect(plan([], [2000, 0], { grid: hill(150) }).result).toHaveProperty('refusal.code', 'height');
});

test('heights above unknown ground count as every height, and that is said', () => {
  const tree = volume(box(900, -20, 40, 40), { kind: 'obstacle', top_m: 12, datum: 'agl' });
  expect(routeOf(plan([tree], [2000, 0]).result).length_m).toBeGreaterThan(2000.3);
  expect(plan([volume(box(-500, -500, 1000, 1000), { top_m: 12, datum: 'agl' })], [2000, 0]).result).toMatchObject({
    refusal: { code: 'home_closed', conflict: { ground_unknown: true } },
  });
});

test('a tower beside the dock does not close the dock', () => {
  const tower = volume(box(5, -20, 30, 40), { kind: 'obstacle', top_m: 125 });
  expect(routeOf(plan([tower], [-1500, 0]).result).straight).toBe(true);
  expect(routeOf(plan([tower], [1500, 0]).result).length_m).toBeGreaterThan(1500);
});

test('a search without budget refuses and says so', () => {
  expect(plan([volume(box(900, -20, 40, 40))], [2000, 0], { budget: 0 }).result).toHaveProperty(
    'refusal.code',
    'budget',
  );
});

const blocks = fc.array(
  fc.record({
    x: fc.integer({ min: -1500, max: 2500 }),
    y: fc.integer({ min: -1500, max: 1500 }),
    width: fc.integer({ min: 20, max: 700 }),
    depth: fc.integer({ min: 20, max: 700 }),
    turn: fc.double({ min: 0, max: 3.1, noNaN: true }),
    floor: fc.constantFrom(null, null, 75),
    top: fc.constantFrom(null, 45, 90),
  }),
  { minLength: 1, maxLength: 14 },
);
const turned = (b: { x: number; y: number; width: number; depth: number; turn: number }): Xy[] =>
  box(-b.width / 2, -b.depth / 2, b.width, b.depth).map(([u, v]) => [
    b.x + u * Math.cos(b.turn) - v * Math.sin(b.turn),
    b.y + u * Math.sin(b.turn) + v * Math.cos(b.turn),
  ]);

interface Outline {
  ring: Xy[];
  floor: number;
  top: number;
}
const edgeDistance = (at: Xy, ring: readonly Xy[]) =>
  Math.min(...ring.map((corner, n) => pointToSegment(at, corner, ring[(n + 1) % ring.length]!)));

/** Looks at a route every four metres; answers what it comes too near to. Nearer than the dock itself stands, it never may. */
function tooNear(route: PlannedRoute, outlines: readonly Outline[]): string[] {
  const faults: string[] = [];
  const allowed = outlines.map(({ ring }) => Math.min(15, edgeDistance([0, 0], ring)) - 0.6);
  let [at, height]: [Xy, number] = [[0, 0], route.departure_amsl_m];
  for (const leg of route.legs) {
    const to = toXy(PLANE, leg.to.longitude_deg, leg.to.latitude_deg);
    const steps = Math.ceil(length(at, to) / 4) + 1;
    for (let i = 0; i <= steps; i++) {
      const here: Xy = [at[0] + ((to[0] - at[0]) * i) / steps, at[1] + ((to[1] - at[1]) * i) / steps];
      const level = height + ((leg.to.altitude_amsl_m - height) * i) / steps;
      outlines.forEach(({ ring, floor, top }, n) => {
        if (level + 9.9 < floor || level - 9.9 > top) return;
        if (insideRings(here, [ring]) || edgeDistance(here, ring) < allowed[n]!) faults.push(`${here} at ${level}`);
      });
    }
    [at, height] = [to, leg.to.altitude_amsl_m];
  }
  return faults;
}

test('a planned route never comes near a keep-out: looked at every few metres, without the code that planned it', () => {
  let planned = 0;
  const coordinate = fc.integer({ min: -900, max: 2400 });
  fc.assert(
    fc.property(blocks, coordinate, coordinate, (list, x, y) => {
      const outlines: Outline[] = list
        .map((b) => ({ ring: turned(b), floor: b.floor ?? -Infinity, top: b.top ?? Infinity }))
        .filter(({ floor, top }) => floor < top);
      const finite = (height: number) => (Number.isFinite(height) ? height : null);
      const volumes = outlines.map((b) => volume(b.ring, { floor_m: finite(b.floor), top_m: finite(b.top) }));
      const { result } = plan(volumes, [x, y / 2], { budget: 300 });
      if ('refusal' in result) return;
      planned++;
      expect(tooNear(result.route, outlines)).toEqual([]);
    }),
    { numRuns: 150 },
  );
  expect(planned).toBeGreaterThan(30);
});

test('the order of the volumes changes nothing', () => {
  fc.assert(
    fc.property(blocks, fc.infiniteStream(fc.nat()), (list, random) => {
      const volumes = list.map((b) => volume(turned(b)));
      const mixed = volumes.map((v) => ({ v, key: random.next().value as number })).toSorted((a, b) => a.key - b.key);
      const shuffled = mixed.map(({ v }) => v);
      expect(plan(shuffled, [2000, 100], { budget: 300 }).result).toEqual(
        plan(volumes, [2000, 100], { budget: 300 }).result,
      );
    }),
    { numRuns: 20 },
  );
});

test('checkSegment names what is wrong with a line', () => {
  const index = buildAirspaceIndex([volume(box(900, -50, 100, 100), { name: 'Block', top_m: 80 })], null, String, HOME);
  const line = (height: number) =>
    checkSegment(index, RULES, { ...HOME, altitude_amsl_m: height }, { ...spot(2000, 0), altitude_amsl_m: height });
  expect(line(70).conflicts).toMatchObject([{ code: 'keep_out', volume: { name: 'Block' }, bound_amsl_m: 90 }]);
  expect(line(95)).toEqual({ conflicts: [], ground_unknown: true });
  expect(line(131).conflicts.map(({ code }) => code)).toEqual(['max_height', 'aircraft_ceiling']);
});

function back(volumes: Volume[], target: Xy, places: Xy[] = []) {
  const { scene, result } = plan(volumes, target);
  const route = routeOf(result);
  return planReturn(scene, {
    home: HOME,
    points: [planePoint(scene.index, HOME), ...route.legs.map((leg) => leg.at)],
    wished_height_m: 60,
    landing_places: landingPlaces(
      scene.index,
      places.map(([x, y]) => ({ ...spot(x, y), altitude_amsl_m: 10 })),
    ),
    units: 'si',
  });
}

test('the way home: as wished, raised over a tower, or refused with the reason', () => {
  expect(back([], [2000, 0]).line).toMatchObject({ ok: true, return_height_m: 60, raised: false, rally_points: [] });
  const tower = volume(box(900, -20, 40, 40), { kind: 'obstacle', top_m: 95, name: 'Tower' });
  expect(back([tower], [2000, 0]).line).toMatchObject({ ok: true, return_height_m: 95, raised: true });
  const mast = volume(box(900, -20, 40, 40), { kind: 'obstacle', top_m: 125, name: 'Mast' });
  const refused = back([mast], [2000, 0]).line;
  expect(refused.ok).toBe(false);
  expect(refused.detail).toBe(
    'No height is free for the straight way home: obstacle "Mast" needs 125 m above take-off, the way is at 60 m above take-off.',
  );
});

test('where home cannot be reached straight, a landing place that can be becomes the rally point', () => {
  const mast = volume(box(900, -35, 40, 40), { kind: 'obstacle', top_m: 125 });
  const plan = back(
    [mast],
    [2000, 0],
    [
      [0, 1],
      [1600, 500],
    ],
  );
  expect(plan.line).toMatchObject({ ok: true, return_height_m: 60, rally_points: [{ altitude_amsl_m: 10 }] });
  expect(plan.rally_legs.at(-1)).toBe(true);
  expect(plan.longest_m).toBeLessThan(1500);
  expect(back([mast], [2000, 0], [[950, -600]]).line.ok).toBe(false);
});
