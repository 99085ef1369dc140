import { sql } from 'kysely';
import type { Incident, IncidentState } from '@outrider/schema';
import type { AgencyTransaction } from '../platform/database/index.js';
import type { IncidentRow } from './rows.js';
import { fromIncident, toIncident } from './rows.js';

type Tx = AgencyTransaction;

async function withFlights(tx: Tx, rows: readonly IncidentRow[]): Promise<Incident[]> {
  if (rows.length === 0) return [];
  const flights = await tx.sql
    .selectFrom('flights')
    .select(['id', 'incident_id'])
    .where(
      'incident_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('id')
    .execute();
  return rows.map((row) =>
    toIncident(
      row,
      flights.filter((flight) => flight.incident_id === row.id).map((flight) => flight.id),
    ),
  );
}

/** One incident of the transaction's agency, or null. `lock` holds the row until the transaction ends. */
export async function findIncident(tx: Tx, id: string, lock = false): Promise<Incident | null> {
  const query = tx.sql.selectFrom('incidents').selectAll().where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row ? ((await withFlights(tx, [row]))[0] ?? null) : null;
}

/** The incidents that the CAD knows by these ids, locked in the order of their ids so that two feeds cannot block each other. */
export async function findByExternalIds(tx: Tx, externalIds: readonly string[]): Promise<Incident[]> {
  if (externalIds.length === 0) return [];
  const rows = await tx.sql
    .selectFrom('incidents')
    .selectAll()
    .where('external_id', '=', sql<string>`any(${[...new Set(externalIds)]}::text[])`)
    .orderBy('id')
    .forUpdate()
    .execute();
  return withFlights(tx, rows);
}

// 19 parameters a row; PostgreSQL takes 65,535 in one statement.
const ROWS_PER_INSERT = 2000;
const COLUMNS = [
  'external_revision',
  'type',
  'priority',
  'latitude_deg',
  'longitude_deg',
  'uncertainty_m',
  'address',
  'narrative',
  'sensitivity',
  'state',
  'updated_at_utc_ms',
  'closed_at_utc_ms',
] as const;

/** Adds incidents. The caller holds the incident numbers, so no other feed can add the same external id meanwhile. */
export async function insertIncidents(tx: Tx, incidents: readonly Incident[]): Promise<void> {
  for (let start = 0; start < incidents.length; start += ROWS_PER_INSERT) {
    const rows = incidents.slice(start, start + ROWS_PER_INSERT).map((incident) => fromIncident(tx.agencyId, incident));
    await tx.sql.insertInto('incidents').values(rows).execute();
  }
}

/** Writes changed incidents back. */
export async function saveIncidents(tx: Tx, incidents: readonly Incident[]): Promise<void> {
  for (let start = 0; start < incidents.length; start += ROWS_PER_INSERT) {
    const rows = incidents.slice(start, start + ROWS_PER_INSERT).map((incident) => fromIncident(tx.agencyId, incident));
    await tx.sql
      .insertInto('incidents')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .columns(['agency_id', 'id'])
          .doUpdateSet((row) => Object.fromEntries(COLUMNS.map((column) => [column, row.ref(`excluded.${column}`)]))),
      )
      .execute();
  }
}

/** Incidents that are not closed, newest first; the operations page shows no more than `most`. */
export async function openIncidents(tx: Tx, most = 500): Promise<Incident[]> {
  const rows = await tx.sql
    .selectFrom('incidents')
    .selectAll()
    .where('state', '<>', 'closed')
    .orderBy('received_at_utc_ms', 'desc')
    .limit(most)
    .execute();
  return withFlights(tx, rows);
}

export interface IncidentQuery {
  /** Words joined for PostgreSQL's to_tsquery; null = no text. */
  text: string | null;
  state: IncidentState | null;
  before: { at_utc_ms: number; id: string } | null;
  limit: number;
}

/** A page of incidents, newest first; one more than asked for tells that there is another page. */
export async function searchIncidents(tx: Tx, query: IncidentQuery): Promise<Incident[]> {
  const most = query.limit + 1;
  if (query.text !== null) {
    const found = await sql<{
      id: string;
    }>`SELECT search_incidents(${query.text}, ${query.state}, ${query.before?.at_utc_ms ?? null},
      ${query.before?.id ?? null}, ${most}) AS id`.execute(tx.sql);
    return byIds(
      tx,
      found.rows.map((row) => row.id),
    );
  }
  let select = tx.sql
    .selectFrom('incidents')
    .selectAll()
    .orderBy('received_at_utc_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(most);
  if (query.state) select = select.where('state', '=', query.state);
  if (query.before) {
    const { at_utc_ms, id } = query.before;
    select = select.where(sql<boolean>`(received_at_utc_ms, id) < (${at_utc_ms}, ${id}::uuid)`);
  }
  return withFlights(tx, await select.execute());
}

async function byIds(tx: Tx, ids: readonly string[]): Promise<Incident[]> {
  if (ids.length === 0) return [];
  const rows = await tx.sql
    .selectFrom('incidents')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
  const incidents = await withFlights(tx, rows);
  return ids.flatMap((id) => incidents.find((incident) => incident.id === id) ?? []);
}
