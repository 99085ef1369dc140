import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { OutriderError } from '@outrider/runtime/errors';
import type { BackupManifest, BackupTable } from '@outrider/schema';
import { filePath, tablePath } from '../support/backup-folder.js';
import type { OpenDatabase } from '../support/database.js';
import { copyOut, quoted, tableShapes } from '../support/tables.js';
import type { TableShape } from '../support/tables.js';
import { migrateTo } from './migrate.js';
import { counted } from './verify.js';

/**
 * Makes the schema of the backup in an empty database, fills it in one transaction, and reads every row back before the commit.
 * Throws folder_not_empty, database_newer, migration_changed, restore_differs.
 */
export async function restoreDatabase(database: OpenDatabase, source: string, manifest: BackupManifest): Promise<void> {
  const { client, login } = database;
  await requireEmpty(client);
  await migrateTo(login, manifest.migrations.length);
  await client.query('BEGIN');
  try {
    const shapes = new Map((await tableShapes(client)).map((shape) => [shape.name, shape]));
    // The steps were written down anew just now; the backup knows when they were really made.
    await requireSameSteps(client, manifest);
    await client.query('DELETE FROM migrations');
    for (const table of manifest.tables) await fillTable(client, source, table, shapeOf(shapes, table));
    for (const table of manifest.tables) await requireEqualRows(client, table, shapeOf(shapes, table));
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** Files go back to where they were, with the rights that they had, and are read back. Throws restore_differs. */
export async function restoreFiles(dataDir: string, source: string, manifest: BackupManifest): Promise<void> {
  for (const { path, mode, sha256 } of manifest.files) {
    const target = join(dataDir, path);
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    await pipeline(createReadStream(filePath(source, path)), createWriteStream(target, { mode, flush: true }));
    const found = await counted(createReadStream(target), target);
    if (found.sha256 !== sha256) throw differs(target);
  }
}

async function requireEmpty(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ found: boolean }>(
    `SELECT to_regclass('outrider.agencies') IS NOT NULL AS found`,
  );
  if (!rows[0]?.found) return;
  const agencies = await client.query('SELECT FROM agencies LIMIT 1');
  if (agencies.rowCount === 0) return;
  throw new OutriderError(
    'folder_not_empty',
    'The database holds an Outrider already.',
    'Restore into an empty database.',
  );
}

async function requireSameSteps(client: pg.Client, manifest: BackupManifest): Promise<void> {
  const { rows } = await client.query<{ number: number; sha256: string }>(
    'SELECT number, sha256 FROM migrations ORDER BY number',
  );
  const changed = manifest.migrations.find(({ sha256 }, index) => rows[index]?.sha256 !== sha256);
  if (!changed) return;
  throw new OutriderError(
    'migration_changed',
    `Step ${changed.number} of the backup's schema is not the one that this Outrider knows.`,
    'Restore with the release that made the backup.',
  );
}

function shapeOf(shapes: ReadonlyMap<string, TableShape>, { name }: BackupTable): TableShape {
  const shape = shapes.get(name);
  if (!shape) throw differs(`table ${name}`);
  return shape;
}

async function fillTable(client: pg.Client, source: string, table: BackupTable, shape: TableShape): Promise<void> {
  const name = quoted(table.name);
  // COPY does not go past row security, and an owner who is no superuser is under it too while it is forced.
  if (shape.forced) await client.query(`ALTER TABLE ${name} NO FORCE ROW LEVEL SECURITY`);
  const into = client.query(copyFrom(`COPY ${name} (${table.columns.map(quoted).join(', ')}) FROM STDIN`));
  await pipeline(createReadStream(tablePath(source, table.name)), createGunzip(), into);
  if (shape.forced) await client.query(`ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`);
}

async function requireEqualRows(client: pg.Client, table: BackupTable, shape: TableShape): Promise<void> {
  const rows = client.query(copyTo(copyOut({ ...shape, columns: table.columns })));
  const found = await counted(rows, `table ${table.name}`);
  if (found.sha256 !== table.sha256 || found.rows !== table.rows) throw differs(`table ${table.name}`);
}

function differs(what: string): OutriderError {
  return new OutriderError(
    'restore_differs',
    `${what} is not what the backup holds.`,
    'Remove the data folder and restore again; keep the backup.',
  );
}
