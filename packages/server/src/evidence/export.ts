import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { EVIDENCE, MANIFEST_FILE, REPORT_FILE, canonicalJson, toHex } from '@outrider/core/evidence';
import type { LoggedLeaf } from '@outrider/core/evidence';
import { nodeDigests } from '@outrider/record/chain';
import { recordPath } from '@outrider/record/folder';
import { evidenceFiles } from '@outrider/record/seal';
import type { RecordEvidence } from '@outrider/record/seal';
import { zipRecord } from '@outrider/record/zip';
import type { ExtraFile } from '@outrider/record/zip';
import type { Flight, LogLeaf } from '@outrider/schema';
import { refuse } from '../platform/index.js';
import type { AgencyTransaction, FileAnswer, Principal } from '../platform/index.js';
import { custodyLeaves, recordCustody } from './custody/events.js';
import { publicKeys } from './keys/store.js';
import type { KeyVault } from './keys/vault.js';
import type { KnownAddendum } from './addenda.js';
import { leafAt, leafHashes } from './log/store.js';
import { oldestTimestamp } from './log/timestamps.js';
import type { RecordRow } from './store.js';
import { runTask } from './thread/run-task.js';

type EvidenceRows = Omit<RecordEvidence, 'inclusion'> & {
  leaf: RecordEvidence['inclusion']['leaf'];
  index: number;
  size: number;
};

/** The row of a sealed record. Throws record_not_sealed with what it waits for. */
export function sealedRow(row: RecordRow | null, flight: Flight): RecordRow & { log_index: number } {
  if (row?.state === 'sealed' && row.log_index !== null) return { ...row, log_index: row.log_index };
  throw refuse(
    'record_not_sealed',
    `The record of ${flight.number} is not sealed. ${row?.detail ?? 'It has no chain.'}`,
    'id',
  );
}

/** Throws record_replaced where the manifest in the folder is not the one that was sealed there. */
export async function requireSealed(folder: string, manifestSha256: string | null): Promise<void> {
  const bytes = await readFile(path.join(folder, MANIFEST_FILE)).catch(() => null);
  if (bytes && toHex(nodeDigests.sha256(bytes)) === manifestSha256) return;
  throw refuse('record_replaced', 'The manifest that lies in the data folder is not the one that was sealed.', 'id');
}

/** What leaves the house with a record: its evidence as it is then, and the report that is made of it. */
interface ExportedRecord {
  rows: EvidenceRows;
  leaf: LogLeaf;
  report: string;
  /** Who had the record in hand, up to this moment. */
  custody: readonly LoggedLeaf[];
  addenda: AddendumRows[];
}
/** Evidence of an addendum, by its folder in the record. */
type AddendumRows = { folder: string; rows: EvidenceRows };

/**
 * Puts down in the agency's log that the record leaves the house, with the hash of the report, and reads what proves it as the log
 * stands then. The export holds its own leaf, so who has the package can see that it is in the log.
 */
export async function logExport(
  tx: AgencyTransaction,
  flight: Flight,
  row: RecordRow & { log_index: number },
  vault: KeyVault,
  by: Pick<Principal, 'id' | 'name'>,
  { report, addenda }: { report: string; addenda: readonly KnownAddendum[] },
): Promise<ExportedRecord> {
  const report_sha256 = toHex(nodeDigests.sha256(Buffer.from(report)));
  const { leaf, checkpoint } = await recordCustody(tx, vault, by, {
    flight_id: flight.id,
    kind: 'record_exported',
    text: 'The whole record was exported.',
    detail: { manifest_sha256: row.manifest_sha256, report_sha256, addenda: addenda.length },
  });
  const added: AddendumRows[] = [];
  for (const { folder, log_index } of addenda)
    added.push({ folder, rows: await evidenceAt(tx, log_index, checkpoint) });
  const rows = await evidenceAt(tx, row.log_index, checkpoint);
  return { rows, leaf, report, custody: await custodyLeaves(tx, flight.id), addenda: added };
}

export async function evidenceAt(
  tx: AgencyTransaction,
  index: number,
  { size, note }: { size: number; note: string },
): Promise<EvidenceRows> {
  const leaf = await leafAt(tx, index);
  if (!leaf) throw new TypeError(`the log has no leaf ${index}`);
  const timestamp = await oldestTimestamp(tx, index, size);
  return {
    leaf,
    index,
    size,
    checkpoint: note,
    keys: await publicKeys(tx),
    leaves: await leafHashes(tx, size),
    timestamp,
  };
}

/** The evidence of a record with its proof, which is made in a thread. */
export async function withProof({ leaf, index, size, ...rest }: EvidenceRows): Promise<RecordEvidence> {
  const path = await runTask({ kind: 'inclusion', leaves: rest.leaves ?? Buffer.alloc(0), index });
  return { ...rest, inclusion: { v: 1, leaf, index, size, path } };
}

/** The record as a ZIP, with the evidence as it is now in place of that of its sealing. */
export async function exportRecord(
  recordsDir: string,
  agencyId: string,
  flight: Flight,
  { rows, leaf, report, custody, addenda }: ExportedRecord,
): Promise<FileAnswer> {
  const folder = recordPath(recordsDir, agencyId, flight.id);
  const body = await zipRecord(folder, [
    { file: REPORT_FILE, bytes: Buffer.from(report) },
    { file: EVIDENCE.exported, bytes: Buffer.from(`${canonicalJson(leaf)}\n`) },
    { file: EVIDENCE.custody, bytes: Buffer.from(`${canonicalJson(custody)}\n`) },
    ...evidenceFiles(await withProof(rows)),
    ...(await Promise.all(addenda.map(addendumFiles))).flat(),
  ]);
  return { name: `${flight.number}-record.zip`, type: 'application/zip', body };
}

/** An addendum's evidence as it is now. The leaves of the log stand once, beside the record itself. */
async function addendumFiles({ folder, rows }: AddendumRows): Promise<ExtraFile[]> {
  const { leaves: _leaves, ...evidence } = await withProof(rows);
  return evidenceFiles(evidence).map(({ file, bytes }) => ({ file: `${folder}/${file}`, bytes }));
}
