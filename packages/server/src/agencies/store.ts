import { sql } from 'kysely';
import type { Agency } from '@outrider/schema';
import { refuse } from '../platform/index.js';
import type { AgencyTransaction, Store } from '../platform/index.js';

/** Short name of an agency for settings and addresses: small letters, digits, hyphens. */
export function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
  return plain.replaceAll(/^-+|-+$/g, '').slice(0, 40) || 'agency';
}

/** Adds an agency with its heads; the caller is inside the host. Throws conflict. */
export async function insertAgency(transaction: AgencyTransaction, name: string, slug = slugOf(name)): Promise<Agency> {
  const agency = { id: transaction.newId(), name, created_at_utc_ms: transaction.nowUtcMs };
  const added = await transaction.sql
    .insertInto('agencies')
    .values({ ...agency, slug, kind: 'agency' })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!added) throw refuse('conflict', `There is an agency with the short name "${slug}" already.`, 'name');
  await transaction.within(agency.id, ({ sql, agencyId }) =>
    sql.insertInto('agency_heads').values({ agency_id: agencyId }).execute(),
  );
  return { ...agency, short_name: slug };
}

/** Every agency of the deployment without the host: for work in the background, which then goes into each by itself. */
export async function listAgencies({ outside }: Store): Promise<{ id: string; slug: string }[]> {
  const rows = await sql<{ id: string; slug: string; kind: string }>`SELECT * FROM list_agencies()`.execute(outside);
  return rows.rows.filter((row) => row.kind === 'agency').map(({ id, slug }) => ({ id, slug }));
}

/** Id of the host's own row. */
export async function hostId({ outside }: Store): Promise<string> {
  const rows = await sql<{ id: string }>`SELECT id FROM list_agencies() WHERE kind = 'host'`.execute(outside);
  const id = rows.rows[0]?.id;
  if (id === undefined) throw new TypeError('the database has no host');
  return id;
}
