import { sql } from 'kysely';
import type { Flight, FlightPlan } from '@outrider/schema';
import { findAircraft, tellAircraft } from '../../aircraft/store.js';
import { tellCrew } from '../../crew/store.js';
import { openJournals } from '../../flights/journal/cursors.js';
import { releaseIncident } from '../../flights/lifecycle.js';
import { findFlight, insertFlight, saveFlight } from '../../flights/store.js';
import { tellFlight } from '../../flights/tell.js';
import { takeNumbers } from '../../platform/database/numbers.js';
import type { AgencyTransaction } from '../../platform/index.js';
import type { EventOf, OfAircraft } from './context.js';
import { fliesThoughEnded, progressOf, reopened } from './progress.js';

/** A gateway reports how a flight goes. One that nobody requested (flown by hand, or a replayed log) is put down here. */
export async function applyFlight(
  transaction: AgencyTransaction,
  event: OfAircraft<EventOf<'flight'>>,
  gateway: string,
  simulated: boolean,
): Promise<void> {
  if (event.flight_id === null) return;
  const known =
    (await findFlight(transaction, event.flight_id, true)) ??
    (await observed(transaction, event, event.flight_id, simulated));
  const returned = fliesThoughEnded(known, event) && !(await isOnAnother(transaction, known));
  const before = returned ? reopened(known) : known;
  await openJournals(transaction, event.flight_id, gateway);
  const after = progressOf(before, event);
  await saveFlight(transaction, after);
  tellFlight(transaction, after, event.state, textOf(after, event), null, dataOf(event));
  if (before.ended_at_utc_ms === null && after.ended_at_utc_ms !== null) await close(transaction, after);
  else if (returned || before.state === 'requested') await tellAircraft(transaction, after.aircraft_id);
}

/** What the autopilot holds is what the books say, whatever became of the question that led to it. */
export async function keepFlownPlan(transaction: AgencyTransaction, flightId: string, plan: FlightPlan): Promise<void> {
  const flight = await findFlight(transaction, flightId, true);
  if (!flight) return;
  const next = { ...flight, plan, target: plan.target };
  await saveFlight(transaction, next);
  transaction.change({ kind: 'flight', value: next });
}

/** Two flights of one aircraft cannot both be under way. */
async function isOnAnother({ sql: db }: AgencyTransaction, flight: Flight): Promise<boolean> {
  const other = await db
    .selectFrom('flights')
    .select('id')
    .where('aircraft_id', '=', flight.aircraft_id)
    .where('ended_at_utc_ms', 'is', null)
    .where('purpose', '<>', 'replay')
    .executeTakeFirst();
  return other !== undefined;
}

async function observed(
  transaction: AgencyTransaction,
  event: OfAircraft<EventOf<'flight'>>,
  id: string,
  simulated: boolean,
): Promise<Flight> {
  const aircraft = await findAircraft(transaction, event.aircraft_id);
  const [number = ''] = await takeNumbers(transaction, 'flight', 1);
  const at = Math.round(event.utc_ms);
  const flight: Flight = {
    id,
    number,
    aircraft_id: aircraft.id,
    aircraft_name: aircraft.name,
    incident_id: null,
    incident_number: null,
    decision_id: null,
    purpose: event.purpose,
    state: 'departing',
    state_detail: null,
    target: null,
    waypoints: [],
    requested_by: null,
    rpic_user_id: null,
    rpic_name: null,
    plan: null,
    verdict: null,
    override_reason: null,
    visual_line_of_sight_confirmed: false,
    simulated,
    requested_at_utc_ms: at,
    accepted_at_utc_ms: null,
    took_off_at_utc_ms: null,
    on_scene_at_utc_ms: null,
    landed_at_utc_ms: null,
    ended_at_utc_ms: null,
    distance_m: null,
    max_height_above_takeoff_m: null,
    question: null,
    limits: null,
  };
  await insertFlight(transaction, { flight, note: null, words: 'observed' });
  await tellAircraft(transaction, aircraft.id);
  return flight;
}

/** Sums and states that follow from a flight's end. */
async function close(transaction: AgencyTransaction, flight: Flight): Promise<void> {
  const { took_off_at_utc_ms: start, landed_at_utc_ms: end } = flight;
  if (start !== null && end !== null) await addUp(transaction, flight, Math.max(0, end - start) / 1000);
  await tellAircraft(transaction, flight.aircraft_id);
  if (flight.rpic_user_id !== null) await tellCrew(transaction, flight.rpic_user_id);
  if (flight.incident_id !== null) await releaseIncident(transaction, flight.incident_id);
}

async function addUp({ sql: db, agencyId }: AgencyTransaction, flight: Flight, airborne_s: number): Promise<void> {
  await db
    .updateTable('aircraft')
    .set({ total_flights: sql`total_flights + 1`, total_airborne_s: sql`total_airborne_s + ${airborne_s}` })
    .where('id', '=', flight.aircraft_id)
    .execute();
  if (flight.rpic_user_id === null) return;
  const last = flight.landed_at_utc_ms;
  await db
    .insertInto('crew')
    .values({
      agency_id: agencyId,
      user_id: flight.rpic_user_id,
      airborne_s,
      last_flight_utc_ms: last,
      on_duty_since_utc_ms: null,
      certificate_number: null,
      certificate_expires_on: null,
      earlier_flights_utc_ms: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['agency_id', 'user_id']).doUpdateSet({
        airborne_s: sql`crew.airborne_s + ${airborne_s}`,
        last_flight_utc_ms: last,
      }),
    )
    .execute();
}

const SENTENCES: Readonly<Record<EventOf<'flight'>['state'], string>> = {
  preparing: 'is being prepared',
  departing: 'departs',
  airborne: 'is airborne',
  en_route: 'is on its way',
  on_scene: 'is on scene',
  returning: 'returns',
  landing: 'lands',
  landed: 'has landed',
  failed: 'did not fly',
  lost: 'is given up as lost',
};

function textOf(flight: Flight, event: EventOf<'flight'>): string {
  const detail = event.detail === null ? '' : `: ${event.detail}`;
  return `${flight.aircraft_name} ${SENTENCES[event.state]}${detail}`;
}

function dataOf({ error_code, position, distance_m }: EventOf<'flight'>): Record<string, unknown> {
  return { error_code, position, distance_m };
}
