import { sql } from 'kysely';
import { hostId } from '../agencies/store.js';
import { found, refuse } from '../platform/index.js';
import type { AgencyTransaction, Store } from '../platform/index.js';

/** A gateway on another machine as it is on file. */
export interface GatewayRow {
  name: string;
  agency_id: string;
  agency: string;
  agency_name: string;
  public_key: string;
  added_at_utc_ms: number;
  revoked_at_utc_ms: number | null;
}

/** Every gateway that was ever added, by name; the transaction is inside the host. */
export async function loadGateways(transaction: AgencyTransaction): Promise<GatewayRow[]> {
  const rows = await transaction.sql.selectFrom('gateways').selectAll().orderBy('name').execute();
  const agencies = await loadAgencies(transaction);
  return rows.map(({ agency_id: _host, serves_agency_id, ...row }) => {
    const agency = agencies.find(({ id }) => id === serves_agency_id);
    return { ...row, agency_id: serves_agency_id, agency: agency?.slug ?? '', agency_name: agency?.name ?? '' };
  });
}

/** As `loadGateways`, for work in the background. */
export async function listGateways(store: Store): Promise<GatewayRow[]> {
  return store.inAgency(await hostId(store), loadGateways);
}

/**
 * Admits a gateway. A name is used once and for ever, since what a gateway has on its disk is read on by its name.
 * @param agency short name or id. Throws not_found, conflict.
 */
export async function insertGateway(
  transaction: AgencyTransaction,
  { name, agency, public_key }: { name: string; agency: string; public_key: string },
): Promise<GatewayRow> {
  const served = (await loadAgencies(transaction)).find(({ id, slug }) => id === agency || slug === agency);
  if (!served) throw refuse('not_found', `There is no agency with the short name "${agency}".`, 'agency');
  const added = await transaction.sql
    .insertInto('gateways')
    .values({
      agency_id: transaction.agencyId,
      name,
      serves_agency_id: served.id,
      public_key,
      added_at_utc_ms: transaction.nowUtcMs,
      revoked_at_utc_ms: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('name')
    .executeTakeFirst();
  if (!added) throw refuse('conflict', `A gateway "${name}", or one with this key, is or was there already.`, 'name');
  return gatewayNamed(transaction, name);
}

/** Shuts a gateway out, and takes from it what it owned. Throws not_found. */
export async function revokeGateway(transaction: AgencyTransaction, name: string): Promise<GatewayRow> {
  const row = await gatewayNamed(transaction, name);
  await transaction.sql
    .updateTable('gateways')
    .set({ revoked_at_utc_ms: transaction.nowUtcMs })
    .where('name', '=', name)
    .where('revoked_at_utc_ms', 'is', null)
    .execute();
  await transaction.within(row.agency_id, ({ sql: inside }) =>
    inside.updateTable('ownerships').set({ in_use: false }).where('gateway', '=', name).execute(),
  );
  return gatewayNamed(transaction, name);
}

async function gatewayNamed(transaction: AgencyTransaction, name: string): Promise<GatewayRow> {
  return found(
    (await loadGateways(transaction)).find((row) => row.name === name),
    'gateway',
  );
}

async function loadAgencies({ sql: inside }: AgencyTransaction): Promise<{ id: string; slug: string; name: string }[]> {
  return inside
    .selectFrom('agencies')
    .select(['id', 'slug', 'name'])
    .where(sql<boolean>`kind = 'agency'`)
    .execute();
}
