import { sql as rawSql } from 'kysely';
import type { ApprovedMakers } from '@outrider/schema';
import { defaultApprovedMakers } from '@outrider/core/dispatch';
import { json } from '../platform/index.js';
import type { AgencyTransaction } from '../platform/index.js';

/** Both lists bind: the host's and the agency's own. */
export async function loadApprovedMakers({
  sql,
}: AgencyTransaction): Promise<{ host: ApprovedMakers; agency: ApprovedMakers }> {
  const own = await sql.selectFrom('approved_makers').select('list').executeTakeFirst();
  const host = await rawSql<{ list: ApprovedMakers | null }>`SELECT host_approved_makers() AS list`.execute(sql);
  return {
    host: { ...defaultApprovedMakers, ...host.rows[0]?.list },
    agency: { ...defaultApprovedMakers, ...own?.list },
  };
}

export async function saveApprovedMakers(transaction: AgencyTransaction, list: ApprovedMakers): Promise<void> {
  const values = { list: json(list), updated_at_utc_ms: transaction.nowUtcMs };
  await transaction.sql
    .insertInto('approved_makers')
    .values({ agency_id: transaction.agencyId, ...values })
    .onConflict((conflict) => conflict.column('agency_id').doUpdateSet(values))
    .execute();
  transaction.change({ kind: 'inputs', value: { what: 'approved_makers' } });
}
