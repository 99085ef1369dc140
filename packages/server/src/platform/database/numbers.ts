import { sql } from 'kysely';
import type { AgencyTransaction } from './transaction.js';

const PREFIX = { incident: '', flight: 'F', records_request: 'R' } as const;

/**
 * Takes the next readable numbers of a kind, such as "26-000123": two digits of the year (UTC), then a count that never starts
 * again. The counter's row stays locked until the transaction ends (count 0 locks it and takes none); a transaction that fails
 * gives its numbers back.
 */
export async function takeNumbers(tx: AgencyTransaction, kind: keyof typeof PREFIX, count: number): Promise<string[]> {
  const row = await tx.sql
    .insertInto('agency_counters')
    .values({ agency_id: tx.agencyId, kind, last_number: count })
    .onConflict((conflict) =>
      conflict.columns(['agency_id', 'kind']).doUpdateSet({ last_number: sql`agency_counters.last_number + ${count}` }),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow();
  const year = String(new Date(tx.nowUtcMs).getUTCFullYear() % 100).padStart(2, '0');
  return Array.from({ length: count }, (_, index) => {
    const number = row.last_number - count + 1 + index;
    return `${PREFIX[kind]}${year}-${String(number).padStart(6, '0')}`;
  });
}
