import { access } from 'node:fs/promises';
import path from 'node:path';
import { EVIDENCE } from '@outrider/core/evidence';
import { recordPath } from '@outrider/record/folder';
import { writeEvidence } from '@outrider/record/seal';
import type { VerificationReport } from '@outrider/schema';
import { findFlight } from '../flights/store.js';
import { found, refuse } from '../platform/index.js';
import type { AgencyTransaction } from '../platform/index.js';
import { evidenceAt, sealedRow, withProof } from './export.js';
import { publicKeys } from './keys/store.js';
import { newestCheckpoint } from './log/store.js';
import { findRecord } from './store.js';
import { runTask } from './thread/run-task.js';

type Read = <T>(work: (tx: AgencyTransaction) => Promise<T>) => Promise<T>;

/** Verifies the record of a flight as it lies on disk, in a thread. Throws not_found where there is none. */
export async function verifyNow(
  recordsDir: string,
  agencyId: string,
  read: Read,
  flightId: string,
): Promise<VerificationReport> {
  const { keys, evidence } = await read(async (tx) => {
    const flight = found(await findFlight(tx, flightId), 'flight');
    const row = await findRecord(tx, flight.id);
    const checkpoint = row?.state === 'sealed' ? await newestCheckpoint(tx) : null;
    const rows = checkpoint && (await evidenceAt(tx, sealedRow(row, flight).log_index, checkpoint));
    return { keys: await publicKeys(tx), evidence: rows };
  });
  const folder = recordPath(recordsDir, agencyId, flightId);
  // A crash right after sealing leaves it out; the database has all that it is made of.
  if (evidence && !(await isThere(path.join(folder, EVIDENCE.checkpoint))))
    await writeEvidence(folder, await withProof(evidence));
  if (!(await isThere(folder))) throw refuse('not_found', 'This flight has no record.', 'id');
  return runTask({ kind: 'verify', folder, verifier_keys: keys.map(({ verifier_key }) => verifier_key) });
}

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
