import { sql } from 'kysely';
import {
  boundingBox,
  chunkSamples,
  extendPayload,
  isOfChunk,
  samplesToTrack,
  unpackChunk,
} from '@outrider/record/track';
import type { TrackChunk } from '@outrider/record/track';
import type { TelemetrySample, Track } from '@outrider/schema';
import type { AgencyTransaction } from '../../platform/database/index.js';

/**
 * Adds samples to a flight's track. The minute that is still growing is extended; samples that are there already (same or older time
 * than the last one) are left out.
 */
export async function mergeSamples(
  tx: AgencyTransaction,
  flightId: string,
  samples: readonly TelemetrySample[],
): Promise<void> {
  const last = await lastChunk(tx, flightId);
  const fresh = samples.filter((sample) => !last || sample.utc_ms > last.ends_at_utc_ms);
  if (fresh.length === 0) return;
  const isOfLast = ({ utc_ms }: TelemetrySample): boolean => !!last && isOfChunk(last.starts_at_utc_ms, utc_ms);
  const ofLast = fresh.filter(isOfLast);
  if (last && ofLast.length > 0) await extendChunk(tx, flightId, last, ofLast);
  for (const chunk of chunkSamples(fresh.filter((sample) => !isOfLast(sample)))) await insertChunk(tx, flightId, chunk);
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
    .select([
      'starts_at_utc_ms',
      'ends_at_utc_ms',
      'samples',
      'data_deflate',
      sql<string | null>`area::text`.as('area'),
    ])
    .where('flight_id', '=', flightId)
    .orderBy('starts_at_utc_ms', 'desc')
    .limit(1)
    .executeTakeFirst();
}

const boxText = (box: NonNullable<TrackChunk['box']>): string =>
  `(${box.east},${box.north}),(${box.west},${box.south})`;

/** Rows of a track are never changed, only replaced. */
async function extendChunk(
  tx: AgencyTransaction,
  flightId: string,
  last: NonNullable<Awaited<ReturnType<typeof lastChunk>>>,
  later: readonly TelemetrySample[],
): Promise<void> {
  await tx.sql
    .deleteFrom('track_chunks')
    .where('flight_id', '=', flightId)
    .where('starts_at_utc_ms', '=', last.starts_at_utc_ms)
    .execute();
  const grown = {
    from_utc_ms: last.starts_at_utc_ms,
    to_utc_ms: Math.max(...later.map(({ utc_ms }) => utc_ms)),
    box: boundingBox(later),
    count: last.samples + later.length,
    payload: extendPayload(last.data_deflate, later),
  };
  await insertChunk(tx, flightId, grown, last.area);
}

async function insertChunk(
  tx: AgencyTransaction,
  flightId: string,
  chunk: TrackChunk,
  areaBefore: string | null = null,
): Promise<void> {
  const box = chunk.box && boxText(chunk.box);
  await tx.sql
    .insertInto('track_chunks')
    .values({
      agency_id: tx.agencyId,
      flight_id: flightId,
      starts_at_utc_ms: chunk.from_utc_ms,
      ends_at_utc_ms: chunk.to_utc_ms,
      area: sql<string | null>`coalesce(bound_box(${areaBefore}::box, ${box}::box), ${areaBefore}::box, ${box}::box)`,
      samples: chunk.count,
      data_deflate: chunk.payload,
    })
    .execute();
}

/** The flight's own box is what the search by area reads. */
async function growArea(tx: AgencyTransaction, flightId: string, samples: readonly TelemetrySample[]): Promise<void> {
  const found = boundingBox(samples);
  if (!found) return;
  const box = boxText(found);
  await sql`UPDATE flights SET area = coalesce(bound_box(area, ${box}::box), ${box}::box)
    WHERE agency_id = ${tx.agencyId} AND id = ${flightId}`.execute(tx.sql);
}
