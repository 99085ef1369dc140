import { MerkleTree, encodeCheckpoint, logLeafHash, logOrigin, toHex } from '@outrider/core/evidence';
import { nodeDigests } from '@outrider/record/chain';
import { signNote } from '@outrider/record/seal';
import type { Signer } from '@outrider/record/seal';
import type { InclusionProof, LogLeaf, SignedCheckpoint } from '@outrider/schema';
import { json } from '../../platform/index.js';
import type { AgencyTransaction } from '../../platform/index.js';
import { keepLogHead, lockLogHead } from './head.js';

/** Adds a leaf to the agency's log and signs a checkpoint that holds it. Returns both with the proof. */
export async function appendLeaf(
  tx: AgencyTransaction,
  leaf: LogLeaf,
  signer: Signer,
): Promise<{ inclusion: InclusionProof; checkpoint: SignedCheckpoint }> {
  const tree = new MerkleTree(nodeDigests.sha256, await lockLogHead(tx));
  const index = tree.size;
  const path = tree.nextPath().map(toHex);
  const hash = logLeafHash(leaf, nodeDigests.sha256);
  tree.addLeafHash(hash);
  await keepLogHead(tx, tree.state);
  const { sql, agencyId: agency_id } = tx;
  await sql
    .insertInto('log_leaves')
    .values({ agency_id, index, leaf: json(leaf), leaf_hash: hash })
    .execute();
  const text = encodeCheckpoint({ origin: logOrigin(agency_id), size: tree.size, root: tree.root() });
  const checkpoint = { size: tree.size, note: signNote(signer, text), created_at_utc_ms: tx.nowUtcMs };
  await sql
    .insertInto('checkpoints')
    .values({ agency_id, ...checkpoint })
    .execute();
  return { inclusion: { v: 1, leaf, index, size: tree.size, path }, checkpoint };
}

/** The newest checkpoint, or null of an empty log. */
export async function newestCheckpoint({ sql }: AgencyTransaction): Promise<SignedCheckpoint | null> {
  const select = sql.selectFrom('checkpoints').select(['size', 'note', 'created_at_utc_ms']);
  return (await select.orderBy('size', 'desc').limit(1).executeTakeFirst()) ?? null;
}

export async function checkpointOfSize({ sql }: AgencyTransaction, size: number): Promise<SignedCheckpoint | null> {
  const select = sql.selectFrom('checkpoints').select(['size', 'note', 'created_at_utc_ms']);
  return (await select.where('size', '=', size).executeTakeFirst()) ?? null;
}

/** The first `size` leaf hashes in a row, 32 bytes each. */
export async function leafHashes({ sql }: AgencyTransaction, size: number): Promise<Buffer> {
  const select = sql.selectFrom('log_leaves').select('leaf_hash').where('index', '<', size).orderBy('index');
  return Buffer.concat((await select.execute()).map((row) => row.leaf_hash));
}

export async function leafAt({ sql }: AgencyTransaction, index: number): Promise<LogLeaf | null> {
  return (
    (await sql.selectFrom('log_leaves').select('leaf').where('index', '=', index).executeTakeFirst())?.leaf ?? null
  );
}

/** A page of leaves, newest first. @param before an index; null: from the newest */
export async function newestLeaves({ sql }: AgencyTransaction, before: number | null, limit: number) {
  let select = sql
    .selectFrom('log_leaves')
    .select(['index', 'leaf', 'leaf_hash'])
    .orderBy('index', 'desc')
    .limit(limit);
  if (before !== null) select = select.where('index', '<', before);
  const rows = await select.execute();
  return rows.map(({ index, leaf, leaf_hash }) => ({ index, leaf, leaf_hash: Buffer.from(leaf_hash).toString('hex') }));
}

export async function newestCheckpoints({ sql }: AgencyTransaction, before: number | null, limit: number) {
  let select = sql
    .selectFrom('checkpoints')
    .select(['size', 'note', 'created_at_utc_ms'])
    .orderBy('size', 'desc')
    .limit(limit);
  if (before !== null) select = select.where('size', '<', before);
  return select.execute();
}
