import type { FlightRecordState } from '@outrider/schema';
import type { Selectable } from 'kysely';
import type { AgencyTransaction, Database } from '../platform/index.js';

export type RecordRow = Selectable<Database['flight_records']>;

export async function findRecord({ sql }: AgencyTransaction, flightId: string): Promise<RecordRow | null> {
  return (
    (await sql.selectFrom('flight_records').selectAll().where('flight_id', '=', flightId).executeTakeFirst()) ?? null
  );
}

/** Says that this flight has a record with a chain; returns how it stands. */
export async function openRecord(tx: AgencyTransaction, flight_id: string): Promise<RecordRow['state']> {
  await tx.sql
    .insertInto('flight_records')
    .values({ agency_id: tx.agencyId, flight_id, state: 'open', detail: null })
    .onConflict((conflict) => conflict.columns(['agency_id', 'flight_id']).doNothing())
    .execute();
  return (await findRecord(tx, flight_id))?.state ?? 'open';
}

/** Records that are not sealed, oldest flight first. */
export async function openRecords({ sql }: AgencyTransaction): Promise<string[]> {
  const rows = await sql
    .selectFrom('flight_records')
    .select('flight_id')
    .where('state', '=', 'open')
    .orderBy('flight_id')
    .execute();
  return rows.map(({ flight_id }) => flight_id);
}

export async function breakRecord({ sql }: AgencyTransaction, flightId: string, detail: string): Promise<void> {
  await sql.updateTable('flight_records').set({ state: 'broken', detail }).where('flight_id', '=', flightId).execute();
}

/** What an open record waits for; written only when it changed. */
export async function tellWaiting({ sql }: AgencyTransaction, flightId: string, detail: string): Promise<void> {
  await sql
    .updateTable('flight_records')
    .set({ detail })
    .where('flight_id', '=', flightId)
    .where('state', '=', 'open')
    .where('detail', 'is distinct from', detail)
    .execute();
}

export type SealedRow = Pick<
  FlightRecordState,
  'sealed_at_utc_ms' | 'incomplete_reason' | 'manifest_sha256' | 'key_id' | 'log_index'
>;

export async function keepSealed({ sql }: AgencyTransaction, flightId: string, sealed: SealedRow): Promise<void> {
  const values = { ...sealed, state: 'sealed' as const, detail: null };
  await sql.updateTable('flight_records').set(values).where('flight_id', '=', flightId).execute();
}
