import type pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Flight, GatewayEvent } from '@outrider/schema';
import { uuidv7 } from '@outrider/runtime';
import { startWithAircraft, VEHICLE_KEY } from '../testing/bound-aircraft.js';
import type { BoundAircraft } from '../testing/bound-aircraft.js';
import type { FakeGateway } from '../testing/fake-gateway.js';
import { aircraftInput, NO_PROGRESS, telemetrySample } from '../testing/samples.js';
import { addAgency } from '../testing/server.js';
import type { TestAgency, TestServer } from '../testing/server.js';
import { progressOf } from './apply/progress.js';
import { storyLine } from './apply/story.js';
import { configureParts } from './bindings.js';
import { runsOfAgency } from './spool-reader.js';

const newId = (): string => uuidv7(Date.now());
const settle = (ms = 400): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

let world: BoundAircraft;
let server: TestServer;
let gateway: FakeGateway;
let agency: TestAgency;
let owner: pg.Client;
let aircraftId: string;

beforeAll(async () => {
  world = await startWithAircraft();
  ({ server, gateway, agency, owner, aircraft_id: aircraftId } = world);
}, 120_000);
afterAll(() => world?.close());
afterEach(() => {
  gateway.asked.length = 0;
});

const of = (flight_id: string | null = null) => ({ agency_id: agency.id, aircraft_id: aircraftId, flight_id });

describe('bindings', () => {
  it('reach the gateway when a vehicle is bound, and when the rules change', async () => {
    const policy = await agency.caller.call('getPolicy');
    await agency.caller.call('putPolicy', { body: { ...policy, reserve_percent: 33 } });
    await settle();
    const told = gateway.asked.filter(({ verb }) => verb === 'configure').at(-1);
    expect(told?.body).toMatchObject({
      bindings: [
        {
          vehicle_key: VEHICLE_KEY,
          agency_id: agency.id,
          aircraft_id: aircraftId,
          simulated: true,
          policy: { reserve_percent: 33 },
        },
      ],
      part: { index: 0, count: 1 },
    });
  });

  it('are not sent again when nothing of them changed', async () => {
    await agency.caller.call('groundAircraft', { params: { id: aircraftId }, body: { reason: 'propeller' } });
    await agency.caller.call('ungroundAircraft', { params: { id: aircraftId } });
    await settle();
    expect(gateway.asked.filter(({ verb }) => verb === 'configure')).toEqual([]);
  });

  it('stay as they are while the aircraft on the link flies, whoever is to get the link', async () => {
    const { id: other } = await agency.caller.call('createAircraft', { body: aircraftInput('Bittern') });
    const say = async (phase: 'airborne' | 'on_ground'): Promise<void> => {
      gateway.telemetry(agency.id, [{ ...telemetrySample(aircraftId), phase, utc_ms: Date.now() }]);
      await settle(50);
    };
    await say('airborne');
    const bind = { body: { vehicle_key: VEHICLE_KEY, aircraft_id: other } };
    expect((await agency.caller.refusal('bindVehicle', bind)).code).toBe('aircraft_busy');
    const gone = { params: { id: aircraftId } };
    expect((await agency.caller.refusal('deleteAircraft', gone)).code).toBe('aircraft_busy');
    await say('on_ground');
    expect((await agency.caller.call('bindVehicle', bind)).vehicle_key).toBe(VEHICLE_KEY);
    await agency.caller.call('bindVehicle', { body: { vehicle_key: VEHICLE_KEY, aircraft_id: aircraftId } });
    await settle();
  });

  it('are sent again to a gateway that restarted, which is asked what it knows', async () => {
    gateway.hello();
    await settle();
    const verbs = new Set(gateway.asked.map(({ verb }) => verb));
    expect(verbs).toEqual(new Set(['configure', 'vehicles', 'control', 'spool']));
  });

  it('come in parts that fit a message', () => {
    const one = { vehicle_key: VEHICLE_KEY } as never;
    expect(
      configureParts(
        'gateway',
        Array.from({ length: 120 }, () => one),
        7,
      ).map((part) => [part.bindings.length, part.part]),
    ).toEqual([
      [50, { revision: 7, index: 0, count: 3 }],
      [50, { revision: 7, index: 1, count: 3 }],
      [20, { revision: 7, index: 2, count: 3 }],
    ]);
    expect(configureParts('other', [one], 7)).toEqual([{ bindings: [], part: { revision: 7, index: 0, count: 1 } }]);
  });
});

