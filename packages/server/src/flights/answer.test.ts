/** An answer to a question in flight is carried out once, however often it is sent. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startWithAircraft } from '../testing/bound-aircraft.js';
import type { BoundAircraft } from '../testing/bound-aircraft.js';

let world: BoundAircraft;
let flight_id: string;
let question_id: string;

beforeAll(async () => {
  world = await startWithAircraft();
  flight_id = await world.flight('en_route');
}, 120_000);
afterAll(() => world?.close());
beforeEach(async () => {
  world.gateway.refuses.clear();
  world.gateway.asked.length = 0;
  question_id = await world.ask(flight_id, { kind: 'incident_closed', text: 'It is over. Return?', target: null });
});

const answer = (accept: boolean) => ({ params: { id: flight_id }, body: { question_id, accept } });
const orders = () => world.gateway.asked.filter(({ verb }) => verb === 'command').map(({ body }) => body['command_id']);

it('answered again after a lost reply: one order, the first outcome, and no other answer', async () => {
  const { caller } = world.agency;
  const first = await caller.call('answerFlightQuestion', answer(true));
  expect(first.question).toBeNull();
  expect(await caller.call('answerFlightQuestion', answer(true))).toEqual(first);
  expect(orders()).toEqual([question_id]);
  const refusal = await caller.refusal('answerFlightQuestion', answer(false));
  expect(refusal).toMatchObject({ code: 'flight_state', message: expect.stringContaining('with yes already') });
});

it('answered twice at once: one order, one line in the story', async () => {
  await Promise.all([1, 2, 3].map(() => world.agency.caller.call('answerFlightQuestion', answer(true))));
  expect(orders()).toEqual([question_id]);
});

it('an order of which the gateway does not tell keeps its id when the answer is given again', async () => {
  world.gateway.refuses.set('command', 'silent');
  expect((await world.agency.caller.refusal('answerFlightQuestion', answer(true))).code).toBe('gateway_unavailable');
  world.gateway.refuses.clear();
  await world.agency.caller.call('answerFlightQuestion', answer(true));
  expect(new Set(orders())).toEqual(new Set([question_id]));
});
