import { readChain } from '@outrider/record/chain';
import { listFiles } from '@outrider/record/files';
import { recordPath } from '@outrider/record/folder';
import type { FlightRecordState } from '@outrider/schema';
import path from 'node:path';
import type { AgencyTransaction } from '../platform/index.js';
import { findRecord } from './store.js';
import type { RecordRow } from './store.js';

const NOTHING = {
  state: 'none',
  detail: 'This flight has no record with a chain.',
  sealed_at_utc_ms: null,
  incomplete_reason: null,
  manifest_sha256: null,
  key_id: null,
  log_index: null,
} as const;

/** What the database knows of a record, and whether an outsider holds a checkpoint behind it. */
export async function recordRows(
  tx: AgencyTransaction,
  flightId: string,
): Promise<{ row: RecordRow | null; held: boolean }> {
  const row = await findRecord(tx, flightId);
  const best = await tx.sql
    .selectFrom('checkpoint_targets')
    .select(({ fn }) => fn.max('delivered_size').as('size'))
    // Who stamps keeps nothing.
    .where('kind', '!=', 'timestamp')
    .executeTakeFirst();
  return { row, held: row?.log_index != null && (best?.size ?? 0) > row.log_index };
}

/** The same with what lies in the folder. */
export async function recordState(
  recordsDir: string,
  agencyId: string,
  flight_id: string,
  { row, held }: { row: RecordRow | null; held: boolean },
): Promise<FlightRecordState> {
  const folder = recordPath(recordsDir, agencyId, flight_id);
  const files = await listFiles(folder).catch(() => []);
  const { agency_id: _agency, flight_id: _flight, ...known } = row ?? { ...NOTHING, agency_id: '', flight_id: '' };
  const head = await chainHead(path.join(folder, 'chain.jsonl'));
  return {
    flight_id,
    ...known,
    chain_entries: head?.seq ?? null,
    chain_head: head?.hash ?? null,
    files: files.length,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    held_outside: held,
  };
}

/** Null of a chain that is not there or cannot be read to its end. */
async function chainHead(file: string): Promise<{ seq: number; hash: string } | null> {
  let head: { seq: number; hash: string } | null = null;
  try {
    for await (const { entry, hash } of readChain(file)) head = { seq: entry.seq, hash };
    return head;
  } catch {
    return null;
  }
}
