import type { Flight } from '@outrider/schema';
import { addSearchWords } from '../../flights/store.js';
import type { AgencyTransaction, Principal } from '../../platform/index.js';
import type { KeyVault } from '../keys/vault.js';
import { recordCustody } from './events.js';

/** Sets or takes away the case number of a record; the record is found by earlier ones too. Nothing happens when it has that number. */
export async function changeCaseNumber(
  tx: AgencyTransaction,
  vault: KeyVault,
  by: Pick<Principal, 'id' | 'name'>,
  flight: Flight,
  asked: string | null,
): Promise<void> {
  const case_number = asked?.trim() || null;
  const { sql, agencyId: agency_id } = tx;
  const row = await sql
    .selectFrom('record_keeping')
    .select('case_number')
    .where('flight_id', '=', flight.id)
    .executeTakeFirst();
  const before = row?.case_number ?? null;
  if (before === case_number) return;
  await sql
    .insertInto('record_keeping')
    .values({ agency_id, flight_id: flight.id, case_number })
    .onConflict((conflict) => conflict.columns(['agency_id', 'flight_id']).doUpdateSet({ case_number }))
    .execute();
  if (case_number !== null) await addSearchWords(tx, flight.id, case_number);
  const text =
    case_number === null ? `The case number ${before} was taken away.` : `The case number is ${case_number} now.`;
  const detail = { before, after: case_number };
  await recordCustody(tx, vault, by, { flight_id: flight.id, kind: 'case_changed', text, detail });
}
