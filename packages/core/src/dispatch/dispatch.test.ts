import type {
  AgencyPolicy,
  Aircraft,
  CrewMember,
  Flight,
  Performance,
  Reason,
  TelemetrySample,
  VehicleStatus,
  Volume,
  Weather,
} from '@outrider/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildAirspaceIndex, checkSegment } from '../airspace/index.js';
import { destination } from '../geo/index.js';
import { firstPack } from '../trust/index.js';
import { decide, defaultApprovedMakers, defaultPolicy, DEFAULT_ROUTE_BUDGET, fingerprint } from './index.js';
import type { DispatchAircraft, DispatchInput } from './index.js';

const NOW = Date.UTC(2026, 10, 21, 19);
const TARGET = { latitude_deg: 37.5, longitude_deg: -122.2 };
const id = (group: number, n: number) => `00000000-0000-7000-800${group}-${String(n).padStart(12, '0')}`;
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

interface Wish {
  n: number;
  distance_m: number;
  bearing_deg: number;
  battery?: number | null;
  over?: Partial<Aircraft>;
  status?: Partial<VehicleStatus> | null;
  sample?: Partial<TelemetrySample>;
}
function heron({ n, distance_m, bearing_deg, battery = 95, over, status, sample }: Wish): DispatchAircraft {
  const position = { ...destination(TARGET, bearing_deg, distance_m), altitude_amsl_m: 10 };
  const vehicle_key = `gw/l/${n}`;
  return {
    aircraft: {
      id: id(1, n), name: `Heron ${n}`, maker: 'Skydio', model: 'X10', serial: `S${n}`, remote_id_serial: `S${n}`, site_id: id(2, n), in_dock: true,
      performance: X10, acquired_on: '2025-01-01', contract: null, payloads: ['visible'], grounding: null, vehicle_key, flight_id: null,
      checklist_ticks: [{ key: 'preflight_inspection', by: id(3, 1), at_utc_ms: NOW - 60_000 }], total_flights: 0, total_airborne_s: 0, ...over,
    },
    site: { id: id(2, n), name: `Site ${n}`, position, address: '' },
    status: status === null ? null : ({
      vehicle_key, link: 'live', last_heard_utc_ms: NOW - 400, health: [{ sensor: 'gnss', ok: true }], prearm_messages: [], ready_to_arm: true, home: null,
      failsafes: { read_at_utc_ms: NOW, return_height_m: 60, items: [{ name: 'lost_link', ok: true, detail: 'Return.', settable: true }] }, ...status,
    } as unknown as VehicleStatus),
    sample: {
      aircraft_id: id(1, n), utc_ms: NOW - 400, ...position, battery_percent: battery, gnss_fix: 3, gnss_satellites: 14, gnss_hdop: 0.8, phase: 'on_ground',
      stopped: false, estimator_ok: true, ...sample,
    } as unknown as TelemetrySample,
  }; // prettier-ignore
}
const pilot = (over: Partial<CrewMember> = {}): CrewMember => ({
  user_id: id(3, 1), display_name: 'M. Ortiz', roles: ['rpic'], on_duty: true, on_duty_since_utc_ms: 0, certificate_number: '44', certificate_expires_on: '2027-06-30',
  last_flight_utc_ms: 0, flights_90_days: 9, hours_total: 40, current: true, current_detail: '', flying_aircraft_ids: [], ...over,
}); // prettier-ignore
const wind = (speed_mps: number, from_deg: number): Weather => ({
  source: 'manual', station: null, text: null, observed_at_utc_ms: NOW - 60_000, wind_speed_mps: speed_mps, wind_gust_mps: null, wind_from_deg: from_deg,
  visibility_m: 16_000, ceiling_agl_m: 3000, temperature_c: 15, precipitation: 'none',
}); // prettier-ignore
const square = (
  n: number,
  distance_m: number,
  bearing_deg: number,
  half_m: number,
  over: Partial<Volume> = {},
): Volume => {
  const centre = destination(TARGET, bearing_deg, distance_m);
  const ring = [45, 315, 225, 135, 45]
    .map((turn) => destination(centre, turn, half_m * Math.SQRT2))
    .map((p) => [p.longitude_deg, p.latitude_deg]);
  return {
    id: id(4, n), name: `Keep-out ${n}`, kind: 'keep_out', rings: [ring], floor_m: null, top_m: null, datum: 'amsl', starts_at_utc_ms: null,
    ends_at_utc_ms: null, source: 'test', reason: null, enabled: true, ...over,
  }; // prettier-ignore
};
function question(
  aircraft: DispatchAircraft[],
  over: Partial<DispatchInput> & { volumes?: Volume[] } = {},
): DispatchInput {
  const { volumes = [], ...rest } = over;
  return {
    decision_id: id(5, 1), incident_id: null, purpose: 'incident', target: TARGET, target_uncertainty_m: null, waypoints: [], now_utc_ms: NOW,
    local_date: '2026-11-21', policy: { ...defaultPolicy, time_zone: 'America/Los_Angeles' }, aircraft, sites: aircraft.map(({ site }) => site!), weather: wind(4, 270),
    airspace: buildAirspaceIndex(volumes, null, String, TARGET), crew: [pilot()], rpic_user_id: null, open_flights: [], packs: [firstPack],
    lists: { approved_makers_host: null, approved_makers_agency: null }, trust_override_reason: null, typical_accept_s: null,
    route_budget: DEFAULT_ROUTE_BUDGET, ...rest,
  }; // prettier-ignore
}
const run = (aircraft: DispatchAircraft[], over: Parameters<typeof question>[1] = {}) =>
  decide(question(aircraft, over), (text) => String(text.length));
