import { found, implement, refuse } from '../platform/index.js';
import type { AgencyTransaction, Implementation } from '../platform/index.js';
import { findSite, loadSites, saveSite } from './store.js';

export function siteRoutes(): Implementation[] {
  return [
    implement('listSites', async ({ read }) => ({ items: await read(loadSites) })),
    implement('createSite', async ({ body, change, note }) =>
      change(async (transaction) => {
        const site = { address: '', ...body, id: transaction.newId() };
        note(site.id, { name: site.name });
        await saveSite(transaction, site);
        return site;
      }),
    ),
    implement('updateSite', async ({ params, body, change, note }) =>
      change(async (transaction) => {
        const site = { ...(await findSite(transaction, params.id)), ...body };
        note(site.id, { ...body });
        await saveSite(transaction, site);
        return site;
      }),
    ),
    implement('deleteSite', async ({ params, change }) =>
      change(async (transaction) => {
        await requireEmpty(transaction, params.id);
        const { sql } = transaction;
        found(await sql.deleteFrom('sites').where('id', '=', params.id).returning('id').executeTakeFirst(), 'site');
        transaction.change({ kind: 'site_removed', value: { id: params.id } });
      }),
    ),
  ];
}

async function requireEmpty({ sql }: AgencyTransaction, siteId: string): Promise<void> {
  // Retired aircraft let go of their site, so whatever stands here is in use.
  const aircraft = await sql.selectFrom('aircraft').select('name').where('site_id', '=', siteId).executeTakeFirst();
  if (aircraft) throw refuse('conflict', `${aircraft.name} belongs to this site; move it first.`, 'id');
}
