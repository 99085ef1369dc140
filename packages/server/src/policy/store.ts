import type { AgencyPolicy } from '@outrider/schema';
import { defaultPolicy } from '@outrider/core/dispatch';
import { json } from '../platform/index.js';
import type { AgencyTransaction } from '../platform/index.js';

/** The agency's flying rules; the defaults where it has set none. */
export async function loadPolicy({ sql }: AgencyTransaction): Promise<AgencyPolicy> {
  const row = await sql.selectFrom('policies').select('policy').executeTakeFirst();
  // A rule that was added after the agency last saved has its default.
  return { ...defaultPolicy, ...row?.policy };
}

export async function savePolicy(transaction: AgencyTransaction, policy: AgencyPolicy): Promise<void> {
  const values = { policy: json(policy), updated_at_utc_ms: transaction.nowUtcMs };
  await transaction.sql
    .insertInto('policies')
    .values({ agency_id: transaction.agencyId, ...values })
    .onConflict((conflict) => conflict.column('agency_id').doUpdateSet(values))
    .execute();
  transaction.change({ kind: 'policy', value: policy });
}
