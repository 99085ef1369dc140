import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmdirSync, statSync } from 'node:fs';
import { dirname, join, resolve as resolvePath } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { OutriderError } from '../errors/index.js';
import { socketFolder } from '../files/index.js';
import type { Logger } from '../logger/index.js';
import { identityOf, isRunning } from '../supervisor/process-identity.js';
import type { ProcessIdentity } from '../supervisor/process-identity.js';
import { lockForThisProcess } from '../supervisor/process-lock.js';
import { giveTo, isReachable, postgresAccount } from './account.js';
import type { Account } from './account.js';
import { findBinaries } from './binaries.js';
import type { PostgresConnection } from './connection.js';
import { dataFolder, reachableBase } from './data-folder.js';
import { SUPERUSER, initialiseCluster, postgresEnvironment } from './initialise.js';
import { awaitOrphans, findLivePostmaster, stopPostmaster } from './postmaster.js';

export interface PostgresOptions {
  /** Folder of the database, for example .outrider/postgres; made at first start. */
  dataDir: string;
  log: Logger;
}

export interface RunningPostgres {
  /** As superuser, for bootstrap and migrations alone; over a Unix socket, TCP is off. */
  connection: PostgresConnection;
  /** True when a server that an earlier process had left running was taken over. */
  reused: boolean;
  /** Resolves when the server has ended, for whatever reason. */
  exited: Promise<void>;
  stop(): Promise<void>;
}

const PORT = 5432;
const DATABASE = 'outrider';
const SOCKET_NAME = `.s.PGSQL.${PORT}`;
const READY_TIMEOUT_MS = 60_000;
const MAX_LOG_BYTES = 10 * 1024 * 1024;

const CONFIGURATION: Record<string, string> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '100',
  shared_buffers: '128MB',
  work_mem: '16MB',
  max_wal_size: '1GB',
  // Acknowledged means fsynced; stated here so that no edit of postgresql.conf weakens it.
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  jit: 'off',
  random_page_cost: '1.1',
  autovacuum_naptime: '20s',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/**
 * Starts the embedded PostgreSQL, or takes over one that a killed process left running on this folder. Never two on one
 * folder: throws folder_in_use while another process holds it; database_start_failed for everything else.
 */
export async function startPostgres({ dataDir, log }: PostgresOptions): Promise<RunningPostgres> {
  const wanted = resolvePath(dataDir);
  const account = postgresAccount();
  const folder = dataFolder(wanted, account, log);
  const release = lockForThisProcess(`${wanted}.lock`, `The database ${wanted}`);
  try {
    const running = (await takeOver(folder, log)) ?? (await startNew(wanted, folder, account));
    await ensureDatabase(running.connection);
    const stop = async (): Promise<void> => {
      await running.stop();
      removeIfEmpty(running.connection.host);
      release();
    };
    return { ...running, stop };
  } catch (error) {
    release();
    throw error;
  }
}

// A folder in /tmp would otherwise stay behind for each data folder that ever was.
function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Somebody else's file is in it; it does no harm.
  }
}

async function takeOver(folder: string, log: Logger): Promise<RunningPostgres | null> {
  const live = findLivePostmaster(folder);
  if (!live) return null;
  const { identity } = live;
  const connection = { host: live.socketFolder, port: live.port, user: SUPERUSER, database: DATABASE };
  if (await becomesReady(connection, () => isRunning(identity))) {
    log.info({ pid: identity.pid }, 'database: took over the running server');
    return { connection, reused: true, exited: ended(identity), stop: () => stopPostmaster(identity) };
  }
  log.warn({ pid: identity.pid }, 'database: the running server does not answer; stopping it');
  await stopPostmaster(identity);
  return null;
}

async function startNew(wanted: string, folder: string, account: Account): Promise<RunningPostgres> {
  const binaries = findBinaries(account, account ? reachableBase(wanted) : dirname(wanted));
  await initialiseCluster(folder, binaries, account);
  await awaitOrphans(folder);
  const preferred = join(dirname(wanted), 'run', 'postgres');
  const sockets = socketFolder(preferred, `${SOCKET_NAME}.lock`, isReachableOnceMade(preferred, account));
  giveTo(sockets, account);
  const connection = { host: sockets, port: PORT, user: SUPERUSER, database: DATABASE };
  const logFile = `${wanted}.log`;
  const child = spawnServer(binaries.postgres, folder, sockets, account, logFile);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()));
  let alive = true;
  void exited.then(() => (alive = false));
  if (!(await becomesReady(connection, () => alive))) {
    child.kill('SIGQUIT');
    throw startFailed(folder, logFile);
  }
  const identity = identityOf(child.pid!);
  return { connection, reused: false, exited, stop: async () => stopPostmaster(identity).then(() => exited) };
}

// The folder itself does not exist yet; it will be private to the account, so its parents decide.
function isReachableOnceMade(path: string, account: Account): boolean {
  let existing = dirname(path);
  while (!existsSync(existing)) existing = dirname(existing);
  // Folders that are still missing would be made private to ourselves.
  return account === null || (existing === dirname(path) && isReachable(path, account));
}

function spawnServer(
  program: string,
  folder: string,
  sockets: string,
  account: Account,
  logFile: string,
): ChildProcess {
  const configuration = Object.entries(CONFIGURATION).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  if (existsSync(logFile) && statSync(logFile).size > MAX_LOG_BYTES) renameSync(logFile, `${logFile}.1`);
  const output = openSync(logFile, 'a', 0o600);
  // A session of its own: Ctrl-C in the terminal is for the supervisor, which stops the database last.
  const child = spawn(program, ['-D', folder, '-k', sockets, '-p', String(PORT), ...configuration], {
    ...account,
    cwd: folder,
    env: postgresEnvironment,
    detached: true,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  return child;
}

/** True once it answers; false when it ended or did not answer within the time for crash recovery. */
async function becomesReady(connection: PostgresConnection, alive: () => boolean): Promise<boolean> {
  const deadline = performance.now() + READY_TIMEOUT_MS;
  while (alive() && performance.now() < deadline) {
    const client = new Client({ ...connection, database: 'postgres', connectionTimeoutMillis: 5000 });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return true;
    } catch {
      await client.end().catch(() => {});
      await sleep(20);
    }
  }
  return false;
}

async function ensureDatabase(connection: PostgresConnection): Promise<void> {
  const client = new Client({ ...connection, database: 'postgres' });
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

async function ended(identity: ProcessIdentity): Promise<void> {
  // Not our child, so nobody tells us.
  while (isRunning(identity)) await sleep(500, undefined, { ref: false });
}

function startFailed(folder: string, logFile: string): OutriderError {
  const tail = readFileSync(logFile, 'utf8').trim().split('\n').slice(-5).join(' | ');
  return new OutriderError(
    'database_start_failed',
    `The embedded PostgreSQL on ${folder} did not start: ${tail}`,
    `Mend what the message names; the whole log is ${logFile}.`,
  );
}
