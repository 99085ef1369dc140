/** Snapshot plus events equals a fresh snapshot, for every kind of event, over a real socket and a real database. */
import { WebSocket } from 'ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LiveFeed } from '@outrider/client';
import { LiveEvent, MEDIA_STATUS_SUBJECT } from '@outrider/schema';
import type { LiveState } from '@outrider/schema';
import { uuidv7 } from '@outrider/runtime';
import { FakeGateway } from '../../packages/server/src/testing/fake-gateway.js';
import { startTestPostgres } from '../../packages/server/src/testing/postgres.js';
import type { TestPostgres } from '../../packages/server/src/testing/postgres.js';
import {
  aircraftInput,
  cameraInput,
  cameraStatus,
  NO_PROGRESS,
  siteInput,
  telemetrySample,
} from '../../packages/server/src/testing/samples.js';
import { addAgency, startTestServer } from '../../packages/server/src/testing/server.js';
import type { TestAgency, TestServer } from '../../packages/server/src/testing/server.js';

const KEY = 'gateway/demo/1';
const newId = (): string => uuidv7(Date.now());

let postgres: TestPostgres;
let server: TestServer;
let gateway: FakeGateway;
let agency: TestAgency;
let aircraftId: string;
let feed: LiveFeed;
let databaseGone = false;

const openFeed = (): LiveFeed =>
  new LiveFeed({
    url: `${server.url.replace('http', 'ws')}/api/v1/live`,
    open: (url, protocol) => new WebSocket(url, protocol, { headers: agency.caller.headers }),
  }).start();

async function freshState(): Promise<LiveState> {
  const other = openFeed();
  const state = await new Promise<LiveState>((resolve) => {
    const stop = other.onState((value) => {
      stop();
      resolve(value);
    });
  });
  other.close();
  return state;
}

/** What must be equal: all but the numbers of the connection and times that pass by themselves. */
function comparable(state: LiveState) {
  const { seq: _seq, server_utc_ms: _now, leases, fleet, ...rest } = state;
  const byKey = <T>(items: readonly T[], keyOf: (item: T) => string): T[] =>
    items.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return {
    ...rest,
    incidents: byKey(rest.incidents, ({ id }) => id),
    sites: byKey(rest.sites, ({ id }) => id),
    crew: byKey(rest.crew, (member) => member.user_id),
    fleet: byKey(fleet, (entry) => entry.aircraft.id),
    leases: leases.map(({ expires_in_ms: _left, ...lease }) => lease),
  };
}

beforeAll(async () => {
  postgres = await startTestPostgres();
  const link = { id: 'demo', kind: 'udp-in', agency: 'live', simulated: true };
  server = await startTestServer({ login: await postgres.freshDatabase(), settings: { gateway: { links: [link] } } });
  gateway = new FakeGateway(server.bus);
  agency = await addAgency(server, 'Live');
  gateway.status(KEY);
  aircraftId = (await agency.caller.call('createAircraft', { body: aircraftInput('Heron') })).id;
  await agency.caller.call('bindVehicle', { body: { vehicle_key: KEY, aircraft_id: aircraftId } });
  await new Promise((resolve) => setTimeout(resolve, 400));
  feed = openFeed();
  await new Promise<void>((resolve) => feed.onState(() => resolve()));
}, 120_000);
afterAll(async () => {
  feed?.close();
  gateway?.close();
  await server?.close();
  if (!databaseGone) await postgres?.stop();
});

const location = { latitude_deg: 37.5, longitude_deg: -122.2, uncertainty_m: 5, address: 'Oak Street 1' };
const of = (flight_id: string | null = null) => ({ agency_id: agency.id, aircraft_id: aircraftId, flight_id });
const flight = newId();
const alert = {
  id: newId(),
  level: 'caution',
  kind: 'gnss',
  text: 'Poor position',
  spoken: null,
  raised_at_utc_ms: 1,
} as const;
const openAlert = { cleared_at_utc_ms: null, acknowledged_at_utc_ms: null, acknowledged_by: null };
const report = (state: 'airborne' | 'landed', which = flight): void => {
  gateway.spool({ ...of(which), kind: 'flight', state, purpose: 'test', ...NO_PROGRESS });
};
const talkedTo = newId();
const say = () => agency.caller.call('sendFlightMessage', { params: { id: talkedTo }, body: { text: 'Look left' } });
const answer = (id: string, state: 'accepted' | 'dismissed') =>
  agency.caller.call('answerMessage', { params: { id }, body: { state } });

