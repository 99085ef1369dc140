/** The books and the gateway after one of them was away in the wrong moment. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startWithAircraft, until } from '../testing/bound-aircraft.js';
import type { BoundAircraft } from '../testing/bound-aircraft.js';
import { flightPlan } from '../testing/samples.js';

let world: BoundAircraft;

beforeAll(async () => {
  world = await startWithAircraft();
}, 120_000);
afterAll(() => world?.close());
afterEach(async () => {
  world.gateway.refuses.clear();
  world.gateway.asked.length = 0;
  await world.owner.query("UPDATE flights SET state = 'landed', ended_at_utc_ms = 1 WHERE ended_at_utc_ms IS NULL");
});

const flightOf = (id: string) => world.agency.caller.call('getFlight', { params: { id } });
const asked = (verb: string, id: string) =>
  world.gateway.asked.filter((one) => one.verb === verb && one.body['flight_id'] === id);

/** A flight as an acceptance leaves it, made some time ago. */
async function accepted(agoMs: number): Promise<string> {
  const id = await world.flight('preparing');
  await world.owner.query(
    "UPDATE flights SET state = 'accepted', accepted_at_utc_ms = $2, plan = $3, requested_at_utc_ms = $2 WHERE id = $1",
    [id, Date.now() - agoMs, JSON.stringify(flightPlan)],
  );
  return id;
}

describe('an accepted flight of which nothing is heard', () => {
  it('ends when the gateway says that it never got it, and its aircraft is free', async () => {
    world.gateway.refuses.set('start-flight', 'command_expired');
    const id = await accepted(60_000);
    await until(async () => (await flightOf(id)).state === 'failed');
    expect((await flightOf(id)).state_detail).toContain('never reached');
    expect((await world.agency.caller.call('getAircraft', { params: { id: world.aircraft_id } })).flight_id).toBeNull();
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
    world.gateway.refuses.set('end-flight', 'silent');
    const refusal = await world.agency.caller.refusal('cancelFlight', { params: { id } });
    expect(refusal).toMatchObject({ code: 'gateway_unavailable', message: expect.stringContaining('is cancelled') });
    world.gateway.refuses.clear();
    const before = asked('end-flight', id).length;
    await until(() => asked('end-flight', id).length > before);
    expect(asked('end-flight', id).at(-1)!.body).toMatchObject({
      aircraft_id: world.aircraft_id,
      outcome: 'cancelled',
    });
    expect((await flightOf(id)).state).toBe('cancelled');
  });

  it('is cancelled without a fault when the gateway is not on it', async () => {
    const id = await accepted(0);
    world.gateway.refuses.set('end-flight', 'flight_state');
    expect((await world.agency.caller.call('cancelFlight', { params: { id } })).state).toBe('cancelled');
  });

  it('that is seen to fly is under way on the books until it has landed', async () => {
    const id = await accepted(0);
    await world.agency.caller.call('cancelFlight', { params: { id } });
    world.report(id, 'airborne');
    await until(async () => (await flightOf(id)).ended_at_utc_ms === null);
    expect((await world.agency.caller.call('getAircraft', { params: { id: world.aircraft_id } })).flight_id).toBe(id);
    world.report(id, 'landed');
    await until(async () => (await flightOf(id)).state === 'landed');
  });
});
