import { createHash } from 'node:crypto';
import type { Aircraft, TelemetrySample, VehicleStatus, Volume, Weather } from '@outrider/schema';
import { buildAirspaceIndex } from '@outrider/core/airspace';
import { DEFAULT_ROUTE_BUDGET, decide, defaultPolicy } from '@outrider/core/dispatch';
import type { DispatchInput } from '@outrider/core/dispatch';
import { destination } from '@outrider/core/geo';
import { firstPack } from '@outrider/core/trust';
import { createLogger } from '@outrider/runtime';
import { afterEach, expect, it } from 'vitest';
import { DecisionThread } from './decision-thread.js';

const NOW = Date.UTC(2026, 10, 21, 19);
const TARGET = { latitude_deg: 37.5, longitude_deg: -122.2 };
const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');
const logger = createLogger({ name: 'test', level: 'silent' });
const threads: DecisionThread[] = [];

function thread(program?: URL): DecisionThread {
  const made = program ? new DecisionThread(logger, program) : new DecisionThread(logger);
  threads.push(made);
  return made;
}
afterEach(() => Promise.all(threads.splice(0).map((each) => each.close())));

const WIND = {
  source: 'manual',
  station: null,
  text: null,
  observed_at_utc_ms: NOW,
  wind_speed_mps: 4,
  wind_gust_mps: null,
  wind_from_deg: 270,
  visibility_m: 16_000,
  ceiling_agl_m: 3000,
  temperature_c: 15,
  precipitation: 'none',
} as Weather;

/** A tower of no known height on the straight way: found by the tree of boxes. */
function tower(half_m: number): Volume {
  const centre = destination(TARGET, 0, 700);
  const ring = [45, 315, 225, 135, 45]
    .map((turn) => destination(centre, turn, half_m * Math.SQRT2))
    .map((p) => [p.longitude_deg, p.latitude_deg]);
  return {
    id: '00000000-0000-7000-8004-000000000001',
    name: 'Tower',
    kind: 'keep_out',
    rings: [ring],
    floor_m: null,
    top_m: null,
    datum: 'amsl',
    starts_at_utc_ms: null,
    ends_at_utc_ms: null,
    source: 'test',
    reason: null,
    enabled: true,
  } as Volume;
}

function question(over: Partial<DispatchInput> = {}): DispatchInput {
  const position = { ...destination(TARGET, 0, 1500), altitude_amsl_m: 10 };
  const site = { id: '00000000-0000-7000-8002-000000000001', name: 'Site', position, address: '' };
  const aircraft = {
    id: '00000000-0000-7000-8001-000000000001',
    name: 'Heron',
    maker: 'Skydio',
    model: 'X10',
    serial: 'S1',
    remote_id_serial: 'S1',
    site_id: site.id,
    in_dock: true,
    acquired_on: '2025-01-01',
    contract: null,
    payloads: [],
    grounding: null,
    vehicle_key: 'gw/l/1',
    flight_id: null,
    checklist_ticks: [],
    total_flights: 0,
    total_airborne_s: 0,
    performance: {
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
    },
  } as Aircraft;
  const status = {
    vehicle_key: 'gw/l/1',
    link: 'live',
    last_heard_utc_ms: NOW,
    health: [],
    prearm_messages: [],
    ready_to_arm: true,
    home: null,
    failsafes: null,
  } as unknown as VehicleStatus;
  const sample = {
    aircraft_id: aircraft.id,
    utc_ms: NOW,
    ...position,
    battery_percent: 95,
    gnss_fix: 3,
    gnss_satellites: 14,
    gnss_hdop: 0.8,
    phase: 'on_ground',
    stopped: false,
    estimator_ok: true,
  } as unknown as TelemetrySample;
  return {
    decision_id: '00000000-0000-7000-8005-000000000001',
    incident_id: null,
    purpose: 'incident',
    target: TARGET,
    target_uncertainty_m: null,
    waypoints: [],
    now_utc_ms: NOW,
    local_date: '2026-11-21',
    policy: defaultPolicy,
    aircraft: [{ aircraft, site, status, sample }],
    sites: [site],
    weather: WIND,
    crew: [],
    rpic_user_id: null,
    airspace: buildAirspaceIndex([tower(60)], null, sha256, TARGET),
    open_flights: [],
    packs: [firstPack],
    lists: { approved_makers_host: null, approved_makers_agency: null },
    trust_override_reason: null,
    typical_accept_s: null,
    route_budget: DEFAULT_ROUTE_BUDGET,
    ...over,
  } as DispatchInput;
}

it('decides as the same input is decided at home, and sees what stands in the way', async () => {
  const deciding = thread();
  const input = question();
  const [first, again] = await Promise.all([deciding.decide(input), deciding.decide(input)]);
  expect(first).toEqual(decide(input, sha256));
  expect(again).toEqual(first);
  expect(first.candidates[0]!.reasons.map(({ code }) => code)).toContain('return_line_blocked');
});

it('takes up an airspace that was changed, and forgets old ones without mixing them up', async () => {
  const deciding = thread();
  const inputs = Array.from({ length: 20 }, (_, n) =>
    question({ airspace: buildAirspaceIndex([tower(30 + n * 5)], null, sha256, TARGET) }),
  );
  for (const input of [...inputs, inputs[0]!, inputs[19]!]) {
    expect(await deciding.decide(input)).toEqual(decide(input, sha256));
  }
});

it('refuses what it cannot decide, and goes on', async () => {
  const deciding = thread();
  const unknown = { ...firstPack, version: '99' };
  const refusal = expect.objectContaining({ code: 'internal', message: expect.stringContaining('outrider-first@99') });
  await expect(deciding.decide(question({ packs: [unknown] }))).rejects.toEqual(refusal);
  expect((await deciding.decide(question())).candidates).toHaveLength(1);
});

it('refuses every decision that a dying thread had, and starts another', async () => {
  const mortal = `import { parentPort } from 'node:worker_threads';
    parentPort.on('message', ({ kind, id, input }) => {
      if (kind !== 'decide') return;
      if (input.includes('poison')) process.exit(3);
      parentPort.postMessage({ id, ok: true, decision: { id: JSON.parse(input).decision_id } });
    });`;
  const deciding = thread(new URL(`data:text/javascript,${encodeURIComponent(mortal)}`));
  const asked = [question({ incident_id: 'poison' }), question()].map((input) => deciding.decide(input));
  for (const each of asked) await expect(each).rejects.toMatchObject({ code: 'internal' });
  expect(await deciding.decide(question())).toMatchObject({ id: question().decision_id });
});
