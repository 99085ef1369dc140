import { sql } from 'kysely';
import { chunkSamples, samplesToTrack, unpackChunk } from '@outrider/record/track';
import type { TrackChunk } from '@outrider/record/track';
import type { TelemetrySample, Track } from '@outrider/schema';
import type { AgencyTransaction } from '../../platform/database/index.js';

/**
 * Adds samples to a flight's track. The minute that is still growing is read, extended and written again; samples that are there
 * already (same or older time than the last one of their minute) are left out.
 */
export async function mergeSamples(
  tx: AgencyTransaction,
  flightId: string,
  samples: readonly TelemetrySample[],
): Promise<void> {
  const last = await lastChunk(tx, flightId);
  const known = last ? unpackChunk(last.data_deflate) : [];
  const newest = known.at(-1)?.utc_ms ?? -Infinity;
  const fresh = samples.filter((sample) => sample.utc_ms > newest);
  if (fresh.length === 0) return;
  if (last) {
    await tx.sql
      .deleteFrom('track_chunks')
      .where('flight_id', '=', flightId)
      .where('starts_at_utc_ms', '=', last.starts_at_utc_ms)
      .execute();
  }
  for (const chunk of chunkSamples([...known, ...fresh])) await insertChunk(tx, flightId, chunk);
  await growArea(tx, flightId, fresh);
}

/** The whole track of a flight in time order. */
export async function readTrack(tx: AgencyTransaction, flightId: string): Promise<Track> {
  const rows = await tx.sql
    .selectFrom('track_chunks')
    .select('data_deflate')
    .where('flight_id', '=', flightId)
    .orderBy('starts_at_utc_ms')
    .execute();
  return samplesToTrack(
    flightId,
    rows.flatMap((row) => unpackChunk(row.data_deflate)),
  );
}

async function lastChunk(tx: AgencyTransaction, flightId: string) {
  return tx.sql
    .selectFrom('track_chunks')
    .select(['starts_at_utc_ms', 'data_deflate'])
    .where('flight_id', '=', flightId)
    .orderBy('starts_at_utc_ms', 'desc')
    .limit(1)
    .executeTakeFirst();
}

const boxText = (box: NonNullable<TrackChunk['box']>): string =>
  `(${box.east},${box.north}),(${box.west},${box.south})`;

async function insertChunk(tx: AgencyTransaction, flightId: string, chunk: TrackChunk): Promise<void> {
  await tx.sql
    .insertInto('track_chunks')
    .values({
      agency_id: tx.agencyId,
      flight_id: flightId,
      starts_at_utc_ms: chunk.from_utc_ms,
      ends_at_utc_ms: chunk.to_utc_ms,
      area: chunk.box && boxText(chunk.box),
      samples: chunk.count,
      data_deflate: chunk.payload,
    })
    .execute();
}

/** The flight's own box is what the search by area reads. */
async function growArea(tx: AgencyTransaction, flightId: string, samples: readonly TelemetrySample[]): Promise<void> {
  const boxes = chunkSamples(samples).flatMap((chunk) => (chunk.box ? [boxText(chunk.box)] : []));
  for (const box of boxes) {
    await sql`UPDATE flights SET area = coalesce(bound_box(area, ${box}::box), ${box}::box)
      WHERE agency_id = ${tx.agencyId} AND id = ${flightId}`.execute(tx.sql);
  }
}