const reasonsOf = (aircraft: DispatchAircraft, over: Parameters<typeof question>[1] = {}) =>
  run([aircraft], over).candidates[0]!.reasons;
const textOf = (reasons: Reason[], code: string) => reasons.find((one) => one.code === code)?.text;
const NEAR: Wish = { n: 1, distance_m: 1500, bearing_deg: 0 };

test('the nearest ready aircraft comes first, each component of its time shown', () => {
  const { candidates } = run([
    heron({ n: 1, distance_m: 2500, bearing_deg: 90 }),
    heron({ n: 2, distance_m: 1000, bearing_deg: 200 }),
  ]);
  expect(candidates.map(({ aircraft_name, rank }) => [aircraft_name, rank])).toEqual([
    ['Heron 2', 1],
    ['Heron 1', 2],
  ]);
  const { accept_s, launch_s, climb_s, cruise_s, descend_s, total_s } = candidates[0]!.time!;
  expect([accept_s, launch_s, climb_s, descend_s]).toEqual([15, 10, 15, 5]);
  expect(cruise_s).toBeCloseTo(1000 / 15, 0);
  expect(total_s).toBeCloseTo(accept_s + launch_s + climb_s + cruise_s + descend_s, 9);
});

test('a golden candidate: reasons of every step in their order, and a plan that can be flown', () => {
  const [candidate] = run([heron(NEAR)]).candidates;
  expect(candidate!.reasons.map(({ effect, text }) => `${effect} ${text}`)).toEqual([
    'for Availability: free and on the ground',
    'for Readiness: every line is in order',
    'info Trust: No list of approved makers is loaded; the maker was not checked',
    'for Crew: M. Ortiz is on duty and current',
    'for Weather: wind 8 kt, visibility 9.9 mi, ceiling 9843 ft AGL',
    'for Airspace: 0.9 mi at 197 ft above take-off',
    'for Way home: Straight home at 197 ft above take-off',
    'condition Terrain: unknown below the way; heights are above take-off only, and the RPIC checks the ground along it',
    'for Energy: 0.9 mi comes back with 57 %, needs 20 %',
  ]);
  const plan = candidate!.route!;
  expect(plan).toMatchObject({
    take_off_height_m: 60,
    hold_s: 600,
    on_scene_height_m: 45,
    return_line: { ok: true, return_height_m: 60 },
  });
  expect(plan.legs.map(({ height_above_takeoff_m, contingency }) => [height_above_takeoff_m, contingency])).toEqual([
    [60, 'return'],
    [45, 'hold_then_return'],
  ]);
  expect(plan.fence.ring[0]).toEqual(plan.fence.ring.at(-1));
  expect(plan.fence.max_height_above_takeoff_m).toBeGreaterThan(60);
});

