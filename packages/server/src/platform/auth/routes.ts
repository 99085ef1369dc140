import { sql } from 'kysely';
import type { FastifyReply } from 'fastify';
import type { Services } from '../../services.js';
import type { AgencyTransaction } from '../database/index.js';
import { implement } from '../http/index.js';
import type { Implementation } from '../http/index.js';
import { refuse } from '../refusal.js';
import { cookieName } from './authenticate.js';
import { checkPassword, hashPassword, requireStrongPassword } from './passwords.js';
import { describeSession } from './principal.js';

interface LoginRow {
  agency_id: string;
  user_id: string;
  password_hash: string;
  disabled: boolean;
}

/** Signing in and out. */
export function authRoutes(services: Services, secure: boolean): Implementation[] {
  const { store, sessions, loginGuard, settings } = services;

  const setCookie = (reply: FastifyReply, token: string): void => {
    const lasting = { maxAge: settings.auth.session_max_h * 3600 };
    void reply.setCookie(cookieName(secure), token, {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure,
      ...lasting,
    });
  };

  async function recordLogin(agencyId: string, entry: LoginEntry): Promise<void> {
    await store.inAgency(agencyId, async (transaction) => auditLogin(transaction, entry));
  }

  const login = implement('login', async ({ body, address, reply }) => {
    const username = body.username.trim().toLowerCase();
    await loginGuard.requireUnlocked(username, address);
    const rows = await sql<LoginRow>`SELECT * FROM find_login(${username})`.execute(store.outside);
    const user = rows.rows[0];
    const right = await checkPassword(user?.password_hash ?? null, body.password);
    if (!user || !right || user.disabled) {
      await loginGuard.failed(username, address);
      if (user) await recordLogin(user.agency_id, { username, userId: user.user_id, address, outcome: 'refused' });
      throw refuse('wrong_credentials', 'Name or password is wrong.');
    }
    await loginGuard.succeeded(username, address);
    const { token } = await store.inAgency(user.agency_id, async (transaction) => {
      auditLogin(transaction, { username, userId: user.user_id, address, outcome: 'ok' });
      const change = { last_login_utc_ms: transaction.nowUtcMs };
      await transaction.sql.updateTable('users').set(change).where('id', '=', user.user_id).execute();
      return sessions.open(transaction, user.user_id, address);
    });
    setCookie(reply, token);
    return describeSession(await sessions.fromCookie(token), settings.demo);
  });

  const logout = implement('logout', async ({ principal, change, reply }) => {
    const id = principal.session?.id;
    if (id === undefined) throw refuse('not_signed_in', 'An API key has no session.');
    await change(({ sql: db }) => db.deleteFrom('sessions').where('id', '=', id).execute());
    sessions.announceRevoked([id]);
    void reply.clearCookie(cookieName(secure), { path: '/', secure });
  });

  const session = implement('session', async ({ principal }) => describeSession(principal, settings.demo));

  const changePassword = implement('changePassword', async ({ principal, body, change, address }) => {
    const own = principal.session;
    if (!own) throw refuse('not_signed_in', 'An API key has no password.');
    await loginGuard.requireUnlocked(own.user.username, address);
    const rows = await sql<LoginRow>`SELECT * FROM find_login(${own.user.username})`.execute(store.outside);
    if (!(await checkPassword(rows.rows[0]?.password_hash ?? null, body.current))) {
      await loginGuard.failed(own.user.username, address);
      throw refuse('wrong_credentials', 'The current password is wrong.', 'current');
    }
    requireStrongPassword(body.next, own.user.username);
    const hash = await hashPassword(body.next);
    const ended = await change(async (transaction) => {
      await transaction.sql.updateTable('users').set({ password_hash: hash }).where('id', '=', principal.id).execute();
      return sessions.endOfUser(transaction, principal.id, own.id);
    });
    sessions.announceRevoked(ended);
  });

  return [login, logout, session, changePassword];
}

interface LoginEntry {
  username: string;
  userId: string;
  address: string;
  outcome: 'ok' | 'refused';
}

function auditLogin(transaction: AgencyTransaction, { username, userId, address, outcome }: LoginEntry): void {
  transaction.audit({
    actor: username,
    actor_id: userId,
    action: 'login',
    object: null,
    outcome,
    address,
    detail: {},
  });
}
