import type { Agency } from '@outrider/schema';
import { refuse } from '../platform/index.js';
import type { AgencyTransaction } from '../platform/index.js';

/** Short name of an agency for settings and addresses: small letters, digits, hyphens. */
export function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
  return plain.replaceAll(/^-+|-+$/g, '').slice(0, 40) || 'agency';
}

/** Adds an agency with its heads; the caller is inside the host. Throws conflict. */
export async function insertAgency(transaction: AgencyTransaction, name: string): Promise<Agency> {
  const agency = { id: transaction.newId(), name, created_at_utc_ms: transaction.nowUtcMs };
  const added = await transaction.sql
    .insertInto('agencies')
    .values({ ...agency, slug: slugOf(name), kind: 'agency' })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!added) throw refuse('conflict', `There is an agency with the short name "${slugOf(name)}" already.`, 'name');
  await transaction.within(agency.id, ({ sql, agencyId }) =>
    sql.insertInto('agency_heads').values({ agency_id: agencyId }).execute(),
  );
  return agency;
}
