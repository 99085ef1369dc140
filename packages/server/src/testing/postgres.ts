/** A PostgreSQL for one test file, with a fresh database for each test that asks. Only tests import it. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { createLogger, startPostgres } from '@outrider/runtime';
import type { DatabaseLogin, PostgresConnection } from '@outrider/runtime';

const log = createLogger({ name: 'test', level: 'error' });

export interface TestPostgres {
  /** An empty database of its own. */
  freshDatabase(): Promise<PostgresConnection>;
  stop(): Promise<void>;
}

/** Starts the embedded PostgreSQL as Outrider does. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const folder = mkdtempSync(path.join(tmpdir(), 'outrider-pg-'));
  // As root the server runs as another user, who must be able to pass.
  chmodSync(folder, 0o711);
  const dataDir = path.join(folder, 'postgres');
  // With owners and modes, on which the server insists.
  execFileSync('cp', ['-a', await initialisedFolder(), dataDir]);
  const running = await startPostgres({ dataDir, log });
  const administrator = new pg.Client({ ...running.connection });
  await administrator.connect();
  let count = 0;
  return {
    async freshDatabase() {
      const database = `test_${++count}`;
      await administrator.query(`CREATE DATABASE ${database}`);
      return { ...running.connection, database };
    },
    async stop() {
      await administrator.end();
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Making a cluster takes seconds, so an empty one is kept for the machine and copied. */
async function initialisedFolder(): Promise<string> {
  const kept = path.join(tmpdir(), `outrider-test-cluster-18-${process.getuid?.() ?? 'user'}`);
  if (existsSync(kept)) return kept;
  const folder = mkdtempSync(path.join(tmpdir(), 'outrider-pg-'));
  chmodSync(folder, 0o711);
  const dataDir = path.join(folder, 'postgres');
  await (await startPostgres({ dataDir, log })).stop();
  try {
    renameSync(dataDir, kept);
  } catch {
    // Another test file was faster.
  }
  rmSync(folder, { recursive: true, force: true });
  return kept;
}

/** A client for looking behind the server's back; the caller ends it. */
export async function ownerClient(login: DatabaseLogin): Promise<pg.Client> {
  const client = new pg.Client({ ...login, options: '-c search_path=outrider' });
  await client.connect();
  return client;
}
