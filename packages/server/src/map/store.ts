import type { AgencyTransaction } from '../platform/index.js';
import { pack, unpack } from '../platform/packed.js';

export type GeoJson = Record<string, unknown>;

/** The agency's own map of the area, or null. */
export async function loadBaseMap({ sql }: AgencyTransaction): Promise<GeoJson | null> {
  const row = await sql.selectFrom('base_map').select('geojson_gzip').executeTakeFirst();
  return row ? unpack<GeoJson>(row.geojson_gzip) : null;
}

/** Replaces the map; null removes it. */
export async function saveBaseMap(transaction: AgencyTransaction, geojson: GeoJson | null): Promise<void> {
  const { sql, agencyId, nowUtcMs } = transaction;
  if (geojson === null) {
    await sql.deleteFrom('base_map').execute();
    return;
  }
  const values = { geojson_gzip: await pack(geojson), updated_at_utc_ms: nowUtcMs };
  await sql
    .insertInto('base_map')
    .values({ agency_id: agencyId, ...values })
    .onConflict((conflict) => conflict.column('agency_id').doUpdateSet(values))
    .execute();
}
