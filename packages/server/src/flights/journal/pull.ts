import { appendLate, appendStream, createRecord, lateEnd, streamSize } from '@outrider/record/folder';
import type { RecordStream } from '@outrider/record/folder';
import { readSamples } from '@outrider/record/track';
import type { JournalChunk } from '@outrider/schema';
import { oneAtATime } from '../../evidence/one-at-a-time.js';
import type { AgencyTransaction, Store } from '../../platform/database/index.js';
import { mergeSamples } from '../track/store.js';
import type { JournalCursor } from './cursors.js';
import { advanceCursor } from './cursors.js';

/** Asks the gateway for bytes it kept of a flight. Throws when it does not answer. */
export type ReadJournal = (
  gateway: string,
  flightId: string,
  stream: RecordStream,
  offset: number,
) => Promise<JournalChunk>;

export interface PullContext {
  store: Store;
  recordsDir: string;
  readJournal: ReadJournal;
}

/**
 * Brings one stream of one flight up to what the gateway had when it was asked last: bytes go to the record folder (fsynced, written once whatever is
 * fetched twice), samples to the track chunks, and the cursor moves in the same transaction. Returns true when the flight
 * has ended and its stream is closed and whole. What arrives after the record was sealed is kept beside it and its story says so.
 */
export async function pullStream(context: PullContext, cursor: JournalCursor): Promise<boolean> {
  const { agency_id, flight_id, stream } = cursor;
  const created = { agency_id, flight_id, created_at_utc_ms: cursor.created_at_utc_ms };
  const folder = await createRecord(context.recordsDir, created);
  /** True of the first bytes that came after the seal. */
  const keep = async (offset: number, bytes: Uint8Array): Promise<boolean> => {
    if (!(await context.store.inAgency(agency_id, (tx) => isSealed(tx, flight_id)))) {
      await appendStream(folder, stream, offset, bytes);
      return false;
    }
    const begun = await lateEnd(folder, stream);
    await appendLate(folder, stream, offset, bytes);
    return begun === null;
  };
  for (;;) {
    const offset = stream === 'samples' ? cursor.read_bytes : await tlogEnd(folder, cursor);
    const chunk = await context.readJournal(cursor.gateway, flight_id, stream, offset);
    const bytes = Buffer.from(chunk.data_base64, 'base64');
    const read = stream === 'samples' ? readSamples(bytes) : { samples: [], consumed: bytes.byteLength };
    // Of the samples whole entries only: a gateway that crashed drops what it wrote of the last one.
    const late =
      read.consumed > 0 &&
      (await oneAtATime(`record ${flight_id}`, () => keep(offset, bytes.subarray(0, read.consumed))));
    const readBytes = offset + read.consumed;
    // A torn last entry of a closed stream stays torn: nothing more will come.
    const whole = chunk.closed && cursor.flight_ended && (readBytes >= chunk.total_bytes || read.consumed === 0);
    await context.store.inAgency(agency_id, async (tx) => {
      if (read.samples.length > 0) await mergeSamples(tx, flight_id, read.samples);
      if (late) await tellLate(tx, flight_id, stream, offset);
      await advanceCursor(tx, flight_id, stream, readBytes, whole);
    });
    cursor.read_bytes = readBytes;
    // What was written meanwhile waits for the next round: a stream that grows as fast as it is read would keep all others waiting.
    if (whole || read.consumed === 0 || readBytes >= chunk.total_bytes) return whole;
  }
}

/** Up to where the frames are there; what is sealed may have been deleted since, so the cursor counts too. */
async function tlogEnd(folder: string, { read_bytes }: JournalCursor): Promise<number> {
  return (await lateEnd(folder, 'tlog')) ?? Math.max(read_bytes, await streamSize(folder, 'tlog'));
}

async function isSealed({ sql }: AgencyTransaction, flightId: string): Promise<boolean> {
  const row = await sql
    .selectFrom('flight_records')
    .select('state')
    .where('flight_id', '=', flightId)
    .executeTakeFirst();
  return row?.state === 'sealed';
}

async function tellLate(tx: AgencyTransaction, flight_id: string, stream: RecordStream, from: number): Promise<void> {
  const text = `The gateway gave out ${stream} from byte ${from} on after the record was sealed: it is kept beside the record and not proven by it`;
  const { aircraft_id } = await tx.sql
    .selectFrom('flights')
    .select('aircraft_id')
    .where('id', '=', flight_id)
    .executeTakeFirstOrThrow();
  tx.event({ kind: 'record_late', text, actor: null, flight_id, aircraft_id, data: { stream, from_byte: from } });
}
