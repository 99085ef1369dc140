import type { Selectable } from 'kysely';
import type { RecordsRequest, RecordsRequestItem, RecordsRequestState } from '@outrider/schema';
import { sql as raw } from 'kysely';
import type { Cursor } from '../platform/cursor.js';
import { found } from '../platform/index.js';
import type { AgencyTransaction, Database } from '../platform/index.js';

export type RequestRow = Selectable<Database['records_requests']>;
export type ItemRow = Selectable<Database['records_request_items']>;

/** Throws not_found. Its row stays locked until the transaction ends. */
export async function lockRequest({ sql }: AgencyTransaction, id: string): Promise<RequestRow> {
  const select = sql.selectFrom('records_requests').selectAll().where('id', '=', id).forUpdate();
  return found(await select.executeTakeFirst(), 'records request');
}

/** Throws not_found. */
export async function findItem({ sql }: AgencyTransaction, id: string): Promise<ItemRow> {
  const select = sql.selectFrom('records_request_items').selectAll().where('id', '=', id);
  return found(await select.executeTakeFirst(), 'item of a records request');
}

/** A request with its items, as the API gives it. Throws not_found. */
export async function shownRequest(tx: AgencyTransaction, id: string): Promise<RecordsRequest> {
  const select = tx.sql.selectFrom('records_requests').selectAll().where('id', '=', id);
  const row = found(await select.executeTakeFirst(), 'records request');
  return shown(row, await itemsOf(tx, [id]));
}

/** A page of requests, newest first; one more than asked for tells that there is another page. */
export async function listRequests(
  tx: AgencyTransaction,
  query: { state: RecordsRequestState | null; before: Cursor | null; limit: number },
): Promise<RecordsRequest[]> {
  const { state, before, limit } = query;
  let select = tx.sql.selectFrom('records_requests').selectAll();
  if (state !== null) select = select.where('state', '=', state);
  if (before !== null)
    select = select.where(raw<boolean>`(received_at_utc_ms, id) < (${before.at_utc_ms}, ${before.id}::uuid)`);
  const rows = await select
    .orderBy('received_at_utc_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const ids = rows.map(({ id }) => id);
  const items = await itemsOf(tx, ids);
  return rows.map((row) => shown(row, items));
}

function shown({ agency_id: _agency, ...row }: RequestRow, items: readonly RecordsRequestItem[]): RecordsRequest {
  return { ...row, items: items.filter(({ request_id }) => request_id === row.id) };
}

async function itemsOf({ sql }: AgencyTransaction, requestIds: readonly string[]): Promise<RecordsRequestItem[]> {
  if (requestIds.length === 0) return [];
  const rows = await sql
    .selectFrom('records_request_items as i')
    .innerJoin('flights as f', (on) => on.onRef('f.agency_id', '=', 'i.agency_id').onRef('f.id', '=', 'i.flight_id'))
    .innerJoin('aircraft as a', (on) => on.onRef('a.agency_id', '=', 'f.agency_id').onRef('a.id', '=', 'f.aircraft_id'))
    .leftJoin('redactions as r', (on) =>
      on.onRef('r.agency_id', '=', 'i.agency_id').onRef('r.id', '=', 'i.redaction_id'),
    )
    .selectAll('i')
    .select(['f.number as flight_number', 'a.name as aircraft_name', 'r.title as redaction_title'])
    .select(({ fn }) => fn.coalesce('f.took_off_at_utc_ms', 'f.requested_at_utc_ms').as('flown_at_utc_ms'))
    .where('i.request_id', 'in', requestIds)
    .orderBy('flown_at_utc_ms')
    .orderBy('i.id')
    .execute();
  return rows.map(({ agency_id: _agency, ...item }) => item);
}