/** One or more ways to make each kind of event happen. */
const TRIGGERS: Record<LiveEvent['kind'], (() => unknown)[]> = {
  incident: [
    () => agency.caller.call('createIncident', { body: { external_id: 'a', type: 'fire', priority: 1, location } }),
    () => agency.caller.call('createIncident', { body: { external_id: 'a', type: 'smoke', priority: 2, location } }),
    () =>
      agency.caller.call('createIncident', {
        body: { external_id: 'a', type: 'smoke', priority: 2, location, state: 'closed' },
      }),
  ],
  fleet: [
    () => agency.caller.call('groundAircraft', { params: { id: aircraftId }, body: { reason: 'propeller' } }),
    () => gateway.status(KEY, { mode_name: 'LOITER', ready_to_arm: true }),
    () => gateway.telemetry(agency.id, [{ ...telemetrySample(aircraftId), battery_percent: 88 }]),
    () => agency.caller.call('createAircraft', { body: aircraftInput('Kestrel') }),
  ],
  aircraft_removed: [
    async () => {
      const { id } = await agency.caller.call('createAircraft', { body: aircraftInput('Merlin') });
      await agency.caller.call('deleteAircraft', { params: { id } });
    },
  ],
  site: [() => agency.caller.call('createSite', { body: siteInput('North') })],
  site_removed: [
    async () => {
      const { id } = await agency.caller.call('createSite', { body: siteInput('South') });
      await agency.caller.call('deleteSite', { params: { id } });
    },
  ],
  flight: [() => report('airborne'), () => report('landed')],
  alert: [
    () =>
      gateway.spool({
        ...of(),
        kind: 'alert',
        alert: { ...alert, ...openAlert, aircraft_id: aircraftId, flight_id: null },
      }),
    () => agency.caller.call('acknowledgeAlert', { params: { id: alert.id } }),
    () =>
      gateway.spool({
        ...of(),
        kind: 'alert',
        alert: { ...alert, ...openAlert, aircraft_id: aircraftId, flight_id: null, cleared_at_utc_ms: 9 },
      }),
  ],
  lease: [
    () => feed.control({ verb: 'take', aircraft_id: aircraftId, scope: 'camera' }),
    () => feed.control({ verb: 'release', aircraft_id: aircraftId, scope: 'camera' }),
  ],
  command: [
    () => {
      const command = {
        ...of(),
        command_id: newId(),
        action: { kind: 'hold' },
        state: 'done',
        detail: null,
        error_code: null,
      } as const;
      const times = { requested_at_utc_ms: Date.now(), updated_at_utc_ms: Date.now() };
      gateway.spool({
        ...of(),
        kind: 'command',
        command: { ...command, issued_by: null, origin: 'gateway', ...times },
      });
    },
  ],
  crew: [
    async () => {
      const { user } = await agency.caller.call('session');
      await agency.caller.call('updateCrew', { params: { id: user.id }, body: { on_duty: true } });
    },
  ],
  weather: [() => agency.caller.call('putWeather', { body: { wind_speed_mps: 4 } })],
  camera: [() => agency.caller.call('createCamera', { body: cameraInput('Roof') })],
  camera_removed: [
    async () => {
      const { id } = await agency.caller.call('createCamera', { body: cameraInput('Gate') });
      await agency.caller.call('deleteCamera', { params: { id } });
    },
  ],
  camera_status: [
    async () => {
      const [camera] = (await agency.caller.call('listCameras')).items;
      const status = cameraStatus(camera!.id);
      server.bus.publish(MEDIA_STATUS_SUBJECT, Buffer.from(JSON.stringify([status])));
    },
  ],
  message: [
    async () => {
      report('airborne', talkedTo);
      await expect.poll(() => feed.state!.flights.some(({ id }) => id === talkedTo)).toBe(true);
      await say();
    },
    async () => answer((await say()).id, 'accepted'),
    async () => answer((await say()).id, 'dismissed'),
    async () => {
      const late = await say();
      report('landed', talkedTo);
      await expect.poll(() => feed.state!.flights.some(({ id }) => id === talkedTo)).toBe(false);
      await answer(late.id, 'accepted');
    },
  ],
  gateway: [() => gateway.hello()],
  gateway_gone: [],
};

