import { sql } from 'kysely';
import type { NewAuditEntry } from '../platform/database/index.js';
import type { AgencyTransaction } from '../platform/index.js';

/** A page that shows the picture, as it is put down. */
export interface ViewRow {
  id: string;
  share_id: string;
  address: string;
  user_agent: string;
  from_utc_ms: number;
  label: string;
  member: { id: string; name: string } | null;
}

/** The audit's line about a view: who looked is the link, or the member who signed in behind it. */
export function viewEntry(view: ViewRow, action: string, detail: Record<string, unknown>): NewAuditEntry {
  const { id, share_id, address, user_agent, label, member } = view;
  return {
    actor: member?.name ?? `Link "${label}"`,
    actor_id: member?.id ?? share_id,
    action,
    object: share_id,
    outcome: 'ok',
    address,
    detail: { view_id: id, label, user_agent, ...detail },
  };
}

export async function insertView(transaction: AgencyTransaction, view: ViewRow): Promise<void> {
  const { id, share_id, address, user_agent, from_utc_ms } = view;
  const row = { id, share_id, address, user_agent, from_utc_ms, seen_utc_ms: from_utc_ms, to_utc_ms: null };
  await transaction.sql
    .insertInto('share_views')
    .values({ ...row, agency_id: transaction.agencyId })
    .execute();
  transaction.audit(viewEntry(view, 'openShareView', {}));
}

export async function seeView({ sql: db, nowUtcMs }: AgencyTransaction, id: string): Promise<void> {
  await db.updateTable('share_views').set({ seen_utc_ms: nowUtcMs }).where('id', '=', id).execute();
}

export async function endView({ sql: db }: AgencyTransaction, id: string, toUtcMs: number): Promise<void> {
  const end = { seen_utc_ms: toUtcMs, to_utc_ms: toUtcMs };
  await db.updateTable('share_views').set(end).where('id', '=', id).execute();
}

/** Answers the links whose views were left open. */
export async function closeLeftOpen({ sql: db }: AgencyTransaction): Promise<string[]> {
  const end = { to_utc_ms: sql<number>`seen_utc_ms` };
  const left = db.updateTable('share_views').set(end).where('to_utc_ms', 'is', null).returning('share_id');
  return (await left.execute()).map(({ share_id }) => share_id);
}
