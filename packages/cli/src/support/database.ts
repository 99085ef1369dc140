import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { OutriderError, createLogger, startPostgres } from '@outrider/runtime';
import type { DatabaseLogin, ResolvedSettings, RunningPostgres, Settings } from '@outrider/runtime';

export interface OpenDatabase {
  client: pg.Client;
  login: DatabaseLogin;
  close(): Promise<void>;
}

// Text forms that do not depend on how a server is set up, so that the same rows always give the same bytes.
const SESSION = ['search_path=outrider', 'bytea_output=hex', 'datestyle=ISO', 'extra_float_digits=1', 'timezone=UTC'];

/**
 * The database of these settings, as its owner: the one in `database.url`, the embedded one of a running Outrider, or the
 * embedded one started for as long as it is open here. Throws file_unreadable, database_unavailable, database_start_failed.
 */
export async function openDatabase(settings: Settings): Promise<OpenDatabase> {
  if (settings.database.url !== null) return connect({ connectionString: settings.database.url }, async () => {});
  const folder = join(settings.data_dir, 'postgres');
  if (!existsSync(folder)) throw noDatabase(settings.data_dir);
  return openEmbedded(settings);
}

/** As `openDatabase`, and makes the embedded database where there is none yet. */
export async function openEmbedded(settings: Settings): Promise<OpenDatabase> {
  const running = await startOwn(join(settings.data_dir, 'postgres'));
  if (running) return connect(running.connection, () => running.stop());
  return connect(loginOfRunning(settings.data_dir), async () => {});
}

/** Null while a running Outrider holds the database. */
async function startOwn(folder: string): Promise<RunningPostgres | null> {
  const log = createLogger({ name: 'outrider', level: 'fatal', destination: process.stderr });
  try {
    return await startPostgres({ dataDir: folder, log });
  } catch (error) {
    if (error instanceof OutriderError && error.code === 'folder_in_use') return null;
    throw error;
  }
}

/** A running supervisor wrote how its server logs in; only its own user may read that. */
function loginOfRunning(dataDir: string): DatabaseLogin {
  const path = join(dataDir, 'run', 'server.settings.json');
  try {
    const { instance } = JSON.parse(readFileSync(path, 'utf8')) as ResolvedSettings;
    if (instance.database) return instance.database;
  } catch (cause) {
    throw unreachable(`${path} cannot be read`, cause);
  }
  throw unreachable(`${path} names no database`, undefined);
}

async function connect(login: DatabaseLogin, stop: () => Promise<void>): Promise<OpenDatabase> {
  const options = SESSION.map((setting) => `-c ${setting}`).join(' ');
  const client = new pg.Client({
    ...login,
    options,
    application_name: 'outrider-cli',
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (cause) {
    await stop();
    throw unreachable((cause as Error).message, cause);
  }
  return {
    client,
    login,
    close: async () => {
      await client.end();
      await stop();
    },
  };
}

function noDatabase(dataDir: string): OutriderError {
  return new OutriderError(
    'file_unreadable',
    `There is no database in ${dataDir}.`,
    'Name the data folder with --data-dir, or the settings file with --settings.',
  );
}

function unreachable(why: string, cause: unknown): OutriderError {
  return new OutriderError(
    'database_unavailable',
    `The database does not answer: ${why}.`,
    'Check database.url, or start Outrider again.',
    { cause },
  );
}
