import { sql } from 'kysely';
import type { Role } from '@outrider/schema';
import { isPermission, permissionsOf } from '@outrider/core/access';
import type { Permission, RoleGrant } from '@outrider/core/access';
import type { Bus, Clock, Settings } from '@outrider/runtime';
import type { AgencyTransaction, Store } from '../database/index.js';
import { refuse } from '../refusal.js';
import type { Principal } from './principal.js';
import { newSecret, secretHash } from './secrets.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** What is left to a socket whose session is idle. */
const ONLY_LOOKS: Permission = 'live:read';
// "Last used" is written at most this often; it only feeds the idle lock of minutes.
const TOUCH_EVERY_MS = 20_000;

/** Tells every server to close the sockets of these sessions and keys. */
export const REVOKED_SUBJECT = 'auth-revoked';
/** Tells every server to look again at what these users may do. */
export const CHANGED_SUBJECT = 'auth-changed';

interface SessionRow {
  agency_id: string;
  agency_name: string;
  agency_kind: 'host' | 'agency';
  session_id: string;
  last_used_utc_ms: number;
  expires_at_utc_ms: number;
  idle_lock_min: number | null;
  user_id: string;
  username: string;
  display_name: string;
  roles: Role[];
  disabled: boolean;
  created_at_utc_ms: number;
  last_login_utc_ms: number | null;
  grants: RoleGrant[];
}
interface KeyRow {
  agency_id: string;
  agency_name: string;
  key_id: string;
  name: string;
  permissions: string[];
  last_used_utc_ms: number | null;
}

/** Makes, finds and ends sessions; finds API keys. The secrets themselves are nowhere kept, only their hashes. */
export class Sessions {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #bus: Bus;
  readonly #settings: Settings['auth'];

  constructor(store: Store, clock: Clock, bus: Bus, settings: Settings['auth']) {
    this.#store = store;
    this.#clock = clock;
    this.#bus = bus;
    this.#settings = settings;
  }

  /** A new session for a user, in the caller's transaction. */
  async open(
    transaction: AgencyTransaction,
    userId: string,
    address: string,
  ): Promise<{ token: string; sessionId: string }> {
    const token = newSecret();
    const now = transaction.nowUtcMs;
    const sessionId = transaction.newId();
    await transaction.sql
      .insertInto('sessions')
      .values({
        agency_id: transaction.agencyId,
        id: sessionId,
        user_id: userId,
        token_hash: secretHash(token),
        address,
        created_at_utc_ms: now,
        last_used_utc_ms: now,
        expires_at_utc_ms: now + this.#settings.session_max_h * HOUR_MS,
      })
      .execute();
    return { token, sessionId };
  }

