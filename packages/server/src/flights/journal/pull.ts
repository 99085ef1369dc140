import { appendStream, createRecord, streamSize } from '@outrider/record/folder';
import type { RecordStream } from '@outrider/record/folder';
import { readSamples } from '@outrider/record/track';
import type { JournalChunk } from '@outrider/schema';
import type { Store } from '../../platform/database/index.js';
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
 * has ended and its stream is closed and whole.
 */
export async function pullStream(context: PullContext, cursor: JournalCursor): Promise<boolean> {
  const { agency_id, flight_id, stream } = cursor;
  const created = { agency_id, flight_id, created_at_utc_ms: cursor.created_at_utc_ms };
  const folder = await createRecord(context.recordsDir, created);
  for (;;) {
    const offset = stream === 'samples' ? cursor.read_bytes : await streamSize(folder, stream);
    const chunk = await context.readJournal(cursor.gateway, flight_id, stream, offset);
    const bytes = Buffer.from(chunk.data_base64, 'base64');
    const read = stream === 'samples' ? readSamples(bytes) : { samples: [], consumed: bytes.byteLength };
    // Of the samples whole entries only: a gateway that crashed drops what it wrote of the last one.
    if (read.consumed > 0) await appendStream(folder, stream, offset, bytes.subarray(0, read.consumed));
    const readBytes = offset + read.consumed;
    // A torn last entry of a closed stream stays torn: nothing more will come.
    const whole = chunk.closed && cursor.flight_ended && (readBytes >= chunk.total_bytes || read.consumed === 0);
    await context.store.inAgency(agency_id, async (tx) => {
      if (read.samples.length > 0) await mergeSamples(tx, flight_id, read.samples);
      await advanceCursor(tx, flight_id, stream, readBytes, whole);
    });
    cursor.read_bytes = readBytes;
    // What was written meanwhile waits for the next round: a stream that grows as fast as it is read would keep all others waiting.
    if (whole || read.consumed === 0 || readBytes >= chunk.total_bytes) return whole;
  }
}