describe('the spool', () => {
  it('becomes a flight with its story, its commands and alerts, and sums of the aircraft', async () => {
    const flight = newId();
    const base = Date.now();
    const command = {
      ...of(flight),
      command_id: newId(),
      action: { kind: 'return' },
      detail: null,
      error_code: null,
      issued_by: null,
      origin: 'gateway',
    } as const;
    gateway.spool({ ...of(flight), kind: 'flight', state: 'airborne', purpose: 'test', ...NO_PROGRESS }, base);
    gateway.spool({ ...of(flight), kind: 'mode', mode: '3', mode_name: 'AUTO' }, base + 1);
    gateway.spool({
      ...of(flight),
      kind: 'command',
      command: { ...command, state: 'sent', requested_at_utc_ms: base, updated_at_utc_ms: base },
    });
    gateway.spool({
      ...of(flight),
      kind: 'command',
      command: { ...command, state: 'done', requested_at_utc_ms: base, updated_at_utc_ms: base + 5 },
    });
    gateway.spool(
      { ...of(flight), kind: 'flight', state: 'landed', purpose: 'test', ...NO_PROGRESS, distance_m: 1234 },
      base + 60_000,
    );
    await settle(800);
    const stored = await agency.caller.call('getFlight', { params: { id: flight } });
    expect(stored).toMatchObject({
      state: 'landed',
      took_off_at_utc_ms: base,
      landed_at_utc_ms: base + 60_000,
      distance_m: 1234,
      simulated: true,
    });
    const story = await agency.caller.call('getFlightEvents', { params: { id: flight } });
    expect(story.events.map((event) => event.text)).toEqual(['Heron is airborne', 'Mode AUTO', 'Heron has landed']);
    expect(story.commands.map(({ state }) => state)).toEqual(['done']);
    const aircraft = await agency.caller.call('getAircraft', { params: { id: aircraftId } });
    expect(aircraft).toMatchObject({ total_flights: 1, total_airborne_s: 60, flight_id: null });
    expect(gateway.ackedUpTo).toBe(gateway.events.length);
  });

  it('is applied once, however often it is handed out', async () => {
    const flight = newId();
    gateway.spool({ ...of(flight), kind: 'flight', state: 'airborne', purpose: 'test', ...NO_PROGRESS });
    gateway.spool({ ...of(flight), kind: 'flight', state: 'landed', purpose: 'test', ...NO_PROGRESS });
    await settle(800);
    // A second server that has not seen the cursor moves starts from what the database says.
    await owner.query('UPDATE spool_cursors SET applied_seq = applied_seq');
    gateway.hello();
    gateway.hello();
    await settle();
    const events = await owner.query('SELECT count(*)::int AS count FROM events WHERE flight_id = $1', [flight]);
    expect(events.rows[0].count).toBe(2);
    expect((await agency.caller.call('getAircraft', { params: { id: aircraftId } })).total_flights).toBe(2);
  });

  it('passes over what cannot be applied and goes on', async () => {
    const other = await addAgency(server, 'Second');
    const flight = newId();
    gateway.spool({
      ...of(newId()),
      agency_id: other.id,
      kind: 'flight',
      state: 'airborne',
      purpose: 'test',
      ...NO_PROGRESS,
    });
    gateway.spool({
      agency_id: newId(),
      aircraft_id: aircraftId,
      flight_id: newId(),
      kind: 'mode',
      mode: '1',
      mode_name: 'X',
    });
    gateway.spool({ agency_id: null, aircraft_id: null, flight_id: null, kind: 'reboot', detail: 'unbound' });
    const last = gateway.spool({ ...of(flight), kind: 'flight', state: 'airborne', purpose: 'test', ...NO_PROGRESS });
    await settle(1200);
    expect((await agency.caller.call('getFlight', { params: { id: flight } })).state).toBe('en_route');
    expect((await other.caller.call('searchFlights')).items).toEqual([]);
    const cursor = await owner.query("SELECT applied_seq::int AS seq FROM spool_cursors WHERE gateway = 'gateway'");
    expect(cursor.rows[0].seq).toBe(last);
    gateway.spool({ ...of(flight), kind: 'flight', state: 'landed', purpose: 'test', ...NO_PROGRESS });
    await settle();
  });

  it('keeps an alert’s acknowledgement when the gateway tells the alert again', async () => {
    const alert = {
      id: newId(),
      aircraft_id: aircraftId,
      flight_id: null,
      level: 'warning',
      kind: 'battery',
      text: 'Low',
      spoken: null,
      raised_at_utc_ms: 1,
    } as const;
    const open = { cleared_at_utc_ms: null, acknowledged_at_utc_ms: null, acknowledged_by: null };
    gateway.spool({ ...of(), kind: 'alert', alert: { ...alert, ...open } });
    await settle();
    const all = await agency.caller.call('listAlerts');
    expect(all.items.find(({ id }) => id === alert.id)).toMatchObject({ cleared_at_utc_ms: null });
    await agency.caller.call('acknowledgeAlert', { params: { id: alert.id } });
    gateway.spool({ ...of(), kind: 'alert', alert: { ...alert, ...open, cleared_at_utc_ms: 5 } });
    await settle();
    const { items } = await agency.caller.call('listAlerts', { query: { open: false } });
    expect(items.find(({ id }) => id === alert.id)).toMatchObject({
      cleared_at_utc_ms: 5,
      acknowledged_by: expect.any(String),
    });
    expect(gateway.asked.some(({ verb, body }) => verb === 'alert-ack' && body['alert_id'] === alert.id)).toBe(true);
  });

  it('is cut into runs of one agency', () => {
    const events = ['a', 'a', 'b', null, 'a'].map(
      (agency_id, index) => ({ agency_id, seq: index + 1 }) as GatewayEvent,
    );
    expect(runsOfAgency(events).map((run) => run.map(({ seq }) => seq))).toEqual([[1, 2], [3], [4], [5]]);
  });
});