test('what cannot come home is told by how much, in the units of the agency', () => {
  const far = heron({ n: 1, distance_m: 4667, bearing_deg: 0, battery: 84 });
  const against = reasonsOf(far, { weather: wind(7.2, 180) });
  expect(textOf(against, 'out_of_range')).toMatch(
    /^Energy: 2\.9 mi against 18 kt comes back with -?\d+ %, needs 20 %$/,
  );
  const si = reasonsOf(far, { weather: wind(7.2, 180), policy: { ...defaultPolicy, units: 'si' } });
  expect(textOf(si, 'out_of_range')).toMatch(/^Energy: 4\.7 km against 9\.3 m\/s /);
  const hopeless = reasonsOf(heron({ n: 1, distance_m: 14_000, bearing_deg: 0 }));
  expect(textOf(hopeless, 'out_of_range')).toMatch(
    /and 10 min on scene take \d+ %, has 95 % and needs 20 % at the end$/,
  );
});

const AGAINST: [string, Partial<Wish>, Parameters<typeof question>[1], Reason['step'], string][] = [
  ['on a flight', {}, { open_flights: [{ id: id(6, 1), number: '26-1', aircraft_id: id(1, 1), state: 'en_route', rpic_user_id: null, purpose: 'incident' } as Flight] }, 'availability', 'busy'],
  ['in the air by itself', { sample: { phase: 'airborne' } }, {}, 'availability', 'not_on_ground'],
  ['grounded', { over: { grounding: { reason: 'Noise', by: id(3, 1), at_utc_ms: 0 } } }, {}, 'readiness', 'grounding'],
  ['without a link', { status: null }, {}, 'readiness', 'link'],
  ['battery unknown', { battery: null }, {}, 'range', 'battery_unknown'],
  ['a maker not approved', { over: { maker: 'Other' } }, { lists: { approved_makers_host: null, approved_makers_agency: { ...defaultApprovedMakers, enabled: true } } }, 'trust', 'denied'],
  ['nobody on duty', {}, { crew: [pilot({ on_duty: false })] }, 'crew', 'off_duty'],
  ['too much wind', {}, { weather: wind(13, 0) }, 'weather', 'weather_wind'],
  ['a closed target', {}, { volumes: [square(1, 0, 0, 500)] }, 'airspace', 'target_closed'],
  ['a closed dock', {}, { volumes: [square(1, 1500, 0, 200)] }, 'airspace', 'home_closed'],
  ['a blocked way home', {}, { volumes: [square(1, 750, 0, 100)] }, 'airspace', 'return_line_blocked'],
]; // prettier-ignore
test.each(AGAINST)('%s is refused by its step', (_, wish, over, step, code) => {
  const [candidate] = run([heron({ ...NEAR, ...wish })], over).candidates;
  expect(candidate).toMatchObject({ can_go: false, rank: null });
  expect(candidate!.reasons).toContainEqual(expect.objectContaining({ step, code, effect: 'against' }));
});

test('unknown weather is a condition, reckoned with the strongest wind from ahead', () => {
  const reasons = reasonsOf(heron(NEAR), { weather: null });
  expect(reasons.filter(({ effect }) => effect === 'condition').map(({ code }) => code)).toEqual([
    'weather_unknown',
    'terrain_unknown',
    'wind_unknown',
  ]);
  expect(textOf(reasons, 'wind_unknown')).toBe('Wind: unknown; reckoned with 23 kt from ahead all the way');
});

test('an RPIC overrides a trust verdict with a recorded reason; an agency may only be warned', () => {
  const lists = { approved_makers_host: null, approved_makers_agency: { ...defaultApprovedMakers, enabled: true } };
  const overridden = run([heron(NEAR)], { lists, trust_override_reason: 'Child missing' }).candidates[0]!;
  expect([overridden.can_go, textOf(overridden.reasons, 'overridden')]).toEqual([
    true,
    expect.stringContaining('overridden by the RPIC: Child missing'),
  ]);
  expect(run([heron(NEAR)], { lists, policy: { ...defaultPolicy, trust_failure: 'warn' } }).candidates[0]!.can_go).toBe(
    true,
  );
});

test('an aircraft that stands away from its site is reckoned from where it stands', () => {
  const moved = destination(TARGET, 90, 600);
  const [candidate] = run([heron({ ...NEAR, sample: { ...moved, altitude_amsl_m: 12 } })]).candidates;
  expect(candidate!.route!.home).toMatchObject(moved);
  expect(textOf(candidate!.reasons, 'away_from_site')).toContain('from its site');
});

