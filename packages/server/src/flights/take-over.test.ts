/** Who may take a flight over from its RPIC. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CrewPatch } from '@outrider/schema';
import { startWithAircraft } from '../testing/bound-aircraft.js';
import type { BoundAircraft } from '../testing/bound-aircraft.js';
import { aircraftInput } from '../testing/samples.js';

let world: BoundAircraft;
let me: string;

beforeAll(async () => {
  world = await startWithAircraft();
  const { rows } = await world.owner.query("SELECT id FROM users WHERE username = 'first.all'");
  me = rows[0].id;
}, 120_000);
afterAll(() => world?.close());

const crew = (body: CrewPatch) => world.agency.caller.call('updateCrew', { params: { id: me }, body });
const take = (id: string) => ({ params: { id } });

it('is held to duty, papers and the number of aircraft, as an acceptance is', async () => {
  const { caller } = world.agency;
  const id = await world.flight('en_route');
  await crew({ on_duty: false });
  const offDuty = await caller.refusal('transferFlight', take(id));
  expect(offDuty).toMatchObject({ code: 'crew_limit', message: expect.stringContaining('not on duty') });
  await crew({ on_duty: true, certificate_number: null });
  expect((await caller.refusal('transferFlight', take(id))).code).toBe('crew_not_current');
  await crew({ certificate_number: '4711', certificate_expires_on: '2999-01-01', earlier_flights_90_days: 9 });

  const { id: other } = await caller.call('createAircraft', { body: aircraftInput('Bittern') });
  await world.owner.query('UPDATE flights SET rpic_user_id = $2, aircraft_id = $3 WHERE id = $1', [id, me, other]);
  const second = await world.flight('en_route');
  const full = await caller.refusal('transferFlight', take(second));
  expect(full).toMatchObject({ code: 'crew_limit', message: expect.stringContaining('already flies 1 aircraft') });
  expect((await caller.call('getFlight', take(second))).rpic_user_id).toBeNull();

  await world.owner.query('UPDATE flights SET rpic_user_id = NULL WHERE id = $1', [id]);
  expect((await caller.call('transferFlight', take(second))).rpic_user_id).toBe(me);
  expect((await caller.call('transferFlight', take(second))).rpic_user_id).toBe(me);
});
