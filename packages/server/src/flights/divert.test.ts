/** Another place in flight: the way is planned twice, and the books say what the aircraft flies, whatever became of the question. */
import { destination } from '@outrider/core/geo';
import { uuidv7 } from '@outrider/runtime';
import type { FlightPlan } from '@outrider/schema';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startWithAircraft, until } from '../testing/bound-aircraft.js';
import type { BoundAircraft } from '../testing/bound-aircraft.js';
import { flightPlan, telemetrySample } from '../testing/samples.js';

const HERE = { latitude_deg: flightPlan.home.latitude_deg, longitude_deg: flightPlan.home.longitude_deg };
const THERE = destination(HERE, 0, 400);
let world: BoundAircraft;
let flight_id: string;
let question_id: string;

beforeAll(async () => {
  world = await startWithAircraft();
  flight_id = await world.flight('en_route');
}, 120_000);
afterAll(() => world?.close());
beforeEach(async () => {
  const { gateway } = world;
  gateway.refuses.clear();
  gateway.asked.length = 0;
  gateway.heldAt = { position: HERE, height_above_takeoff_m: 30, battery_percent: 90, plan: flightPlan };
  await flies(90);
  question_id = await world.ask(flight_id, { kind: 'incident_moved', text: 'It moved. Go there?', target: THERE });
});

/** Telemetry of the aircraft in the air, and a moment for it to arrive. */
async function flies(battery_percent: number): Promise<void> {
  const sample = { ...telemetrySample(world.aircraft_id), ...HERE, height_above_takeoff_m: 30, battery_percent };
  world.gateway.telemetry(world.agency.id, [sample]);
  await new Promise((resolve) => setTimeout(resolve, 50));
}

const yes = () => ({ params: { id: flight_id }, body: { question_id, accept: true } });
const steps = () => world.gateway.asked.filter(({ verb }) => verb === 'divert').map(({ body }) => body['step']);
const planAsked = () => world.gateway.asked.find(({ body }) => body['step'] === 'fly')?.body['plan'] as FlightPlan;
const flight = () => world.agency.caller.call('getFlight', { params: { id: flight_id } });

it('holds it, brings it the plan from where it stands, and puts that on record', async () => {
  const answered = await world.agency.caller.call('answerFlightQuestion', yes());
  expect(steps()).toEqual(['hold', 'fly']);
  expect(answered).toMatchObject({ question: null, target: THERE, plan: planAsked() });
  expect(planAsked().legs[0]!.to).toMatchObject(HERE);
});

it('makes the new plan agree with the one that the gateway flies, though the books say another', async () => {
  const plan = { ...flightPlan, return_line: { ...flightPlan.return_line, return_height_m: 72 } };
  world.gateway.heldAt = { ...world.gateway.heldAt, plan };
  await world.agency.caller.call('answerFlightQuestion', yes());
  expect(planAsked().return_line.return_height_m).toBe(72);
});

it('tells the aircraft nothing where the battery would not bring it home from there', async () => {
  await flies(22);
  const refusal = await world.agency.caller.refusal('answerFlightQuestion', yes());
  expect(refusal).toMatchObject({ code: 'dispatch_refused', message: expect.stringContaining('keeps the plan') });
  expect(steps()).toEqual([]);
  expect((await flight()).question?.id).toBe(question_id);
});

it('lets it go on where the way is no longer there once it holds', async () => {
  world.gateway.heldAt = { ...world.gateway.heldAt, battery_percent: 21 };
  const refusal = await world.agency.caller.refusal('answerFlightQuestion', yes());
  expect(refusal).toMatchObject({ code: 'dispatch_refused' });
  expect(steps()).toEqual(['hold', 'resume']);
  expect((await flight()).question?.id).toBe(question_id);
});

it('keeps the question open where the gateway refuses', async () => {
  world.gateway.refuses.set('divert', 'flight_state');
  const refusal = await world.agency.caller.refusal('answerFlightQuestion', yes());
  expect(refusal.code).toBe('flight_state');
  expect((await flight()).question?.id).toBe(question_id);
});

it('records the answer though another question was asked while the plan was brought to the aircraft', async () => {
  const other = {
    id: uuidv7(Date.now()),
    kind: 'incident_closed',
    text: 'It is over.',
    target: null,
    incident_id: null,
  };
  const question = JSON.stringify({ ...other, asked_at_utc_ms: Date.now() });
  // Seen by nobody, and holding up whoever writes, until it is committed.
  await world.owner.query('BEGIN');
  await world.owner.query('UPDATE flights SET question = $2 WHERE id = $1', [flight_id, question]);
  const answering = world.agency.caller.call('answerFlightQuestion', yes());
  await until(() => steps().length === 2);
  await world.owner.query('COMMIT');
  expect(await answering).toMatchObject({ target: THERE, plan: planAsked(), question: { id: other.id } });
});

it("takes the gateway's word for what is flown, also where its reply was lost and another question was asked", async () => {
  const plan = { ...flightPlan, target: THERE, hold_s: 77 };
  const { agency, aircraft_id, gateway } = world;
  const of = { agency_id: agency.id, aircraft_id, flight_id };
  gateway.spool({ ...of, kind: 'plan', detail: 'New plan uploaded and verified.', items: 4, contingency: null, plan });
  await until(async () => (await flight()).plan?.hold_s === 77);
  expect(await flight()).toMatchObject({ target: THERE, question: { id: question_id } });
});
