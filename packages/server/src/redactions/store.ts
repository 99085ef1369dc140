import type { Selectable } from 'kysely';
import type { Redaction, RedactionPlan } from '@outrider/schema';
import { found, json, nullableJson } from '../platform/index.js';
import type { AgencyTransaction, Database, Principal } from '../platform/index.js';

export type RedactionRow = Selectable<Database['redactions']>;
type Changes = Partial<Omit<RedactionRow, 'agency_id' | 'id' | 'rendered'>> & {
  rendered?: Redaction['rendered'];
};

/** Throws not_found. @param lock no other transaction changes the row until this one ends */
export async function findRedaction({ sql }: AgencyTransaction, id: string, lock = false): Promise<RedactionRow> {
  const select = sql.selectFrom('redactions').selectAll().where('id', '=', id);
  return found(await (lock ? select.forUpdate() : select).executeTakeFirst(), 'redaction');
}

export async function redactionsOf({ sql }: AgencyTransaction, flightId: string): Promise<RedactionRow[]> {
  const select = sql.selectFrom('redactions').selectAll().where('flight_id', '=', flightId);
  return select.orderBy('id', 'desc').execute();
}

/** Redactions that were being rendered when the server was ended. */
export async function unfinished({ sql }: AgencyTransaction): Promise<RedactionRow[]> {
  return sql.selectFrom('redactions').selectAll().where('state', '=', 'rendering').execute();
}

export async function addRedaction({ sql, agencyId }: AgencyTransaction, row: Omit<RedactionRow, 'agency_id'>) {
  const values = { ...row, agency_id: agencyId, rendered: nullableJson(row.rendered) };
  await sql.insertInto('redactions').values(values).execute();
}

export async function changeRedaction(
  { sql, nowUtcMs }: AgencyTransaction,
  id: string,
  changes: Changes,
): Promise<void> {
  const { rendered, ...plain } = changes;
  const values = {
    ...plain,
    changed_at_utc_ms: nowUtcMs,
    ...(rendered === undefined ? {} : { rendered: nullableJson(rendered) }),
  };
  await sql.updateTable('redactions').set(values).where('id', '=', id).execute();
}

export async function addPlan(
  { sql, agencyId, nowUtcMs }: AgencyTransaction,
  redaction_id: string,
  version: number,
  plan: RedactionPlan,
  by: Principal,
): Promise<void> {
  const saved = { saved_by: by.name, saved_by_id: by.id, saved_at_utc_ms: nowUtcMs };
  await sql
    .insertInto('redaction_plans')
    .values({ agency_id: agencyId, redaction_id, version, plan: json(plan), ...saved })
    .execute();
}

export async function planOf({ sql }: AgencyTransaction, id: string, version: number): Promise<RedactionPlan> {
  const select = sql.selectFrom('redaction_plans').select('plan').where('redaction_id', '=', id);
  return found(await select.where('version', '=', version).executeTakeFirst(), 'plan').plan;
}

/** Everybody who saved a plan, each once, in the order of their first. */
export async function editorsOf({ sql }: AgencyTransaction, id: string): Promise<{ id: string; name: string }[]> {
  const select = sql.selectFrom('redaction_plans').select(['saved_by_id', 'saved_by']).where('redaction_id', '=', id);
  const rows = await select.orderBy('version').execute();
  return [...new Map(rows.map((row) => [row.saved_by_id, { id: row.saved_by_id, name: row.saved_by }])).values()];
}

/** A redaction as the API gives it. @param progress of a rendering that runs */
export async function shownRedaction(
  tx: AgencyTransaction,
  row: RedactionRow,
  progress: number | null = null,
): Promise<Redaction> {
  const { agency_id: _agency, log_index: _index, ...rest } = row;
  return { ...rest, progress, editors: (await editorsOf(tx, row.id)).map(({ name }) => name) };
}