  /**
   * Who holds this cookie; `counts` tells whether somebody did something, which keeps the idle lock away. Throws session_expired
   * for an idle, old, ended or disabled one.
   */
  async fromCookie(token: string, counts = true): Promise<Principal> {
    const row = await this.#find(token);
    const now = this.#clock.utcMs();
    if (this.#isIdle(row, now)) throw ended();
    if (counts && now - row.last_used_utc_ms > TOUCH_EVERY_MS) await this.touch(row.agency_id, row.session_id);
    return principalOfSession(row);
  }

  /** As `fromCookie`, for a socket that is open already and does not count: an idle session is locked, and may only look. */
  async standing(token: string): Promise<Principal> {
    const row = await this.#find(token);
    const principal = principalOfSession(row);
    if (!this.#isIdle(row, this.#clock.utcMs())) return principal;
    const mayLook = principal.permissions.has(ONLY_LOOKS);
    return { ...principal, locked: true, permissions: new Set(mayLook ? [ONLY_LOOKS] : []) };
  }

  async #find(token: string): Promise<SessionRow> {
    const rows = await sql<SessionRow>`SELECT * FROM find_session(${secretHash(token)})`.execute(this.#store.outside);
    const row = rows.rows[0];
    if (!row || row.disabled || row.expires_at_utc_ms <= this.#clock.utcMs()) throw ended();
    return row;
  }

  /** Who holds this bearer token. Throws not_signed_in. */
  async fromApiKey(secret: string): Promise<Principal> {
    const rows = await sql<KeyRow>`SELECT * FROM find_api_key(${secretHash(secret)})`.execute(this.#store.outside);
    const row = rows.rows[0];
    if (!row) throw refuse('not_signed_in', 'The API key is not known here, or was revoked.');
    const now = this.#clock.utcMs();
    if (now - (row.last_used_utc_ms ?? 0) > TOUCH_EVERY_MS) {
      await this.#store.inAgency(row.agency_id, (transaction) =>
        transaction.sql.updateTable('api_keys').set({ last_used_utc_ms: now }).where('id', '=', row.key_id).execute(),
      );
    }
    return principalOfKey(row);
  }

  /** Somebody is there: the idle lock starts anew. */
  async touch(agencyId: string, sessionId: string): Promise<void> {
    await this.#store.inAgency(agencyId, ({ sql: db, nowUtcMs }) =>
      db.updateTable('sessions').set({ last_used_utc_ms: nowUtcMs }).where('id', '=', sessionId).execute(),
    );
  }

  /** Ends sessions of a user (all, or all but one) and closes their sockets once the caller's transaction is committed. */
  async endOfUser(transaction: AgencyTransaction, userId: string, except: string | null): Promise<string[]> {
    const ended = await transaction.sql
      .deleteFrom('sessions')
      .where('user_id', '=', userId)
      .where('id', '!=', except ?? '00000000-0000-0000-0000-000000000000')
      .returning('id')
      .execute();
    return ended.map((row) => row.id);
  }

  /** Closes the open sockets of sessions or API keys, on every server. */
  announceRevoked(ids: readonly string[]): void {
    if (ids.length > 0) this.#bus.publish(REVOKED_SUBJECT, Buffer.from(JSON.stringify(ids)));
  }

  /** Other roles hold at once on the open sockets of a user, on every server. */
  announceChanged(userId: string): void {
    this.#bus.publish(CHANGED_SUBJECT, Buffer.from(JSON.stringify(userId)));
  }

  /** Removes sessions that ended by themselves. */
  async purge(agencyId: string): Promise<void> {
    await this.#store.inAgency(agencyId, ({ sql: db, nowUtcMs }) =>
      db.deleteFrom('sessions').where('expires_at_utc_ms', '<', nowUtcMs).execute(),
    );
  }

  #isIdle(row: SessionRow, now: number): boolean {
    const minutes = row.idle_lock_min ?? this.#settings.idle_lock_min;
    return now - row.last_used_utc_ms > minutes * MINUTE_MS;
  }
}

const ended = () => refuse('session_expired', 'The session has ended.');

function principalOfSession(row: SessionRow): Principal {
  const isHost = row.agency_kind === 'host';
  return {
    kind: 'user',
    id: row.user_id,
    name: row.display_name,
    agencyId: row.agency_id,
    agencyName: row.agency_name,
    isHost,
    roles: row.roles,
    permissions: new Set<Permission>(permissionsOf(row.roles, row.grants)),
    locked: false,
    session: {
      id: row.session_id,
      expiresAtUtcMs: row.expires_at_utc_ms,
      user: {
        id: row.user_id,
        agency_id: isHost ? null : row.agency_id,
        username: row.username,
        display_name: row.display_name,
        roles: row.roles,
        disabled: row.disabled,
        created_at_utc_ms: row.created_at_utc_ms,
        last_login_utc_ms: row.last_login_utc_ms,
      },
    },
  };
}

function principalOfKey(row: KeyRow): Principal {
  return {
    kind: 'api_key',
    id: row.key_id,
    name: `API key ${row.name}`,
    agencyId: row.agency_id,
    agencyName: row.agency_name,
    isHost: false,
    roles: [],
    permissions: new Set(row.permissions.filter(isPermission)),
    locked: false,
    session: null,
  };
}