describe('snapshot plus events', () => {
  const kinds = (LiveEvent as unknown as { anyOf: { properties: { kind: { const: LiveEvent['kind'] } } }[] }).anyOf.map(
    (schema) => schema.properties.kind.const,
  );

  // A gateway counts as gone after 16 s of silence; that is a test of its own.
  it.each(kinds.filter((kind) => kind !== 'gateway_gone'))('equals a fresh snapshot: %s', async (kind) => {
    expect(TRIGGERS[kind].length).toBeGreaterThan(0);
    for (const trigger of TRIGGERS[kind]) {
      const seen: string[] = [];
      const stop = feed.onState((_state, event) => event && seen.push(event.kind));
      await trigger();
      for (let i = 0; i < 100 && !seen.includes(kind); i++) await new Promise((resolve) => setTimeout(resolve, 50));
      // What follows from it may still be on its way.
      await new Promise((resolve) => setTimeout(resolve, 250));
      stop();
      expect(seen).toContain(kind);
      expect(comparable(feed.state!)).toEqual(comparable(await freshState()));
    }
  });

  it('numbers events without a gap', async () => {
    const numbers: number[] = [feed.state!.seq];
    const stop = feed.onState((_state, event) => event && numbers.push(event.seq));
    for (let i = 0; i < 10; i++) await agency.caller.call('createSite', { body: siteInput(`Site ${i}`) });
    await new Promise((resolve) => setTimeout(resolve, 200));
    stop();
    expect(numbers).toEqual(numbers.map((_, index) => numbers[0]! + index));
    expect(numbers.length).toBeGreaterThan(10);
  });
});

describe('telemetry', () => {
  it('comes as the gateway sent it', async () => {
    const batches: unknown[] = [];
    const stop = feed.onTelemetry((batch) => batches.push(batch.samples));
    const sample = { ...telemetrySample(aircraftId), battery_percent: 50 };
    gateway.telemetry(agency.id, [sample]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    stop();
    expect(batches).toEqual([[sample]]);
  });
});

describe('requests', () => {
  it('are answered, refused by their field, and audited', async () => {
    const command = await feed.command(aircraftId, newId(), { kind: 'hold' });
    expect(command).toMatchObject({ state: 'sent', aircraft_id: aircraftId });
    const wrong = feed.command(aircraftId, newId(), { kind: 'change_speed', speed_mps: 999 });
    await expect(wrong).rejects.toMatchObject({ code: 'bad_request', field: 'action.speed_mps' });
    const motors = feed.command(aircraftId, newId(), { kind: 'terminate', confirm: 'terminate' });
    await expect(motors).rejects.toMatchObject({ code: 'terminate_not_allowed' });
    const audited = async () => (await agency.caller.call('listAudit', { query: { action: 'live.command' } })).items;
    await expect.poll(async () => (await audited()).map(({ outcome }) => outcome)).toEqual(['refused', 'ok']);
  });

  it('that are malformed are answered too', async () => {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/api/v1/live`, 'outrider.v1', {
      headers: agency.caller.headers,
    });
    const replies: { type: string; error?: { code: string } }[] = [];
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as { type: string };
      if (message.type === 'reply') replies.push(message);
    });
    await new Promise((resolve) => socket.once('message', resolve));
    for (const text of [
      '',
      '{',
      'null',
      '[]',
      '{"type":"nothing","id":"1"}',
      `{"type":"ping","id":"${'x'.repeat(100)}"}`,
    ])
      socket.send(text);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(replies.map((reply) => reply.error?.code)).toEqual([
      'not_json',
      'not_json',
      'bad_request',
      'bad_request',
      'bad_request',
      'bad_request',
    ]);
    socket.terminate();
  });
});

// Last, since nothing else works afterwards.
describe('with the database gone', () => {
  it('hold, return, control and sticks still go through, and nobody is thrown out', async () => {
    databaseGone = true;
    await postgres.stop();
    expect(await feed.command(aircraftId, newId(), { kind: 'hold' })).toMatchObject({ state: 'sent' });
    expect(await feed.command(aircraftId, newId(), { kind: 'return' })).toMatchObject({ state: 'sent' });
    const lease = await feed.control({ verb: 'take', aircraft_id: aircraftId, scope: 'aircraft' });
    const input = { forward: 0, right: 0, up: 0, turn: 1 };
    const frame = {
      aircraft_id: aircraftId,
      scope: 'aircraft',
      sequence: 1,
      sent_at_ms: 1,
      epoch: lease.epoch,
    } as const;
    expect(feed.sendStick({ ...frame, input })).toBe(true);
    // Rights are looked at every four seconds.
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    expect(gateway.sticks).toHaveLength(1);
    expect(feed.status).toBe('playing');
    const answer = await agency.caller.raw('listSites');
    expect(answer).toMatchObject({ status: 503, body: { error: { code: 'database_unavailable' } } });
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
  });
});