describe('a vehicle that nobody bound', () => {
  it('is shown to the agency of its link, and to no other', async () => {
    gateway.status('gateway/demo/9');
    await settle(50);
    const keys = async (caller: TestAgency['caller']) =>
      (await caller.call('listVehicles')).items.map((status) => status.vehicle_key);
    const third = await addAgency(server, 'Third');
    expect(await keys(agency.caller)).toContain('gateway/demo/9');
    expect(await keys(third.caller)).toEqual([]);
    const theirs = await third.caller.call('createAircraft', { body: aircraftInput('Kestrel') });
    const bind = { vehicle_key: 'gateway/demo/9', aircraft_id: theirs.id };
    expect((await third.caller.refusal('bindVehicle', { body: bind })).code).toBe('not_found');
  });
});

describe('the progress of a flight', () => {
  const flight = {
    state: 'accepted',
    plan: {},
    took_off_at_utc_ms: null,
    on_scene_at_utc_ms: null,
    ended_at_utc_ms: null,
  } as unknown as Flight;
  const report = (state: Extract<GatewayEvent, { kind: 'flight' }>['state'], utc_ms: number) =>
    ({ kind: 'flight', state, utc_ms, ...NO_PROGRESS }) as Extract<GatewayEvent, { kind: 'flight' }>;

  it('keeps the first take-off and arrival', () => {
    const told = [
      report('preparing', 1),
      report('airborne', 2),
      report('on_scene', 3),
      report('en_route', 4),
      report('on_scene', 5),
    ];
    expect(told.reduce(progressOf, flight)).toMatchObject({
      state: 'on_scene',
      took_off_at_utc_ms: 2,
      on_scene_at_utc_ms: 3,
    });
  });

  it('is departing while a planned flight climbs, under way otherwise', () => {
    expect(progressOf(flight, report('airborne', 1)).state).toBe('departing');
    expect(progressOf({ ...flight, plan: null }, report('airborne', 1)).state).toBe('en_route');
  });

  it('never comes back from its end', () => {
    const landed = progressOf(flight, report('landed', 9));
    expect(landed).toMatchObject({ state: 'landed', ended_at_utc_ms: 9 });
    expect(progressOf(landed, report('en_route', 10))).toMatchObject({ state: 'landed', ended_at_utc_ms: 9 });
    expect(progressOf({ ...flight, state: 'cancelled' }, report('preparing', 3)).state).toBe('cancelled');
  });
});

describe('the story', () => {
  it('leaves out a lease that is merely renewed', () => {
    const lease = {
      aircraft_id: 'x',
      scope: 'camera',
      holder_user_id: null,
      holder_name: 'Ann',
      epoch: 1,
      expires_in_ms: 0,
      requested_by: null,
    } as const;
    const event = (what: 'renewed' | 'taken') =>
      ({
        kind: 'control',
        lease,
        what,
        by_name: null,
        seq: 1,
        utc_ms: 1,
        agency_id: null,
        aircraft_id: null,
        flight_id: null,
      }) as const;
    expect(storyLine(event('renewed'))).toBeNull();
    expect(storyLine(event('taken'))?.text).toBe('Ann took control of the camera');
  });
});
