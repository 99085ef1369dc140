import { createReadStream, createWriteStream, fsyncSync, mkdirSync, openSync, closeSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { writeFileAtomically } from '@outrider/runtime/files';
import { BACKUP_FORMAT_VERSION } from '@outrider/schema';
import type { BackupFile, BackupManifest, BackupTable } from '@outrider/schema';
import { filePath, manifestPath, tablePath } from '../support/backup-folder.js';
import { dataFiles } from '../support/data-files.js';
import { copyOut, tableShapes } from '../support/tables.js';
import type { TableShape } from '../support/tables.js';
import { Tally } from '../support/tally.js';

// A record may hold more than the database says, never less; the gateway's journal may repeat what the database knows, never
// lack what it does not. So records are copied after the database and everything else before it.
const isRecord = (path: string): boolean => path.startsWith('records/');

/** Writes a backup into an empty folder; the list comes last, so that a backup that was cut off is not taken for one. */
export async function makeBackup(
  client: pg.Client,
  dataDir: string,
  target: string,
  nowUtcMs: number,
): Promise<BackupManifest> {
  const before = await copyFiles(dataDir, target, (path) => !isRecord(path));
  const { migrations, tables } = await dumpDatabase(client, target);
  const after = await copyFiles(dataDir, target, isRecord);
  const files = [...before, ...after];
  const manifest = {
    format_version: BACKUP_FORMAT_VERSION,
    made_at_utc_ms: nowUtcMs,
    migrations,
    tables,
    files,
  } as const;
  writeFileAtomically(manifestPath(target), `${JSON.stringify(manifest, null, 2)}\n`);
  sync(manifestPath(target));
  sync(target);
  return manifest;
}

/** All tables as they were at one moment. */
async function dumpDatabase(client: pg.Client, target: string): Promise<Pick<BackupManifest, 'migrations' | 'tables'>> {
  mkdirSync(join(target, 'tables'), { mode: 0o700 });
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const steps = await client.query<{ number: number; sha256: string }>(
    'SELECT number, sha256 FROM migrations ORDER BY number',
  );
  const tables: BackupTable[] = [];
  for (const shape of await tableShapes(client)) tables.push(await dumpTable(client, shape, target));
  await client.query('COMMIT');
  return { migrations: steps.rows, tables };
}

async function dumpTable(client: pg.Client, shape: TableShape, target: string): Promise<BackupTable> {
  const path = tablePath(target, shape.name);
  const tally = new Tally();
  await pipeline(client.query(copyTo(copyOut(shape))), tally, createGzip({ level: 3 }), newFile(path));
  sync(path);
  const { lines: rows, bytes, sha256 } = tally;
  return { name: shape.name, columns: shape.columns, rows, bytes, sha256 };
}

async function copyFiles(dataDir: string, target: string, wanted: (path: string) => boolean): Promise<BackupFile[]> {
  const files: BackupFile[] = [];
  for (const path of dataFiles(dataDir).filter(wanted)) {
    const file = await copyFile(dataDir, target, path);
    if (file) files.push(file);
  }
  return files;
}

/** Null for a file that was removed meanwhile, as the gateway does with what the server has read. */
async function copyFile(dataDir: string, target: string, path: string): Promise<BackupFile | null> {
  const source = join(dataDir, path);
  const stats = statSync(source, { throwIfNoEntry: false });
  if (!stats) return null;
  const copy = filePath(target, path);
  mkdirSync(dirname(copy), { recursive: true, mode: 0o700 });
  const tally = new Tally();
  try {
    await pipeline(createReadStream(source), tally, newFile(copy));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  sync(copy);
  return { path, bytes: tally.bytes, sha256: tally.sha256, mode: stats.mode & 0o777 };
}

const newFile = (path: string) => createWriteStream(path, { mode: 0o600 });

function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
