import type { RecordStream } from '@outrider/record/folder';
import type { AgencyTransaction } from '../../platform/database/index.js';

/** How far one stream of one flight has been read from its gateway. */
export interface JournalCursor {
  agency_id: string;
  flight_id: string;
  gateway: string;
  stream: RecordStream;
  read_bytes: number;
  /** The flight has ended on the books. Until then a gateway that knows nothing of it may still be about to begin it. */
  flight_ended: boolean;
  created_at_utc_ms: number;
}

const STREAMS: readonly RecordStream[] = ['tlog', 'samples'];

/** Says that this gateway keeps a journal of this flight. Does nothing when it is known. */
export async function openJournals(tx: AgencyTransaction, flightId: string, gateway: string): Promise<void> {
  const rows = STREAMS.map((stream) => ({
    agency_id: tx.agencyId,
    flight_id: flightId,
    gateway,
    stream,
    read_bytes: 0,
    closed: false,
  }));
  await tx.sql
    .insertInto('journal_cursors')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['agency_id', 'flight_id', 'stream']).doNothing())
    .execute();
}

/** Streams of the agency that are not whole yet, by flight and stream. */
export async function openCursors(tx: AgencyTransaction): Promise<JournalCursor[]> {
  const rows = await tx.sql
    .selectFrom('journal_cursors')
    .innerJoin('flights', (on) =>
      on
        .onRef('flights.agency_id', '=', 'journal_cursors.agency_id')
        .onRef('flights.id', '=', 'journal_cursors.flight_id'),
    )
    .selectAll('journal_cursors')
    .select(['flights.requested_at_utc_ms', 'flights.ended_at_utc_ms'])
    .where('journal_cursors.closed', '=', false)
    .orderBy('journal_cursors.flight_id')
    .orderBy('journal_cursors.stream')
    .execute();
  return rows.map(({ closed: _closed, requested_at_utc_ms, ended_at_utc_ms, ...cursor }) => ({
    ...cursor,
    flight_ended: ended_at_utc_ms !== null,
    created_at_utc_ms: requested_at_utc_ms,
  }));
}

export async function advanceCursor(
  tx: AgencyTransaction,
  flightId: string,
  stream: RecordStream,
  readBytes: number,
  closed: boolean,
): Promise<void> {
  await tx.sql
    .updateTable('journal_cursors')
    .set({ read_bytes: readBytes, closed })
    .where('flight_id', '=', flightId)
    .where('stream', '=', stream)
    .execute();
}
