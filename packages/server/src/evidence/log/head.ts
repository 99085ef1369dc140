import type { MerkleState } from '@outrider/core/evidence';
import type { AgencyTransaction } from '../../platform/index.js';

const HASH_BYTES = 32;

/** The agency's log in short, its row locked until the transaction ends. */
export async function lockLogHead({ sql, agencyId: agency_id }: AgencyTransaction): Promise<MerkleState> {
  await sql
    .insertInto('log_heads')
    .values({ agency_id, size: 0, subtrees: Buffer.alloc(0) })
    .onConflict((conflict) => conflict.column('agency_id').doNothing())
    .execute();
  const row = await sql.selectFrom('log_heads').select(['size', 'subtrees']).forUpdate().executeTakeFirstOrThrow();
  return { size: row.size, subtrees: hashesOf(row.subtrees) };
}

export async function keepLogHead(
  { sql, agencyId }: AgencyTransaction,
  { size, subtrees }: MerkleState,
): Promise<void> {
  const values = { size, subtrees: Buffer.concat([...subtrees]) };
  await sql.updateTable('log_heads').set(values).where('agency_id', '=', agencyId).execute();
}

/** 32 bytes each. */
export function hashesOf(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: bytes.byteLength / HASH_BYTES }, (_, n) =>
    bytes.subarray(n * HASH_BYTES, (n + 1) * HASH_BYTES),
  );
}
