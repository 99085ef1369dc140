import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { NewAuditEntry, Outbox } from './transaction.js';
import { json } from './tables/index.js';
import type { Database } from './tables/index.js';

interface Heads {
  event_seq: number;
  change_seq: number;
  audit_seq: number;
  audit_hash: Uint8Array;
}

/**
 * Writes what a transaction collected, last of all: the row lock on the agency's heads is then held only for these statements,
 * and numbers are given in the order of commit. Returns the number of the change set, or null without changes.
 */
export async function flushOutbox(
  sql: Transaction<Database>,
  agencyId: string,
  outbox: Outbox,
  nowUtcMs: number,
): Promise<number | null> {
  if (outbox.events.length + outbox.audit.length + outbox.changes.length === 0) return null;
  const heads = await lockHeads(sql, agencyId);
  const auditRows = chainAudit(heads, agencyId, outbox.audit, nowUtcMs);
  const changeSeq = heads.change_seq + (outbox.changes.length > 0 ? 1 : 0);
  await sql
    .updateTable('agency_heads')
    .set({
      event_seq: heads.event_seq + outbox.events.length,
      change_seq: changeSeq,
      audit_seq: heads.audit_seq + auditRows.length,
      audit_hash: auditRows.at(-1)?.hash ?? heads.audit_hash,
    })
    .where('agency_id', '=', agencyId)
    .execute();
  await insertEvents(sql, agencyId, heads.event_seq, outbox, nowUtcMs);
  if (auditRows.length > 0) await sql.insertInto('audit').values(auditRows).execute();
  return outbox.changes.length > 0 ? changeSeq : null;
}

async function lockHeads(sql: Transaction<Database>, agencyId: string): Promise<Heads> {
  return sql
    .selectFrom('agency_heads')
    .select(['event_seq', 'change_seq', 'audit_seq', 'audit_hash'])
    .where('agency_id', '=', agencyId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

// Ten parameters a row; PostgreSQL takes 65,535 in one statement.
const EVENTS_PER_INSERT = 1000;

async function insertEvents(
  sql: Transaction<Database>,
  agencyId: string,
  lastSeq: number,
  outbox: Outbox,
  nowUtcMs: number,
): Promise<void> {
  const rows = outbox.events.map((event, index) => ({
    agency_id: agencyId,
    seq: lastSeq + index + 1,
    at_utc_ms: event.at_utc_ms ?? nowUtcMs,
    kind: event.kind,
    text: event.text,
    actor: event.actor,
    incident_id: event.incident_id ?? null,
    flight_id: event.flight_id ?? null,
    aircraft_id: event.aircraft_id ?? null,
    data: json(event.data ?? {}),
  }));
  for (let start = 0; start < rows.length; start += EVENTS_PER_INSERT) {
    await sql
      .insertInto('events')
      .values(rows.slice(start, start + EVENTS_PER_INSERT))
      .execute();
  }
}

function chainAudit(heads: Heads, agencyId: string, entries: readonly NewAuditEntry[], nowUtcMs: number) {
  let previous: Uint8Array = heads.audit_hash;
  return entries.map((entry, index) => {
    const at_utc_ms = Math.round(entry.at_utc_ms ?? nowUtcMs);
    const numbered = { ...entry, seq: heads.audit_seq + index + 1, at_utc_ms };
    previous = auditHash(previous, numbered);
    return { ...numbered, agency_id: agencyId, detail: json(entry.detail), hash: previous };
  });
}

/** SHA-256 over the hash before and the entry with its keys in order: a removed or altered line breaks every later hash. */
export function auditHash(previous: Uint8Array, entry: NewAuditEntry & { seq: number; at_utc_ms: number }): Uint8Array {
  return createHash('sha256')
    .update(previous)
    .update(JSON.stringify(sorted(entry)))
    .digest();
}

/** jsonb does not keep the order of keys, so the order is fixed here at every depth. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const keys = Object.keys(value).toSorted();
  return Object.fromEntries(keys.map((key) => [key, sorted((value as Record<string, unknown>)[key])]));
}
