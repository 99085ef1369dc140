import { isActive } from '@outrider/core/retention';
import type { Hold, HoldInput } from '@outrider/schema';
import { found, refuse } from '../../platform/index.js';
import type { AgencyTransaction, Principal } from '../../platform/index.js';
import type { KeyVault } from '../keys/vault.js';
import { lockLogHead } from '../log/head.js';
import { recordCustody } from './events.js';

type By = Pick<Principal, 'id' | 'name'>;

const COLUMNS = [
  'id',
  'flight_id',
  'reason',
  'set_by',
  'set_at_utc_ms',
  'until_utc_ms',
  'lifted_at_utc_ms',
  'lifted_by',
  'lift_reason',
] as const;

/** Holds of these records, oldest first, those that have ended too. */
export async function holdsOf({ sql, nowUtcMs }: AgencyTransaction, flightIds: readonly string[]): Promise<Hold[]> {
  if (flightIds.length === 0) return [];
  const rows = await sql
    .selectFrom('record_holds')
    .select(COLUMNS)
    .where('flight_id', 'in', flightIds)
    .orderBy('set_at_utc_ms')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row, active: isActive(row, nowUtcMs) }));
}

/** Holds a record. Throws bad_request for a day that has passed, evidence_key_locked. */
export async function placeHold(
  tx: AgencyTransaction,
  vault: KeyVault,
  by: By,
  { flight_id, reason, until_utc_ms }: HoldInput & { flight_id: string },
): Promise<Hold> {
  if (until_utc_ms !== null && until_utc_ms <= tx.nowUtcMs)
    throw refuse('bad_request', 'The day until which the record is held has passed already.', 'until_utc_ms');
  // A deletion that runs holds the log's head: the hold comes before it or after it, never between.
  await lockLogHead(tx);
  const id = tx.newId();
  const set = { id, flight_id, reason, until_utc_ms, set_by: by.name, set_at_utc_ms: tx.nowUtcMs };
  await tx.sql
    .insertInto('record_holds')
    .values({ ...set, agency_id: tx.agencyId, lifted_at_utc_ms: null, lifted_by: null, lift_reason: null })
    .execute();
  const until = until_utc_ms === null ? 'until it is lifted' : `until ${new Date(until_utc_ms).toISOString()}`;
  const text = `The record is held ${until}: ${reason}`;
  await recordCustody(tx, vault, by, { flight_id, kind: 'hold_set', text, detail: { hold_id: id, until_utc_ms } });
  return hold(tx, id);
}

/** Ends a hold. Throws not_found, conflict when it has ended already, evidence_key_locked. */
export async function endHold(
  tx: AgencyTransaction,
  vault: KeyVault,
  by: By,
  { id, reason }: { id: string; reason: string },
): Promise<Hold> {
  await lockLogHead(tx);
  const { active, flight_id } = await hold(tx, id);
  if (!active) throw refuse('conflict', 'This hold has ended already.', 'id');
  await tx.sql
    .updateTable('record_holds')
    .set({ lifted_at_utc_ms: tx.nowUtcMs, lifted_by: by.name, lift_reason: reason })
    .where('id', '=', id)
    .execute();
  const text = `A hold on the record was lifted: ${reason}`;
  await recordCustody(tx, vault, by, { flight_id, kind: 'hold_lifted', text, detail: { hold_id: id } });
  return hold(tx, id);
}

async function hold({ sql, nowUtcMs }: AgencyTransaction, id: string): Promise<Hold> {
  const row = found(
    await sql.selectFrom('record_holds').select(COLUMNS).where('id', '=', id).executeTakeFirst(),
    'hold',
  );
  return { ...row, active: isActive(row, nowUtcMs) };
}