test('a step that throws refuses the aircraft, by name', () => {
  let looks = 0;
  const broken = {
    ...heron(NEAR).status!,
    get link(): 'live' {
      if (looks++ === 0) throw new Error('bad status');
      return 'live';
    },
  };
  const [candidate] = run([{ ...heron(NEAR), status: broken }]).candidates;
  expect(candidate!.can_go).toBe(false);
  expect(candidate!.reasons).toContainEqual(
    expect.objectContaining({
      step: 'readiness',
      code: 'step_failed',
      effect: 'against',
      text: expect.stringContaining('bad status'),
    }),
  );
});

test('automatic acceptance takes no time; a patrol flies its points in order', () => {
  const authority = { ...defaultPolicy, automatic_acceptance_authority: 'Waiver 7' } satisfies AgencyPolicy;
  expect(run([heron(NEAR)], { policy: authority }).candidates[0]!.time!.accept_s).toBe(0);
  const waypoints = [destination(TARGET, 45, 800), destination(TARGET, 100, 700)];
  const plan = run([heron(NEAR)], { waypoints, purpose: 'patrol' }).candidates[0]!.route!;
  expect(plan.legs).toHaveLength(4);
  expect(plan.legs[1]!.to.longitude_deg).toBeCloseTo(waypoints[1]!.longitude_deg, 6);
});

const fleet = (wishes: Omit<Wish, 'n'>[]) => wishes.map((wish, n) => heron({ ...wish, n }));
const someWish = fc.record({
  distance_m: fc.integer({ min: 50, max: 9000 }),
  bearing_deg: fc.integer({ min: 0, max: 359 }),
  battery: fc.option(fc.integer({ min: 10, max: 100 })),
});
const someVolumes = fc.array(
  fc.tuple(
    fc.integer({ min: 200, max: 4000 }),
    fc.integer({ min: 0, max: 359 }),
    fc.integer({ min: 20, max: 300 }),
    fc.constantFrom(null, 60, 100),
  ),
  { maxLength: 6 },
);
const volumesOf = (list: [number, number, number, number | null][]) =>
  list.map(([d, b, half, top_m], n) => square(n, d, b, half, { top_m }));
const someWind = fc.tuple(fc.integer({ min: 0, max: 11 }), fc.integer({ min: 0, max: 359 }));

test('nothing is ranked that cannot come home, flies through a keep-out or has anything against it; ranks go by arrival', () => {
  fc.assert(
    fc.property(
      fc.array(someWish, { minLength: 1, maxLength: 30 }),
      someVolumes,
      someWind,
      (wishes, list, [speed, from]) => {
        const input = question(fleet(wishes), { volumes: volumesOf(list), weather: wind(speed, from) });
        const { candidates } = decide(input, () => '');
        expect(candidates).toHaveLength(wishes.length);
        const ranked = candidates.filter(({ rank }) => rank !== null);
        ranked.forEach((candidate, i) => {
          expect(candidate.rank).toBe(i + 1);
          expect(candidate.energy!.after_landing_percent!).toBeGreaterThanOrEqual(candidate.energy!.reserve_percent);
          expect(candidate.reasons.filter(({ effect }) => effect === 'against')).toEqual([]);
          expect(candidate.route!.return_line.ok).toBe(true);
          if (i > 0) expect(candidate.time!.total_s).toBeGreaterThanOrEqual(ranked[i - 1]!.time!.total_s);
          const rules = {
            clearance_horizontal_m: 0,
            clearance_vertical_m: 14,
            min_agl_m: 0,
            max_agl_m: 121,
            home_amsl_m: 10,
            max_amsl_m: 130,
            from_utc_ms: NOW,
            to_utc_ms: NOW,
          };
          let at = { ...candidate.route!.home, altitude_amsl_m: 10 + candidate.route!.take_off_height_m };
          for (const leg of candidate.route!.legs) {
            expect(checkSegment(input.airspace, rules, at, leg.to).conflicts).toEqual([]);
            at = leg.to;
          }
        });
        for (const { can_go, reasons } of candidates)
          if (!can_go) expect(reasons.some(({ effect }) => effect === 'against')).toBe(true);
      },
    ),
    { numRuns: 40 },
  );
});

