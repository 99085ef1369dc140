import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { OutriderError } from '../errors/index.js';
import { giveTo } from './account.js';
import type { Account } from './account.js';
import type { Binaries } from './binaries.js';

/** The embedded major version. Data of another one need a dump and restore, which is why it is pinned. */
export const MAJOR_VERSION = '18';
export const SUPERUSER = 'outrider';

/**
 * Makes the database cluster unless it stands already. It is made in a folder inside and moved up when complete, so that a
 * start that was cut off leaves nothing half-made behind. Throws database_start_failed.
 */
export async function initialiseCluster(folder: string, binaries: Binaries, account: Account): Promise<void> {
  if (existsSync(join(folder, 'PG_VERSION'))) return assertVersion(folder);
  const unfinished = join(folder, 'new');
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  giveTo(unfinished, account);
  await runInitdb(binaries.initdb, unfinished, account);
  // PG_VERSION goes last: it says that the move is complete.
  const names = readdirSync(unfinished).filter((name) => name !== 'PG_VERSION');
  for (const name of [...names, 'PG_VERSION']) {
    rmSync(join(folder, name), { recursive: true, force: true });
    renameSync(join(unfinished, name), join(folder, name));
  }
  rmSync(unfinished, { recursive: true });
}

function assertVersion(folder: string): void {
  const version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  if (version === MAJOR_VERSION) return;
  throw new OutriderError(
    'database_start_failed',
    `The data in ${folder} are of PostgreSQL ${version}, the embedded one is ${MAJOR_VERSION}.`,
    'Take a backup with the Outrider that made them and restore it here.',
  );
}

/** What the programs of PostgreSQL get to see of our environment: nothing that could hold a secret. */
export const postgresEnvironment: NodeJS.ProcessEnv = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

async function runInitdb(program: string, folder: string, account: Account): Promise<void> {
  // The builtin locale provider sorts and folds the same way on every system.
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--encoding=UTF8'];
  // Only the socket is served, and its folder lets nobody else in.
  const access = [`--username=${SUPERUSER}`, '--auth=trust'];
  const child = spawn(program, ['-D', folder, ...locale, ...access], {
    ...account,
    cwd: folder,
    env: postgresEnvironment,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let output = '';
  child.stderr.on('data', (data: Buffer) => (output = (output + data.toString()).slice(-2000)));
  const code = await new Promise<number | string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (exitCode, signal) => resolve(exitCode ?? signal ?? 'ended'));
  });
  if (code === 0) return;
  throw new OutriderError(
    'database_start_failed',
    `Making the database in ${folder} failed (${code}): ${output.trim()}`,
    'Mend what the message names (space, permissions), or set database.url to a PostgreSQL of your own.',
  );
}
