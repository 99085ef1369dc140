import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, existsSync, lstatSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '../logger/index.js';
import { builtModule } from '../testing/built.js';
import type { PostgresConnection } from './index.js';
import { startPostgres } from './index.js';

const log = createLogger({ name: 'test', level: 'silent' });
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const code = (value: string): unknown => expect.objectContaining({ code: value });

let template: string;
let folder: string;
let dataDir: string;

// Making a database takes seconds: one is made, and the tests work on copies.
beforeAll(async () => {
  template = temporaryFolder();
  const first = await startPostgres({ dataDir: join(template, 'postgres'), log });
  expect(first.reused).toBe(false);
  await first.stop();
});
afterAll(() => rmSync(template, { recursive: true }));

beforeEach(() => {
  folder = temporaryFolder();
  dataDir = join(folder, 'postgres');
  spawnSync('cp', ['-a', join(template, 'postgres'), dataDir]);
});
afterEach(() => {
  const moved = existsSync(dataDir) && lstatSync(dataDir).isSymbolicLink() ? dirname(realpathSync(dataDir)) : null;
  for (const path of [moved, folder]) if (path) rmSync(path, { recursive: true, force: true });
});

function temporaryFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'database-'));
  // The account that PostgreSQL runs as must be able to pass.
  chmodSync(path, 0o711);
  return path;
}

async function query(connection: PostgresConnection, sql: string): Promise<unknown[][]> {
  const client = new Client(connection);
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows as unknown[][];
  } finally {
    await client.end();
  }
}

interface Child {
  process: ChildProcess;
  connection: PostgresConnection;
  reused: boolean;
}

/** A process of its own that starts the database and then waits to be killed. */
async function startInChild(account?: { uid: number; gid: number }): Promise<Child> {
  const program = `
    const { startPostgres } = await import(${JSON.stringify(builtModule('postgres/index.js'))});
    const { createLogger } = await import(${JSON.stringify(builtModule('logger/index.js'))});
    const { connection, reused, stop } = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, log: createLogger({ name: 'child', level: 'silent' }) });
    process.on('message', () => stop().then(() => process.exit(0)));
    process.send({ connection, reused });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    ...account,
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const answer = await new Promise<Omit<Child, 'process'>>((resolve, reject) => {
    child.once('message', (message) => resolve(message as Omit<Child, 'process'>));
    child.once('exit', (status) => reject(new Error(`child ended with ${status}`)));
  });
  return { process: child, ...answer };
}

function ended(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => child.once('exit', resolve));
}

describe('embedded PostgreSQL', { timeout: 60_000 }, () => {
  it('starts without TCP, keeps data over restarts and refuses a second start', async () => {
    const first = await startPostgres({ dataDir, log });
    expect(first.reused).toBe(false);
    expect((await query(first.connection, 'show server_version'))[0]![0]).toMatch(/^18\./);
    expect(await query(first.connection, 'show listen_addresses')).toEqual([['']]);
    expect(await query(first.connection, "select lower('ÄÖ'), current_setting('fsync')")).toEqual([['äö', 'on']]);
    await query(first.connection, 'create table kept as select 42 as answer');
    await expect(startPostgres({ dataDir, log })).rejects.toEqual(code('folder_in_use'));
    await first.stop();
    await first.exited;
    const second = await startPostgres({ dataDir, log });
    expect(await query(second.connection, 'select answer from kept')).toEqual([[42]]);
    await second.stop();
  });

  it('takes over the server of a killed process, with every committed row', async () => {
    const child = await startInChild();
    await query(child.connection, 'create table kept as select 7 as answer');
    const gone = ended(child.process);
    child.process.kill('SIGKILL');
    await gone;
    const again = await startPostgres({ dataDir, log });
    expect(again.reused).toBe(true);
    expect(await query(again.connection, 'select answer from kept')).toEqual([[7]]);
    await again.stop();
    await again.exited;
    const fresh = await startPostgres({ dataDir, log });
    expect(fresh.reused).toBe(false);
    await fresh.stop();
  });

  it('is refused to a second process while the first lives', async () => {
    const child = await startInChild();
    await expect(startPostgres({ dataDir, log })).rejects.toEqual(code('folder_in_use'));
    const gone = ended(child.process);
    child.process.send('stop');
    await gone;
  });

  it('recovers after kill -9 of the database itself, and from a pid file whose pid is used by another program', async () => {
    const first = await startPostgres({ dataDir, log });
    await query(first.connection, 'create table kept as select 1 as answer');
    const [[pid]] = (await query(first.connection, "select pg_read_file('postmaster.pid')")) as [[string]];
    process.kill(Number.parseInt(pid, 10), 'SIGKILL');
    await first.exited;
    await first.stop();
    writeFileSync(join(realpathSync(dataDir), 'postmaster.pid'), pid.replace(/^\d+/, String(process.pid)));
    const second = await startPostgres({ dataDir, log });
    expect(await query(second.connection, 'select answer from kept')).toEqual([[1]]);
    await second.stop();
  });

  it('says what is wrong when the data are of another version', async () => {
    const first = await startPostgres({ dataDir, log });
    await first.stop();
    writeFileSync(join(dataDir, 'PG_VERSION'), '15\n');
    await expect(startPostgres({ dataDir, log })).rejects.toMatchObject({
      code: 'database_start_failed',
      message: expect.stringContaining('PostgreSQL 15') as string,
    });
  });

  it('runs as an unprivileged user too', async (context) => {
    context.skip(!isRoot, 'not-root');
    rmSync(dataDir, { recursive: true });
    chownSync(folder, NOBODY, NOBODY);
    chmodSync(folder, 0o700);
    const child = await startInChild({ uid: NOBODY, gid: NOBODY });
    expect(await query(child.connection, 'select 1')).toEqual([[1]]);
    expect(lstatSync(dataDir).uid).toBe(NOBODY);
    const gone = ended(child.process);
    child.process.send('stop');
    await gone;
  });

  it('works for root below a private folder', async (context) => {
    context.skip(!isRoot, 'not-root');
    rmSync(dataDir, { recursive: true });
    chmodSync(folder, 0o700);
    const first = await startPostgres({ dataDir, log });
    expect(lstatSync(dataDir).isSymbolicLink()).toBe(true);
    await query(first.connection, 'create table kept as select 3 as answer');
    await first.stop();
    const second = await startPostgres({ dataDir, log });
    expect(await query(second.connection, 'select answer from kept')).toEqual([[3]]);
    await second.stop();
  });
});
