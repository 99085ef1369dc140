// The embedded PostgreSQL as Outrider runs it, in a folder of its own, with the server's schema and its store.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { cpuSeconds as ownCpuSeconds, cpuSecondsWithChildren, parentOf } from './processes.mjs';
import { createLogger, inProcessBus, startPostgres, systemClock } from '../../packages/runtime/dist/index.js';
import { openStore } from '../../packages/server/dist/platform/database/index.js';

/**
 * Answers { owner, store, cpuSeconds, stop }: the owner's client sees all rows, the store is what the server uses; cpuSeconds() is
 * the processor time of this process and of the database's, so far.
 */
export async function openDatabase() {
  const folder = mkdtempSync(join(tmpdir(), 'outrider-bench-'));
  const logger = createLogger({ name: 'bench', level: 'error', destination: process.stderr });
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), log: logger });
  const clock = systemClock();
  const bus = inProcessBus();
  const store = await openStore({ login: postgres.connection, poolSize: 10, clock, bus, logger });
  const owner = new pg.Client({ ...postgres.connection, options: '-c search_path=outrider' });
  await owner.connect();
  const stop = async () => {
    await store.close();
    await owner.end();
    await bus.close();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const { rows } = await owner.query('SELECT pg_backend_pid() AS pid');
  const postmaster = parentOf(rows[0].pid);
  const cpuSeconds = () => ownCpuSeconds(process.pid) + cpuSecondsWithChildren(postmaster);
  return { owner, store, cpuSeconds, stop };
}
