import { sql } from 'kysely';
import type { Flight, FlightPurpose } from '@outrider/schema';
import { findFlights, searchFlights } from '../../flights/store.js';
import type { Cursor } from '../../platform/cursor.js';
import type { AgencyTransaction } from '../../platform/index.js';

export interface RecordQuery {
  /** As searchText makes it. */
  text: string | null;
  from_utc_ms: number | null;
  to_utc_ms: number | null;
  purpose: FlightPurpose | null;
  held: boolean;
  before: Cursor | null;
  limit: number;
}

/** A page of flights whose records are looked for, newest first; one more than asked for tells that there is another page. */
export async function searchRecords(tx: AgencyTransaction, query: RecordQuery): Promise<Flight[]> {
  if (query.held) return findFlights(tx, await heldRecords(tx, query));
  const anything = { area: null, state: null, aircraft_id: null, incident_id: null };
  return searchFlights(tx, { ...query, ...anything });
}

/** Those that are held now: few beside all flights, so they are looked through by themselves. */
async function heldRecords(tx: AgencyTransaction, query: RecordQuery): Promise<string[]> {
  const { text, from_utc_ms, to_utc_ms, purpose, before } = query;
  const standing = tx.sql
    .selectFrom('record_holds')
    .select('flight_id')
    .where('lifted_at_utc_ms', 'is', null)
    .where(({ eb, or }) => or([eb('until_utc_ms', 'is', null), eb('until_utc_ms', '>', tx.nowUtcMs)]));
  let select = tx.sql.selectFrom('flights').select('id').where('id', 'in', standing);
  if (text !== null) select = select.where(sql<boolean>`search @@ agency_query(current_agency(), ${text})`);
  if (from_utc_ms !== null) select = select.where('requested_at_utc_ms', '>=', from_utc_ms);
  if (to_utc_ms !== null) select = select.where('requested_at_utc_ms', '<=', to_utc_ms);
  if (purpose !== null) select = select.where('purpose', '=', purpose);
  if (before !== null)
    select = select.where(sql<boolean>`(requested_at_utc_ms, id) < (${before.at_utc_ms}, ${before.id}::uuid)`);
  const rows = await select
    .orderBy('requested_at_utc_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .execute();
  return rows.map(({ id }) => id);
}
