import type { Selectable } from 'kysely';
import type { Site } from '@outrider/schema';
import { found } from '../platform/index.js';
import type { AgencyTransaction, Database } from '../platform/index.js';

function toSite(row: Selectable<Database['sites']>): Site {
  const { id, name, address, latitude_deg, longitude_deg, altitude_amsl_m } = row;
  return { id, name, address, position: { latitude_deg, longitude_deg, altitude_amsl_m } };
}

export async function loadSites({ sql }: AgencyTransaction): Promise<Site[]> {
  const rows = await sql.selectFrom('sites').selectAll().orderBy('name').orderBy('id').execute();
  return rows.map(toSite);
}

/** Throws not_found. */
export async function findSite({ sql }: AgencyTransaction, id: string): Promise<Site> {
  return toSite(found(await sql.selectFrom('sites').selectAll().where('id', '=', id).executeTakeFirst(), 'site'));
}

/** Adds or replaces a launch place. */
export async function saveSite(transaction: AgencyTransaction, site: Site): Promise<void> {
  const { id, name, address, position } = site;
  const values = { name, address, ...position };
  await transaction.sql
    .insertInto('sites')
    .values({ agency_id: transaction.agencyId, id, ...values })
    .onConflict((conflict) => conflict.columns(['agency_id', 'id']).doUpdateSet(values))
    .execute();
  transaction.change({ kind: 'site', value: site });
}
