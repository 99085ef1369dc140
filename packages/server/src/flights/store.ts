import { sql } from 'kysely';
import type { Flight, FlightPurpose, FlightState } from '@outrider/schema';
import { json } from '../platform/database/index.js';
import type { AgencyTransaction } from '../platform/database/index.js';
import { changingColumns, toFlight } from './rows.js';

type Tx = AgencyTransaction;

function select(tx: Tx) {
  return tx.sql
    .selectFrom('flights')
    .innerJoin('aircraft', (on) =>
      on.onRef('aircraft.agency_id', '=', 'flights.agency_id').onRef('aircraft.id', '=', 'flights.aircraft_id'),
    )
    .leftJoin('incidents', (on) =>
      on.onRef('incidents.agency_id', '=', 'flights.agency_id').onRef('incidents.id', '=', 'flights.incident_id'),
    )
    .leftJoin('users', (on) =>
      on.onRef('users.agency_id', '=', 'flights.agency_id').onRef('users.id', '=', 'flights.rpic_user_id'),
    )
    .selectAll('flights')
    .select([
      'aircraft.name as aircraft_name',
      'incidents.number as incident_number',
      'users.display_name as rpic_name',
    ]);
}

/** One flight of the transaction's agency, or null. `lock` holds its row until the transaction ends. */
export async function findFlight(tx: Tx, id: string, lock = false): Promise<Flight | null> {
  if (lock) await tx.sql.selectFrom('flights').select('id').where('id', '=', id).forUpdate().execute();
  const row = await select(tx).where('flights.id', '=', id).executeTakeFirst();
  return row ? toFlight(row) : null;
}

/** Flights that have not ended, oldest first. */
export async function currentFlights(tx: Tx): Promise<Flight[]> {
  const rows = await select(tx)
    .where('flights.ended_at_utc_ms', 'is', null)
    .orderBy('flights.requested_at_utc_ms')
    .execute();
  return rows.map(toFlight);
}

/** What is put down of a new flight beside the flight itself. */
export interface NewFlight {
  flight: Flight;
  note: string | null;
  /** More words to be found by: type and address of the incident. */
  words: string;
}

/** Adds a flight; false when its id is there already, since a request sent twice is one flight. */
export async function insertFlight(tx: Tx, { flight, note, words }: NewFlight): Promise<boolean> {
  const names = [flight.number, flight.aircraft_name, flight.incident_number, flight.purpose, flight.rpic_name, words];
  const added = await tx.sql
    .insertInto('flights')
    .values({
      agency_id: tx.agencyId,
      id: flight.id,
      number: flight.number,
      aircraft_id: flight.aircraft_id,
      decision_id: flight.decision_id,
      purpose: flight.purpose,
      requested_by: flight.requested_by,
      simulated: flight.simulated,
      requested_at_utc_ms: flight.requested_at_utc_ms,
      note,
      waypoints: json(flight.waypoints),
      area: null,
      search_text: names.filter((name) => name !== null).join(' '),
      ...changingColumns(flight),
    })
    .onConflict((conflict) => conflict.columns(['agency_id', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

export async function saveFlight(tx: Tx, flight: Flight): Promise<void> {
  await tx.sql.updateTable('flights').set(changingColumns(flight)).where('id', '=', flight.id).execute();
}

/** Adds the names of people and things to what a flight is found by. */
export async function addSearchWords(tx: Tx, flightId: string, words: string): Promise<void> {
  await tx.sql
    .updateTable('flights')
    .set({ search_text: sql`search_text || ' ' || ${words}` })
    .where('id', '=', flightId)
    .execute();
}

export interface FlightQuery {
  text: string | null;
  area: { west: number; south: number; east: number; north: number } | null;
  from_utc_ms: number | null;
  to_utc_ms: number | null;
  state: FlightState | null;
  purpose: FlightPurpose | null;
  aircraft_id: string | null;
  incident_id: string | null;
  before: { at_utc_ms: number; id: string } | null;
  limit: number;
}

/** A page of flights by area, time and text, newest first; one more than asked for tells that there is another page. */
export async function searchFlights(tx: Tx, query: FlightQuery): Promise<Flight[]> {
  const { area, before } = query;
  const box = area ? `(${area.east},${area.north}),(${area.west},${area.south})` : null;
  const found = await sql<{
    id: string;
  }>`SELECT search_flights(${query.text}, ${box}::box, ${query.from_utc_ms}, ${query.to_utc_ms},
    ${query.state}, ${query.purpose}, ${query.aircraft_id}, ${query.incident_id}, ${before?.at_utc_ms ?? null},
    ${before?.id ?? null}, ${query.limit + 1}) AS id`.execute(tx.sql);
  return findFlights(
    tx,
    found.rows.map((row) => row.id),
  );
}

/** These flights, in the order of the ids; what is not there is left out. */
export async function findFlights(tx: Tx, ids: readonly string[]): Promise<Flight[]> {
  if (ids.length === 0) return [];
  const flights = (await select(tx).where('flights.id', 'in', ids).execute()).map(toFlight);
  return ids.flatMap((id) => flights.find((flight) => flight.id === id) ?? []);
}
