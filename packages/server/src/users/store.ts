import type { Selectable } from 'kysely';
import type { Role, RoleGrant, User } from '@outrider/schema';
import type { AgencyTransaction, Database } from '../platform/index.js';
import { found, refuse } from '../platform/index.js';

type UserRow = Selectable<Database['users']>;

/** As the API shows a user; the password's hash stays here. */
export function toUser(row: UserRow, isHost: boolean): User {
  return {
    id: row.id,
    agency_id: isHost ? null : row.agency_id,
    username: row.username,
    display_name: row.display_name,
    roles: row.roles,
    disabled: row.disabled,
    created_at_utc_ms: row.created_at_utc_ms,
    last_login_utc_ms: row.last_login_utc_ms,
  };
}

export const loadUsers = ({ sql }: AgencyTransaction): Promise<UserRow[]> =>
  sql.selectFrom('users').selectAll().orderBy('username').execute();

/** Throws not_found. */
export async function findUser({ sql }: AgencyTransaction, id: string): Promise<UserRow> {
  return found(await sql.selectFrom('users').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(), 'user');
}

export interface NewUser {
  username: string;
  display_name: string;
  roles: Role[];
  password_hash: string;
}

/** Throws conflict when the name is taken; names are unique in the whole deployment, since signing in names no agency. */
export async function insertUser(transaction: AgencyTransaction, user: NewUser): Promise<UserRow> {
  const { agencyId, nowUtcMs, sql } = transaction;
  const row = await sql
    .insertInto('users')
    .values({
      ...user,
      agency_id: agencyId,
      id: transaction.newId(),
      created_at_utc_ms: nowUtcMs,
      last_login_utc_ms: null,
    })
    .onConflict((conflict) => conflict.column('username').doNothing())
    .returningAll()
    .executeTakeFirst();
  if (!row) throw refuse('conflict', `The name ${user.username} is taken.`, 'username');
  return row;
}

/**
 * Throws last_administrator when `id` would leave nobody who may manage users. Takes the agency's row lock, so that two who take
 * the role from each other at the same moment come one after the other.
 */
export async function requireOtherAdministrator(
  { sql, agencyId }: AgencyTransaction,
  id: string,
  role: Role,
): Promise<void> {
  await sql.selectFrom('agency_heads').select('agency_id').where('agency_id', '=', agencyId).forUpdate().execute();
  const users = await sql.selectFrom('users').select(['id', 'roles']).where('disabled', '=', false).execute();
  if (users.some((user) => user.id !== id && user.roles.includes(role))) return;
  throw refuse('last_administrator', 'Nobody else could manage users then.', 'roles');
}

/** What the agency gives to roles beyond what they hold by themselves. */
export async function loadGrants({ sql }: AgencyTransaction): Promise<RoleGrant[]> {
  const rows = await sql.selectFrom('role_grants').select(['role', 'permission']).orderBy('role').execute();
  return rows as RoleGrant[];
}

export async function saveGrants({ sql, agencyId }: AgencyTransaction, grants: readonly RoleGrant[]): Promise<void> {
  await sql.deleteFrom('role_grants').execute();
  if (grants.length === 0) return;
  const rows = grants.map(({ role, permission }) => ({ agency_id: agencyId, role, permission }));
  await sql
    .insertInto('role_grants')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
