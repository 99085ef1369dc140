import type { Selectable } from 'kysely';
import type { TerrainGrid, Volume } from '@outrider/schema';
import { found, json } from '../platform/index.js';
import type { AgencyTransaction, Database } from '../platform/index.js';
import { pack, unpack } from '../platform/packed.js';

function toVolume({ agency_id: _agency, ...volume }: Selectable<Database['volumes']>): Volume {
  return volume;
}

/** All volumes of the agency, disabled ones too. */
export async function loadVolumes({ sql }: AgencyTransaction): Promise<Volume[]> {
  const rows = await sql.selectFrom('volumes').selectAll().orderBy('id').execute();
  return rows.map(toVolume);
}

// Fourteen parameters a row; PostgreSQL takes 65,535 in one statement.
const VOLUMES_PER_INSERT = 1000;

/** Adds volumes; with `replace`, in place of all that came from the same source. Returns how many went. */
export async function saveVolumes(
  transaction: AgencyTransaction,
  volumes: readonly Omit<Volume, 'id'>[],
  replaceSource: string | null,
): Promise<number> {
  const { sql, agencyId } = transaction;
  const removed =
    replaceSource === null
      ? null
      : await sql.deleteFrom('volumes').where('source', '=', replaceSource).executeTakeFirst();
  const rows = volumes.map((volume) => ({
    ...volume,
    rings: json(volume.rings),
    agency_id: agencyId,
    id: transaction.newId(),
  }));
  for (let start = 0; start < rows.length; start += VOLUMES_PER_INSERT) {
    await sql
      .insertInto('volumes')
      .values(rows.slice(start, start + VOLUMES_PER_INSERT))
      .execute();
  }
  transaction.change({ kind: 'inputs', value: { what: 'airspace' } });
  return Number(removed?.numDeletedRows ?? 0);
}

/** Throws not_found. */
export async function updateVolume(
  transaction: AgencyTransaction,
  id: string,
  values: { name?: string; enabled?: boolean },
): Promise<Volume> {
  const { sql } = transaction;
  if (Object.keys(values).length > 0) await sql.updateTable('volumes').set(values).where('id', '=', id).execute();
  const row = await sql.selectFrom('volumes').selectAll().where('id', '=', id).executeTakeFirst();
  transaction.change({ kind: 'inputs', value: { what: 'airspace' } });
  return toVolume(found(row, 'volume'));
}

/** Throws not_found. */
export async function deleteVolume(transaction: AgencyTransaction, id: string): Promise<void> {
  const gone = await transaction.sql.deleteFrom('volumes').where('id', '=', id).returning('id').executeTakeFirst();
  found(gone, 'volume');
  transaction.change({ kind: 'inputs', value: { what: 'airspace' } });
}

export async function loadTerrain({ sql }: AgencyTransaction): Promise<TerrainGrid | null> {
  const row = await sql.selectFrom('terrain').select('grid_gzip').executeTakeFirst();
  return row ? unpack<TerrainGrid>(row.grid_gzip) : null;
}

export async function saveTerrain(transaction: AgencyTransaction, grid: TerrainGrid): Promise<void> {
  const values = { grid_gzip: await pack(grid), updated_at_utc_ms: transaction.nowUtcMs };
  await transaction.sql
    .insertInto('terrain')
    .values({ agency_id: transaction.agencyId, ...values })
    .onConflict((conflict) => conflict.column('agency_id').doUpdateSet(values))
    .execute();
  transaction.change({ kind: 'inputs', value: { what: 'terrain' } });
}
