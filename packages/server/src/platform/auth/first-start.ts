import path from 'node:path';
import { writeFileAtomically } from '@outrider/runtime';
import { hostId } from '../../agencies/store.js';
import { insertUser } from '../../users/store.js';
import type { Store } from '../database/index.js';
import { hashPassword } from './passwords.js';
import { newPassword } from './secrets.js';

/** An account as it is shown once to whoever starts Outrider. */
export interface Account {
  username: string;
  password: string;
  roles: string[];
}

/**
 * Makes the host's administrator when there is none. The password is made here, written to a file that only this user can read,
 * and returned to be printed once. Null when there was one already.
 */
export async function ensureHostAdministrator(store: Store, dataDir: string): Promise<Account | null> {
  const host = await hostId(store);
  const known = await store.inAgency(host, ({ sql }) => sql.selectFrom('users').select('id').executeTakeFirst());
  if (known) return null;
  const account = { username: 'admin', password: newPassword(), roles: ['host_administrator'] };
  // The file comes first: an account whose password nobody knows could not be used.
  writeFileAtomically(path.join(dataDir, 'administrator.json'), `${JSON.stringify(account, null, 2)}\n`);
  const password_hash = await hashPassword(account.password);
  await store.inAgency(host, (transaction) =>
    insertUser(transaction, {
      username: account.username,
      display_name: 'Host administrator',
      roles: ['host_administrator'],
      password_hash,
    }),
  );
  return account;
}
