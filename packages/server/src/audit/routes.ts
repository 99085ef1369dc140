import { implement, refuse } from '../platform/index.js';
import type { AgencyTransaction, Call, Implementation } from '../platform/index.js';

const DEFAULT_LIMIT = 100;

export function auditRoutes(): Implementation[] {
  const list = implement('listAudit', async ({ query, read, note }) => {
    note(null, { ...query });
    const limit = query.limit ?? DEFAULT_LIMIT;
    const rows = await read((transaction) => loadAudit(transaction, query, limit + 1));
    const items = rows.slice(0, limit).map(({ agency_id: _agency, hash: _hash, ...entry }) => entry);
    const last = items.at(-1);
    return { items, next_cursor: rows.length > limit && last ? String(last.seq) : null };
  });
  return [list];
}

function loadAudit({ sql }: AgencyTransaction, query: Call<'listAudit'>['query'], limit: number) {
  let select = sql.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(limit);
  if (query.cursor !== undefined) select = select.where('seq', '<', seqOf(query.cursor));
  if (query.action !== undefined) select = select.where('action', '=', query.action);
  if (query.actor_id !== undefined) select = select.where('actor_id', '=', query.actor_id);
  if (query.from_utc_ms !== undefined) select = select.where('at_utc_ms', '>=', query.from_utc_ms);
  if (query.to_utc_ms !== undefined) select = select.where('at_utc_ms', '<=', query.to_utc_ms);
  return select.execute();
}

function seqOf(cursor: string): number {
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor);
  throw refuse('bad_request', 'The field "cursor" is not one that this list gave out.', 'cursor');
}
