import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EVIDENCE, MANIFEST_FILE, canonicalJson, parseManifest, toHex } from '@outrider/core/evidence';
import type { LoggedLeaf } from '@outrider/core/evidence';
import type { AgencyPublicKey, DeletionStatement, InclusionProof, SignedDeletion } from '@outrider/schema';
import { nodeDigests } from '../chain/index.js';
import { signValue } from './signer.js';
import type { Signer } from './signer.js';
import { writeLasting } from './write-lasting.js';

/** What stands beside a sealed record, so that it can be verified without a server. */
export interface RecordEvidence {
  inclusion: InclusionProof;
  /** Signed note. */
  checkpoint: string;
  keys: readonly AgencyPublicKey[];
  /** All leaf hashes up to the checkpoint, 32 bytes each; with them checkpoints of outsiders can be compared. */
  leaves?: Uint8Array;
  /** Who had the record in hand, each with its place in the log. */
  custody?: readonly LoggedLeaf[];
  /** The signed note of a checkpoint that holds the record, and a time-stamp token over it (DER). */
  timestamp?: { note: string; token: Uint8Array } | null;
}

const json = (value: unknown): Uint8Array => Buffer.from(`${canonicalJson(value)}\n`);

/** The evidence as files of the record. */
export function evidenceFiles({
  inclusion,
  checkpoint,
  keys,
  leaves,
  custody,
  timestamp,
}: RecordEvidence): { file: string; bytes: Uint8Array }[] {
  return [
    { file: EVIDENCE.inclusion, bytes: json(inclusion) },
    { file: EVIDENCE.checkpoint, bytes: Buffer.from(checkpoint) },
    { file: EVIDENCE.keys, bytes: json(keys) },
    ...(leaves ? [{ file: EVIDENCE.leaves, bytes: leaves }] : []),
    ...(custody ? [{ file: EVIDENCE.custody, bytes: json(custody) }] : []),
    ...(timestamp
      ? [
          { file: EVIDENCE.timestamped, bytes: Buffer.from(timestamp.note) },
          { file: EVIDENCE.timestamp, bytes: timestamp.token },
        ]
      : []),
  ];
}

/** Puts the evidence into the record's folder, in place of an earlier one. */
export async function writeEvidence(folder: string, evidence: RecordEvidence): Promise<void> {
  for (const { file, bytes } of evidenceFiles(evidence)) await writeLasting(join(folder, file), bytes);
}

/** What became of the files that were to be deleted. */
export type Deletion = Pick<DeletionStatement, 'flight_id' | 'files' | 'deleted_at_utc_ms' | 'reason'>;

/**
 * Deletes payload files of a sealed record: first the signed statement, then the files, so that a crash between leaves a statement
 * about files that are still there, never a hole without one. Returns the statement. Throws TypeError when the record is not sealed.
 */
export async function deletePayloads(folder: string, deletion: Deletion, signer: Signer): Promise<SignedDeletion> {
  const manifest = await readFile(join(folder, MANIFEST_FILE)).catch(() => null);
  const sealed = manifest && parseManifest(manifest)?.manifest;
  if (!sealed) throw new TypeError(`${folder} is not sealed, so nothing of it can be deleted.`);
  const known = new Set(sealed.files.map(({ file }) => file));
  for (const file of deletion.files)
    if (!known.has(file)) throw new TypeError(`${file} is no file of the sealed record.`);
  const manifest_sha256 = toHex(nodeDigests.sha256(manifest));
  const statement: DeletionStatement = { v: 1, ...deletion, manifest_sha256 };
  const signed: SignedDeletion = { statement, signature: signValue(signer, 'deletion', statement) };
  const path = join(folder, EVIDENCE.deletions);
  const earlier = (await readFile(path, 'utf8').then(JSON.parse, () => [])) as SignedDeletion[];
  await writeLasting(path, json([...earlier, signed]));
  for (const file of deletion.files) await rm(join(folder, file), { force: true });
  return signed;
}
