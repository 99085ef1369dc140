import { implement } from '../platform/index.js';
import type { Implementation } from '../platform/index.js';
import { hashPassword, requireStrongPassword } from '../platform/auth/passwords.js';
import { insertUser } from '../users/store.js';
import { insertAgency } from './store.js';

export function agencyRoutes(): Implementation[] {
  const list = implement('listAgencies', async ({ read }) => ({
    items: await read(({ sql }) =>
      sql
        .selectFrom('agencies')
        .select(['id', 'name', 'slug as short_name', 'created_at_utc_ms'])
        .where('kind', '=', 'agency')
        .orderBy('name')
        .execute(),
    ),
  }));

  const create = implement('createAgency', async ({ body, change, note }) => {
    const { password, username, display_name } = body.administrator;
    requireStrongPassword(password, username);
    const hash = await hashPassword(password);
    return change(async (transaction) => {
      const agency = await insertAgency(transaction, body.name);
      await transaction.within(agency.id, (inside) =>
        insertUser(inside, { username, display_name, roles: ['agency_administrator'], password_hash: hash }),
      );
      note(agency.id, { name: agency.name, administrator: username });
      return agency;
    });
  });

  return [list, create];
}
