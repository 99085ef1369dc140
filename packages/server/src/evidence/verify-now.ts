import { access } from 'node:fs/promises';
import path from 'node:path';
import { EVIDENCE, MANIFEST_FILE } from '@outrider/core/evidence';
import { recordPath } from '@outrider/record/folder';
import { writeEvidence } from '@outrider/record/seal';
import type { VerificationReport } from '@outrider/schema';
import { findFlight } from '../flights/store.js';
import { found, refuse } from '../platform/index.js';
import type { AgencyTransaction } from '../platform/index.js';
import { custodyLeaves } from './custody/events.js';
import { evidenceAt, sealedRow, withProof } from './export.js';
import { publicKeys } from './keys/store.js';
import { newestCheckpoint } from './log/store.js';
import { findRecord } from './store.js';
import type { RecordRow } from './store.js';
import { runTask } from './thread/run-task.js';

type Read = <T>(work: (tx: AgencyTransaction) => Promise<T>) => Promise<T>;

/**
 * Verifies the record of a flight as it lies on disk, in a thread, and whether it is the one that was sealed for this flight. Throws
 * not_found where there is none.
 */
export async function verifyNow(
  recordsDir: string,
  agencyId: string,
  read: Read,
  flightId: string,
): Promise<VerificationReport> {
  const { keys, evidence, row } = await read(async (tx) => {
    const flight = found(await findFlight(tx, flightId), 'flight');
    const row = await findRecord(tx, flight.id);
    const checkpoint = row?.state === 'sealed' ? await newestCheckpoint(tx) : null;
    const rows = checkpoint && (await evidenceAt(tx, sealedRow(row, flight).log_index, checkpoint));
    const custody = await custodyLeaves(tx, flight.id);
    return { keys: await publicKeys(tx), evidence: rows && { ...rows, custody }, row };
  });
  const folder = recordPath(recordsDir, agencyId, flightId);
  // A crash right after sealing leaves it out, and what a replaced key signed wants a log signed with a newer one.
  const isReplaced = keys.some(({ until_utc_ms }) => until_utc_ms !== null);
  if (evidence && (isReplaced || !(await isThere(path.join(folder, EVIDENCE.checkpoint)))))
    await writeEvidence(folder, await withProof(evidence));
  if (!(await isThere(folder))) throw refuse('not_found', 'This flight has no record.', 'id');
  const report = await runTask({ kind: 'verify', folder, keys });
  const foreign = foreignText(report, agencyId, flightId, row);
  if (foreign === null) return report;
  const finding = { level: 'altered', code: 'record_foreign', text: foreign } as const;
  const findings = [{ ...finding, file: MANIFEST_FILE, from_s: null, to_s: null }, ...report.findings];
  return { ...report, verdict: 'altered', findings };
}

/** Why what lies in the folder is not the record of this flight, however whole it is in itself; null when it is. */
function foreignText(
  { agency_id, flight_id, flight_number, manifest_sha256 }: VerificationReport,
  agencyId: string,
  flightId: string,
  row: RecordRow | null,
): string | null {
  if ((flight_id !== null && flight_id !== flightId) || (agency_id !== null && agency_id !== agencyId))
    return `In the place of this record lies another one, of flight ${flight_number ?? flight_id}.`;
  if (row?.state !== 'sealed' || manifest_sha256 === row.manifest_sha256) return null;
  return `The manifest is not the one that was sealed for this flight, which had the SHA-256 ${row.manifest_sha256}.`;
}

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
