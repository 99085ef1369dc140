/** The books and the gateway after one of them was away in the wrong moment. */
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { GatewayEvent } from '@outrider/schema';
import { uuidv7 } from '@outrider/runtime';
import { FakeGateway } from '../testing/fake-gateway.js';
import { ownerClient, startTestPostgres } from '../testing/postgres.js';
import type { TestPostgres } from '../testing/postgres.js';
import { aircraftInput, flightPlan } from '../testing/samples.js';
import { addAgency, startTestServer } from '../testing/server.js';
import type { TestAgency, TestServer } from '../testing/server.js';

const KEY = 'gateway/demo/1';
let postgres: TestPostgres;
let server: TestServer;
let gateway: FakeGateway;
let agency: TestAgency;
let owner: pg.Client;
let aircraft_id: string;

beforeAll(async () => {
  postgres = await startTestPostgres();
  const login = await postgres.freshDatabase();
  const link = { id: 'demo', kind: 'udp-in', agency: 'first', simulated: true };
  server = await startTestServer({ login, settings: { gateway: { links: [link] } } });
  gateway = new FakeGateway(server.bus);
  owner = await ownerClient(login);
  agency = await addAgency(server, 'First');
  gateway.status(KEY);
  await until(async () => (await agency.caller.call('listVehicles')).items.length > 0);
  aircraft_id = (await agency.caller.call('createAircraft', { body: aircraftInput('Heron') })).id;
  await agency.caller.call('bindVehicle', { body: { vehicle_key: KEY, aircraft_id } });
}, 120_000);
afterAll(async () => {
  gateway?.close();
  await owner?.end();
  await server?.close();
  await postgres?.stop();
});
afterEach(async () => {
  gateway.refuses.clear();
  gateway.asked.length = 0;
  await owner.query("UPDATE flights SET state = 'landed', ended_at_utc_ms = 1 WHERE ended_at_utc_ms IS NULL");
});

async function until(test: () => boolean | Promise<boolean>, withinMs = 30_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await test())) {
    if (Date.now() > end) throw new Error('not in time');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const report = (flight_id: string, state: Extract<GatewayEvent, { kind: 'flight' }>['state']): void => {
  const told = { position: null, distance_m: null, max_height_above_takeoff_m: null, detail: null, error_code: null };
  gateway.spool({ agency_id: agency.id, aircraft_id, flight_id, kind: 'flight', state, purpose: 'test', ...told });
};
const flightOf = (id: string) => agency.caller.call('getFlight', { params: { id } });
const asked = (verb: string, id: string) =>
  gateway.asked.filter((one) => one.verb === verb && one.body['flight_id'] === id);

/** A flight as an acceptance leaves it, made some time ago. */
async function accepted(agoMs: number): Promise<string> {
  const id = uuidv7(Date.now());
  report(id, 'preparing');
  await until(async () => (await agency.caller.raw('getFlight', { params: { id } })).status === 200);
  await owner.query(
    "UPDATE flights SET state = 'accepted', accepted_at_utc_ms = $2, plan = $3, requested_at_utc_ms = $2 WHERE id = $1",
    [id, Date.now() - agoMs, JSON.stringify(flightPlan)],
  );
  return id;
}

describe('an accepted flight of which nothing is heard', () => {
  it('ends when the gateway says that it never got it, and its aircraft is free', async () => {
    gateway.refuses.set('start-flight', 'command_expired');
    const id = await accepted(60_000);
    await until(async () => (await flightOf(id)).state === 'failed');
    expect((await flightOf(id)).state_detail).toContain('never reached');
    expect((await agency.caller.call('getAircraft', { params: { id: aircraft_id } })).flight_id).toBeNull();
  });

  it('is left alone when the gateway has begun it', async () => {
    const id = await accepted(60_000);
    await until(() => asked('start-flight', id).length > 0);
    // Whatever the gateway's clock says, what is asked about is never begun.
    expect(asked('start-flight', id)[0]!.body['expires_in_ms']).toBeLessThan(-1e12);
    expect((await flightOf(id)).state).toBe('accepted');
  });
});

describe('a cancelled flight', () => {
  it('is called off again until the gateway answers', async () => {
    const id = await accepted(0);
    gateway.refuses.set('end-flight', 'silent');
    const refusal = await agency.caller.refusal('cancelFlight', { params: { id } });
    expect(refusal).toMatchObject({ code: 'gateway_unavailable', message: expect.stringContaining('is cancelled') });
    gateway.refuses.clear();
    const before = asked('end-flight', id).length;
    await until(() => asked('end-flight', id).length > before);
    expect(asked('end-flight', id).at(-1)!.body).toMatchObject({ aircraft_id, outcome: 'cancelled' });
    expect((await flightOf(id)).state).toBe('cancelled');
  });

  it('is cancelled without a fault when the gateway is not on it', async () => {
    const id = await accepted(0);
    gateway.refuses.set('end-flight', 'flight_state');
    expect((await agency.caller.call('cancelFlight', { params: { id } })).state).toBe('cancelled');
  });

  it('that is seen to fly is under way on the books until it has landed', async () => {
    const id = await accepted(0);
    await agency.caller.call('cancelFlight', { params: { id } });
    report(id, 'airborne');
    await until(async () => (await flightOf(id)).ended_at_utc_ms === null);
    expect((await agency.caller.call('getAircraft', { params: { id: aircraft_id } })).flight_id).toBe(id);
    report(id, 'landed');
    await until(async () => (await flightOf(id)).state === 'landed');
  });
});
