import { createHash } from 'node:crypto';
import type pg from 'pg';
import { OutriderError } from '@outrider/runtime';
import { APPLICATION_ROLE } from './migrations/rules.js';

/** One step of the schema. Its SQL is hashed: a changed step is found at the next start. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

interface Applied {
  number: number;
  name: string;
  sha256: string;
}

// Any number, as long as every Outrider uses the same: two servers that start together take turns.
const MIGRATION_LOCK = 7_021_401;
const OLDEST_SERVER_VERSION = 150_000;

/**
 * Brings the database of `client` (the owner) to the newest schema, each step in its own transaction, and makes the
 * application role with `applicationPassword`. Returns how many steps it applied.
 * Throws database_too_old, database_role_privileged, migration_changed, database_newer.
 */
export async function migrate(
  client: pg.Client,
  migrations: readonly Migration[],
  applicationPassword: string | null,
  nowUtcMs: number,
): Promise<number> {
  await requireServerVersion(client);
  await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
  try {
    await prepare(client, applicationPassword);
    const applied = await client.query<Applied>('SELECT number, name, sha256 FROM outrider.migrations ORDER BY number');
    const missing = missingSteps(migrations, applied.rows);
    for (const migration of missing) await applyStep(client, migration, nowUtcMs);
    return missing.length;
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  }
}

/** The steps still to do. Pure; throws when what was applied is not a prefix of what we know. */
export function missingSteps(known: readonly Migration[], applied: readonly Applied[]): readonly Migration[] {
  applied.forEach((done, index) => {
    const step = known[index];
    if (!step) throw newerDatabase(done);
    if (step.number !== done.number || hashOf(step) !== done.sha256) throw changedStep(step, done);
  });
  return known.slice(applied.length);
}

export const hashOf = (migration: Migration): string => createHash('sha256').update(migration.sql).digest('hex');

async function requireServerVersion(client: pg.Client): Promise<void> {
  const answer = await client.query<{ server_version_num: string }>('SHOW server_version_num');
  const version = Number(answer.rows[0]?.server_version_num);
  if (version >= OLDEST_SERVER_VERSION) return;
  throw new OutriderError(
    'database_too_old',
    `The PostgreSQL server has version ${version}.`,
    'Use PostgreSQL 15 or newer.',
  );
}

async function prepare(client: pg.Client, password: string | null): Promise<void> {
  const exists = await client.query<{ above: boolean }>(
    'SELECT rolsuper OR rolbypassrls AS above FROM pg_roles WHERE rolname = $1',
    [APPLICATION_ROLE],
  );
  if (exists.rows[0]?.above) throw privilegedRole();
  const rights = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE';
  const secret = password === null ? '' : ` PASSWORD ${client.escapeLiteral(password)}`;
  if (exists.rowCount === 0) await client.query(`CREATE ROLE ${APPLICATION_ROLE} ${rights}${secret}`);
  else if (password !== null) await client.query(`ALTER ROLE ${APPLICATION_ROLE} ${secret}`);
  await client.query('CREATE SCHEMA IF NOT EXISTS outrider');
  await client.query(`CREATE TABLE IF NOT EXISTS outrider.migrations (
    number integer PRIMARY KEY, name text NOT NULL, sha256 text NOT NULL, applied_at_utc_ms bigint NOT NULL)`);
}

async function applyStep(client: pg.Client, migration: Migration, nowUtcMs: number): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query('SET LOCAL search_path = outrider');
    await client.query(migration.sql);
    await client.query('INSERT INTO outrider.migrations VALUES ($1, $2, $3, $4)', [
      migration.number,
      migration.name,
      hashOf(migration),
      nowUtcMs,
    ]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

function privilegedRole(): OutriderError {
  return new OutriderError(
    'database_role_privileged',
    `The database role ${APPLICATION_ROLE} may pass row-level security, which keeps agencies apart.`,
    `Run: ALTER ROLE ${APPLICATION_ROLE} NOSUPERUSER NOBYPASSRLS.`,
  );
}

function newerDatabase(done: Applied): OutriderError {
  return new OutriderError(
    'database_newer',
    `The database has step ${done.number} (${done.name}), which this version does not know.`,
    'Start the newer version again, or restore a backup made before the upgrade.',
  );
}

function changedStep(step: Migration, done: Applied): OutriderError {
  return new OutriderError(
    'migration_changed',
    `Step ${done.number} (${done.name}) of the database differs from ${step.number} (${step.name}) of this version.`,
    'Use an unmodified release; a released step never changes.',
  );
}
