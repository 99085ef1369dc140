import type { Role } from '@outrider/schema';
import { roleFitsScope } from '@outrider/core/access';
import { implement, refuse } from '../platform/index.js';
import type { AgencyTransaction, Implementation, Principal } from '../platform/index.js';
import { hashPassword, requireStrongPassword } from '../platform/auth/passwords.js';
import type { Services } from '../services.js';
import { tellCrew } from '../crew/store.js';
import { findUser, insertUser, loadGrants, loadUsers, saveGrants, requireOtherAdministrator, toUser } from './store.js';

export function userRoutes({ sessions }: Services): Implementation[] {
  const list = implement('listUsers', async ({ principal, read }) => {
    const rows = await read(loadUsers);
    return { items: rows.map((row) => toUser(row, principal.isHost)) };
  });

  const create = implement('createUser', async ({ principal, body, change, note }) => {
    requireFittingRoles(body.roles, principal);
    requireStrongPassword(body.password, body.username);
    const { password, ...user } = body;
    const hash = await hashPassword(password);
    return change(async (transaction) => {
      const row = await insertUser(transaction, { ...user, password_hash: hash });
      note(row.id, { username: row.username, roles: row.roles });
      await tellCrew(transaction, row.id);
      return toUser(row, principal.isHost);
    });
  });

  const update = implement('updateUser', async ({ principal, params, body, change, note }) => {
    const { password, ...fields } = body;
    if (fields.roles) requireFittingRoles(fields.roles, principal);
    const hash = password === undefined ? null : await hashPassword(password);
    const { row, ended, closes } = await change(async (transaction) => {
      const before = await findUser(transaction, params.id);
      if (password !== undefined) requireStrongPassword(password, before.username);
      await keepAnAdministrator(transaction, principal, before.id, { ...before, ...fields });
      const values = { ...fields, ...(hash === null ? {} : { password_hash: hash }) };
      if (Object.keys(values).length > 0) {
        await transaction.sql.updateTable('users').set(values).where('id', '=', before.id).execute();
      }
      note(before.id, { ...fields, ...(hash === null ? {} : { password_changed: true }) });
      await tellCrew(transaction, before.id);
      // A new password or a closed account must not live on in an open browser.
      const closes = hash !== null || fields.disabled === true;
      const sessionsEnded = closes ? await sessions.endOfUser(transaction, before.id, null) : [];
      return { row: await findUser(transaction, before.id), ended: sessionsEnded, closes };
    });
    sessions.announceRevoked(ended);
    // Also to sockets whose session is not on the books any more.
    if (fields.roles || closes) sessions.announceChanged(row.id);
    return toUser(row, principal.isHost);
  });

  const grants = implement('listRoleGrants', async ({ read }) => ({ items: await read(loadGrants) }));

  const grant = implement('putRoleGrants', async ({ principal, body, change, note }) => {
    if (principal.isHost) throw refuse('bad_request', 'The host has nobody who flies.', 'items');
    const users = await change(async (transaction) => {
      note(principal.agencyId, { items: body.items });
      await saveGrants(transaction, body.items);
      return loadUsers(transaction);
    });
    for (const { id } of users) sessions.announceChanged(id);
    return { items: body.items };
  });

  return [list, create, update, grants, grant];
}

/** The host's own role is for the host's users only, and the others for an agency's only. */
function requireFittingRoles(roles: readonly Role[], principal: Principal): void {
  const misfit = roles.find((role) => !roleFitsScope(role, principal.isHost ? 'host' : 'agency'));
  if (misfit) throw refuse('bad_request', `The role ${misfit} cannot be given here.`, 'roles');
}

async function keepAnAdministrator(
  transaction: AgencyTransaction,
  principal: Principal,
  id: string,
  after: { roles: readonly Role[]; disabled: boolean },
): Promise<void> {
  const role: Role = principal.isHost ? 'host_administrator' : 'agency_administrator';
  if (after.roles.includes(role) && !after.disabled) return;
  await requireOtherAdministrator(transaction, id, role);
}
