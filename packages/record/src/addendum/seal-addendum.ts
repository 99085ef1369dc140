import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ADDENDA_FOLDER, addendaOf, addendumFolder } from '@outrider/core/evidence';
import { ChainWriter, syncFolder } from '../chain/index.js';
import { listFiles } from '../files/index.js';
import { RECORD_FORMAT_VERSION } from '../folder/index.js';
import { sealRecord, writeLasting } from '../seal/index.js';
import type { Seal, SealFacts, Signer } from '../seal/index.js';
import { importOriginal } from '../video/index.js';
import type { OriginalVideo } from '../video/index.js';

/** The chain of an addendum, which names the record that it belongs to. */
export const ADDENDUM_CHAIN_FILE = 'chain.jsonl';

export interface AddendumFacts {
  /** Manifest of the record, and the root over the record's entries. */
  parent: { manifest_sha256: string; root: string };
  original: OriginalVideo;
  seal: Omit<SealFacts, 'parent_manifest_sha256' | 'incomplete_reason' | 'sealed_at_utc_ms'>;
}

/**
 * Adds an original to a sealed record as an addendum: a small record of its own in `addenda/NNNNNN`, made in `workFolder` (on the same
 * disk) and moved into its place when it is sealed, so that a crash leaves the record as it was. One at a time for a record.
 */
export async function sealAddendum(
  recordFolder: string,
  workFolder: string,
  { parent, original, seal }: AddendumFacts,
  signer: Signer,
): Promise<Seal & { number: number; folder: string }> {
  await rm(workFolder, { recursive: true, force: true });
  await mkdir(workFolder, { recursive: true, mode: 0o700 });
  const { agency_id, flight_id } = seal;
  const { at_utc_ms } = original;
  const header = { format_version: RECORD_FORMAT_VERSION, flight_id, agency_id, created_at_utc_ms: at_utc_ms };
  await writeLasting(join(workFolder, 'record.json'), Buffer.from(`${JSON.stringify(header, null, 2)}\n`));
  const chain = await ChainWriter.open(workFolder, { file: ADDENDUM_CHAIN_FILE });
  await chain.append({ at_utc_ms, kind: 'addendum_parent', body: { flight_id, ...parent }, payload: null });
  await chain.close();
  await importOriginal(workFolder, original);
  const facts = {
    ...seal,
    sealed_at_utc_ms: at_utc_ms,
    incomplete_reason: null,
    parent_manifest_sha256: parent.manifest_sha256,
  };
  const sealed = await sealRecord(workFolder, facts, signer);
  const number = (addendaOf((await listFiles(recordFolder)).map(({ file }) => file)).at(-1) ?? 0) + 1;
  const folder = join(recordFolder, addendumFolder(number));
  await mkdir(join(recordFolder, ADDENDA_FOLDER), { recursive: true, mode: 0o700 });
  await rename(workFolder, folder);
  await syncFolder(join(recordFolder, ADDENDA_FOLDER));
  return { ...sealed, number, folder };
}
