import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { daysOf, retentionDate } from '@outrider/core/retention';
import { LATE_FOLDER, recordPath } from '@outrider/record/folder';
import { deletePayloads } from '@outrider/record/seal';
import { VIDEO_INDEX_FILE, cameraFolder, recordedCameras } from '@outrider/record/video';
import { findFlight } from '../../flights/store.js';
import type { AgencyTransaction } from '../../platform/index.js';
import { recordCustody } from '../custody/events.js';
import { holdsOf } from '../custody/holds.js';
import { deletedOf, keepingOf, sealOf } from '../custody/summaries.js';
import { currentSigner } from '../keys/store.js';
import type { KeyVault } from '../keys/vault.js';
import { lockLogHead } from '../log/head.js';
import { findRecord } from '../store.js';
import { filesOf } from './plan.js';
import type { Due } from './plan.js';
import { loadRetention } from './policy.js';

export interface DeletionContext {
  vault: KeyVault;
  recordsDir: string;
}

/** What was deleted of a record; null: it is not due (any more), so nothing was touched. */
export type Deleted = { files: number; bytes: number } | null;

/**
 * Deletes the payload files of one kind of one record. Looks once more whether it is due while it holds the log's head, so that no hold
 * can be set in between. The signed statement comes before the files, and the event of custody is committed after them: what fails on
 * the way is due again in the next round, and no file goes without a statement. Throws what the disk throws, evidence_key_locked.
 */
export async function deleteDue(
  tx: AgencyTransaction,
  { vault, recordsDir }: DeletionContext,
  due: Pick<Due, 'flight_id' | 'kind'>,
): Promise<Deleted> {
  await lockLogHead(tx);
  const { flight_id, kind } = due;
  const days = await daysIfDue(tx, due);
  const files = days === null ? null : await filesOf(recordsDir, tx.agencyId, due);
  if (files === null) return null;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  if (files.length > 0) {
    const reason = `Retention of ${days} days.`;
    const names = files.map(({ file }) => file);
    const deletion = { flight_id, files: names, deleted_at_utc_ms: tx.nowUtcMs, reason };
    const folder = recordPath(recordsDir, tx.agencyId, flight_id);
    await deletePayloads(folder, deletion, await currentSigner(tx, vault));
    await forget(tx, folder, due);
    const what = kind === 'video' ? 'The video' : 'The telemetry';
    const text = `${what} of the record was deleted: ${reason} ${files.length} files, ${bytes} bytes.`;
    const detail = { kind, days, files: names, bytes };
    await recordCustody(tx, vault, null, { flight_id, kind: 'payload_deleted', text, detail });
  }
  await keepDeleted(tx, due, files.length);
  return { files: files.length, bytes };
}

/** Days of the policy when the deletion is due now; null otherwise. */
async function daysIfDue(tx: AgencyTransaction, { flight_id, kind }: Pick<Due, 'flight_id' | 'kind'>) {
  const flight = await findFlight(tx, flight_id);
  if (!flight) return null;
  const rules = await loadRetention(tx);
  const facts = {
    ...flight,
    ...sealOf(await findRecord(tx, flight_id)),
    holds: await holdsOf(tx, [flight_id]),
    deleted: deletedOf((await keepingOf(tx, [flight_id])).get(flight_id) ?? null, kind),
  };
  const { state, at_utc_ms } = retentionDate(kind, facts, rules, tx.nowUtcMs);
  const isDue = state === 'planned' && at_utc_ms !== null && at_utc_ms <= tx.nowUtcMs;
  return isDue ? daysOf(rules.policy, flight.purpose, kind) : null;
}

/** What was made from the files goes with them: the index of the video, the track in the database, and what came after the seal. */
async function forget(tx: AgencyTransaction, folder: string, { flight_id, kind }: Pick<Due, 'flight_id' | 'kind'>) {
  if (kind === 'telemetry') {
    await tx.sql.deleteFrom('track_chunks').where('flight_id', '=', flight_id).execute();
    await rm(join(folder, LATE_FOLDER), { recursive: true, force: true });
    return;
  }
  for (const camera of await recordedCameras(folder))
    await rm(join(cameraFolder(folder, camera), VIDEO_INDEX_FILE), { force: true });
}

async function keepDeleted(tx: AgencyTransaction, { flight_id, kind }: Pick<Due, 'flight_id' | 'kind'>, files: number) {
  const values = { [`${kind}_deleted_at_utc_ms`]: tx.nowUtcMs, [`${kind}_deleted_files`]: files };
  await tx.sql
    .insertInto('record_keeping')
    .values({ agency_id: tx.agencyId, flight_id, ...values })
    .onConflict((conflict) => conflict.columns(['agency_id', 'flight_id']).doUpdateSet(values))
    .execute();
}
