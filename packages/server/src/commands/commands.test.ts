import { WebSocket } from 'ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIVE_SUBPROTOCOL } from '@outrider/schema';
import type { Action } from '@outrider/schema';
import { uuidv7 } from '@outrider/runtime';
import { FakeGateway } from '../testing/fake-gateway.js';
import { startTestPostgres } from '../testing/postgres.js';
import type { TestPostgres } from '../testing/postgres.js';
import { aircraftInput } from '../testing/samples.js';
import { addAgency, startTestServer } from '../testing/server.js';
import type { TestAgency, TestServer } from '../testing/server.js';

const KEY = 'gateway/demo/1';
const GO_TO: Action = { kind: 'go_to', latitude_deg: 37.5, longitude_deg: -122.2 };
let postgres: TestPostgres;
let server: TestServer;
let gateway: FakeGateway;
let agency: TestAgency;
let aircraft_id: string;

beforeAll(async () => {
  postgres = await startTestPostgres();
  const link = { id: 'demo', kind: 'udp-in', agency: 'first', simulated: true };
  server = await startTestServer({ login: await postgres.freshDatabase(), settings: { gateway: { links: [link] } } });
  gateway = new FakeGateway(server.bus);
  agency = await addAgency(server, 'First');
  gateway.status(KEY);
  await until(async () => (await agency.caller.call('listVehicles')).items.length > 0);
  aircraft_id = (await agency.caller.call('createAircraft', { body: aircraftInput('Heron') })).id;
  await agency.caller.call('bindVehicle', { body: { vehicle_key: KEY, aircraft_id } });
  await until(() => gateway.asked.some(({ verb, body }) => verb === 'configure' && body['bindings'] !== undefined));
  await until(async () => (await send(uuidv7(Date.now()), { kind: 'hold' })).status === 200);
}, 120_000);
afterAll(async () => {
  gateway?.close();
  await server?.close();
  await postgres?.stop();
});

async function until(test: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await test())) {
    if (Date.now() > end) throw new Error('not in time');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const send = (command_id: string, action: Action) =>
  agency.caller.raw('sendCommand', { params: { id: aircraft_id }, body: { command_id, action } });
const askedFor = (command_id: string) =>
  gateway.asked.filter(({ verb, body }) => verb === 'command' && body['command_id'] === command_id);

describe('a command that was done long ago', () => {
  it('is answered with its outcome and reaches no gateway, which may have forgotten it', async () => {
    const command_id = uuidv7(Date.now());
    const whose = { agency_id: agency.id, aircraft_id, flight_id: null };
    const times = { requested_at_utc_ms: 1, updated_at_utc_ms: 2 };
    const command = { command_id, ...whose, action: GO_TO, detail: null, error_code: null, issued_by: null, ...times };
    gateway.spool({ ...whose, kind: 'command', command: { ...command, state: 'done', origin: 'user' } });
    await until(async () => (await agency.caller.raw('getCommand', { params: { id: command_id } })).status === 200);
    expect(await send(command_id, GO_TO)).toMatchObject({ status: 200, body: { state: 'done' } });
    const other = await send(command_id, { kind: 'change_height', height_above_takeoff_m: 20 });
    expect(other).toMatchObject({ status: 409, body: { error: { code: 'command_id_reused' } } });
    expect(askedFor(command_id)).toEqual([]);
  });
});

describe('an order that hung in its connection', () => {
  it('is as old as it is when it moves the aircraft, and holds it however old it is', async () => {
    const address = `${server.url.replace('http', 'ws')}/api/v1/live`;
    const socket = new WebSocket(address, LIVE_SUBPROTOCOL, { headers: agency.caller.headers });
    await new Promise((resolve) => socket.once('message', resolve));
    socket.send(JSON.stringify({ type: 'ping', id: 'p', sent_at_ms: 1_000_000 }));
    const ageOf = async (action: Action): Promise<number> => {
      const command_id = uuidv7(Date.now());
      const order = { type: 'command', id: 'c', aircraft_id, command_id, action, sent_at_ms: 1_000_000 - 60_000 };
      socket.send(JSON.stringify(order));
      await until(() => askedFor(command_id).length > 0);
      return Date.now() - Number(askedFor(command_id)[0]!.body['issued_at_utc_ms']);
    };
    expect(await ageOf(GO_TO)).toBeGreaterThan(55_000);
    expect(await ageOf({ kind: 'hold' })).toBeLessThan(30_000);
    socket.terminate();
  });
});
