import { createHmac } from 'node:crypto';
import pg from 'pg';
import type { DatabaseLogin } from '@outrider/runtime';
import { APPLICATION_ROLE } from './migrations/rules.js';

const INT8_OID = 20;
// A query that takes longer has gone wrong; a decision never waits that long.
const STATEMENT_TIMEOUT_MS = 30_000;

/** Both logins see the schema `outrider` first, and times in milliseconds as numbers (below 2^53 for 280,000 years). */
const common = {
  options: '-c search_path=outrider',
  types: {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      oid === INT8_OID ? Number : (pg.types.getTypeParser(oid, format as 'text') as (text: string) => unknown),
  },
};

/** Who migrates: the login in the settings. It owns the tables. */
export function ownerConfig(login: DatabaseLogin): pg.ClientConfig {
  return { ...login, ...common, application_name: 'outrider-owner' };
}

/** Who serves: the application role on the same database. */
export function applicationConfig(login: DatabaseLogin, poolSize: number): pg.PoolConfig {
  const shared = {
    ...common,
    max: poolSize,
    application_name: 'outrider',
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
    connectionTimeoutMillis: 5_000,
  };
  if (!('connectionString' in login)) return { ...login, ...shared, user: APPLICATION_ROLE };
  const url = new URL(login.connectionString);
  url.username = APPLICATION_ROLE;
  url.password = applicationPassword(login) ?? '';
  return { ...shared, connectionString: url.toString() };
}

/**
 * Password of the application role: derived from the owner's, so that several servers with the same `database.url` agree on it
 * and nobody keeps it. Null over the embedded database's own socket, where the folder's rights decide.
 */
export function applicationPassword(login: DatabaseLogin): string | null {
  if (!('connectionString' in login)) return null;
  const url = new URL(login.connectionString);
  return createHmac('sha256', `${url.username}:${url.password}`)
    .update(`application role of ${url.pathname}`)
    .digest('hex');
}
