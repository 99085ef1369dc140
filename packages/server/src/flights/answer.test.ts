/** An answer to a question in flight is carried out once, however often it is sent. */
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
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
let flight_id: string;
let question_id: string;

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
  const { id: aircraft_id } = await agency.caller.call('createAircraft', { body: aircraftInput('Heron') });
  await agency.caller.call('bindVehicle', { body: { vehicle_key: KEY, aircraft_id } });
  flight_id = uuidv7(Date.now());
  const told = { position: null, distance_m: null, max_height_above_takeoff_m: null, detail: null, error_code: null };
  gateway.spool({
    agency_id: agency.id,
    aircraft_id,
    flight_id,
    kind: 'flight',
    state: 'en_route',
    purpose: 'test',
    ...told,
  });
  await until(async () => (await agency.caller.raw('getFlight', { params: { id: flight_id } })).status === 200);
}, 120_000);
afterAll(async () => {
  gateway?.close();
  await owner?.end();
  await server?.close();
  await postgres?.stop();
});
beforeEach(async () => {
  gateway.refuses.clear();
  gateway.asked.length = 0;
  question_id = uuidv7(Date.now());
  const question = {
    id: question_id,
    kind: 'incident_closed',
    text: 'It is over. Return?',
    target: null,
    incident_id: null,
  };
  const { rows } = await owner.query("SELECT id FROM users WHERE username = 'first.all'");
  await owner.query('UPDATE flights SET question = $2, plan = $3, rpic_user_id = $4 WHERE id = $1', [
    flight_id,
    JSON.stringify({ ...question, asked_at_utc_ms: Date.now() }),
    JSON.stringify(flightPlan),
    rows[0].id,
  ]);
});

async function until(test: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await test())) {
    if (Date.now() > end) throw new Error('not in time');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
const answer = (accept: boolean) => ({ params: { id: flight_id }, body: { question_id, accept } });
const orders = () => gateway.asked.filter(({ verb }) => verb === 'command').map(({ body }) => body['command_id']);

it('answered again after a lost reply: one order, the first outcome, and no other answer', async () => {
  const first = await agency.caller.call('answerFlightQuestion', answer(true));
  expect(first.question).toBeNull();
  expect(await agency.caller.call('answerFlightQuestion', answer(true))).toEqual(first);
  expect(orders()).toEqual([question_id]);
  const refusal = await agency.caller.refusal('answerFlightQuestion', answer(false));
  expect(refusal).toMatchObject({ code: 'flight_state', message: expect.stringContaining('with yes already') });
});

it('answered twice at once: one order, one line in the story', async () => {
  await Promise.all([1, 2, 3].map(() => agency.caller.call('answerFlightQuestion', answer(true))));
  expect(orders()).toEqual([question_id]);
});

it('an order of which the gateway does not tell keeps its id when the answer is given again', async () => {
  gateway.refuses.set('command', 'silent');
  expect((await agency.caller.refusal('answerFlightQuestion', answer(true))).code).toBe('gateway_unavailable');
  gateway.refuses.clear();
  await agency.caller.call('answerFlightQuestion', answer(true));
  expect(new Set(orders())).toEqual(new Set([question_id]));
});