test('the order of aircraft, crew, flights, sites and volumes changes nothing', () => {
  fc.assert(
    fc.property(fc.array(someWish, { minLength: 2, maxLength: 25 }), someVolumes, (wishes, list) => {
      const aircraft = fleet(wishes);
      const crew = [pilot(), pilot({ user_id: id(3, 2), on_duty: false }), pilot({ user_id: id(3, 3) })];
      const hash = (content: string | Uint8Array) => Buffer.from(content).toString('hex');
      const one = decide(question(aircraft, { volumes: volumesOf(list), crew }), hash);
      const two = decide(
        question(aircraft.toReversed(), { volumes: volumesOf(list).toReversed(), crew: crew.toReversed() }),
        hash,
      );
      expect(two).toEqual(one);
    }),
    { numRuns: 25 },
  );
});

test('of a large fleet only as many are routed as make the best five certain; they are the best five of all', () => {
  fc.assert(
    fc.property(fc.array(someWish, { minLength: 60, maxLength: 60 }), someVolumes, (wishes, list) => {
      const aircraft = fleet(wishes);
      const volumes = volumesOf(list);
      // An aircraft that is judged alone has the same places to land at on its way home.
      const sites = aircraft.map(({ site }) => site!);
      const { candidates } = run(aircraft, { volumes });
      const alone = aircraft
        .map((entry) => run([entry], { volumes, sites }).candidates[0]!)
        .filter(({ rank }) => rank !== null);
      const best = alone
        .toSorted((a, b) => a.time!.total_s - b.time!.total_s || (a.aircraft_id < b.aircraft_id ? -1 : 1))
        .slice(0, 5);
      expect(candidates.filter(({ rank }) => rank !== null && rank <= 5).map(({ aircraft_id }) => aircraft_id)).toEqual(
        best.map(({ aircraft_id }) => aircraft_id),
      );
      const estimated = candidates.filter((one) => one.estimated && one.can_go);
      for (const one of estimated) {
        const real = alone.find(({ aircraft_id }) => aircraft_id === one.aircraft_id);
        if (real !== undefined) expect(one.time!.total_s).toBeLessThanOrEqual(real.time!.total_s + 1e-6);
      }
      const asked = estimated.at(-1)?.aircraft_id;
      if (asked === undefined) return;
      const again = run(aircraft, { volumes, must_route_aircraft_id: asked }).candidates.find(
        ({ aircraft_id }) => aircraft_id === asked,
      )!;
      expect(again.estimated).toBe(false);
    }),
    { numRuns: 8 },
  );
});

test('every fact that a decision reads changes its fingerprint', () => {
  const base = question([heron(NEAR)]);
  const [entry] = base.aircraft;
  const changed: DispatchInput[] = [
    { ...base, target: { ...TARGET, latitude_deg: 37.6 } },
    { ...base, now_utc_ms: NOW + 1 },
    { ...base, policy: { ...defaultPolicy, reserve_percent: 21 } },
    { ...base, policy: { ...defaultPolicy, checklist: [] } },
    { ...base, weather: wind(5, 270) },
    { ...base, crew: [pilot({ on_duty: false })] },
    { ...base, airspace: buildAirspaceIndex([square(1, 9000, 0, 50)], null, String, TARGET) },
    { ...base, lists: { approved_makers_host: null, approved_makers_agency: defaultApprovedMakers } },
    { ...base, aircraft: [heron({ ...NEAR, battery: 94 })] },
    { ...base, aircraft: [heron({ ...NEAR, over: { maker: 'Teal' } })] },
    { ...base, aircraft: [heron({ ...NEAR, status: { link: 'stale' } })] },
    { ...base, aircraft: [heron({ ...NEAR, status: { health: [{ sensor: 'gnss', ok: false }] } })] },
    { ...base, aircraft: [{ ...entry!, site: null }] },
    { ...base, sites: [{ ...base.sites[0]!, position: { ...base.sites[0]!.position, altitude_amsl_m: 11 } }] },
  ];
  const print = (input: DispatchInput): string => Buffer.from(fingerprint(input)).toString('hex');
  expect(new Set([base, ...changed].map(print)).size).toBe(changed.length + 1);
  expect(print({ ...base, decision_id: id(5, 2) })).toBe(print(base));
});

test('dates that are not the agency’s own are said to be those of UTC', () => {
  const codes = (time_zone: string | null) =>
    run([heron(NEAR)], { policy: { ...defaultPolicy, time_zone } }).candidates[0]!.reasons.map(({ code }) => code);
  expect(codes(null)).toContain('time_zone_unset');
  expect(codes('Europe/Berlin')).not.toContain('time_zone_unset');
});
