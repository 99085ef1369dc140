import { keepEverything } from '@outrider/core/retention';
import { RETENTION_NOTICE_MS } from '@outrider/schema';
import type { RetentionPolicy, RetentionState } from '@outrider/schema';
import { json } from '../../platform/index.js';
import type { AgencyTransaction } from '../../platform/index.js';
import { currentSigner } from '../keys/store.js';
import type { KeyVault } from '../keys/vault.js';
import { appendLeaf } from '../log/store.js';

/** How long the agency keeps records; everything for ever where it has decided nothing. */
export async function loadRetention({ sql }: AgencyTransaction): Promise<RetentionState> {
  const row = await sql.selectFrom('retention_policies').selectAll().executeTakeFirst();
  if (!row) return { policy: keepEverything, changed_at_utc_ms: null, changed_by: null, deletes_from_utc_ms: null };
  const { policy, changed_at_utc_ms, changed_by } = row;
  const deletes_from_utc_ms = changed_at_utc_ms + RETENTION_NOTICE_MS;
  return { policy: { ...keepEverything, ...policy }, changed_at_utc_ms, changed_by, deletes_from_utc_ms };
}

/** Sets the policy; a leaf of the log says who changed it from what to what. Throws evidence_key_locked. */
export async function saveRetention(
  tx: AgencyTransaction,
  vault: KeyVault,
  changed_by: string,
  policy: RetentionPolicy,
): Promise<RetentionState> {
  const { policy: before } = await loadRetention(tx);
  const { agencyId: agency_id, nowUtcMs: changed_at_utc_ms } = tx;
  const values = { policy: json(policy), changed_at_utc_ms, changed_by };
  await tx.sql
    .insertInto('retention_policies')
    .values({ agency_id, ...values })
    .onConflict((conflict) => conflict.column('agency_id').doUpdateSet(values))
    .execute();
  const body = { by: changed_by, before, after: policy };
  const leaf = { v: 1, kind: 'retention_changed', at_utc_ms: changed_at_utc_ms, body } as const;
  await appendLeaf(tx, leaf, await currentSigner(tx, vault));
  return loadRetention(tx);
}
