import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { to as copyTo } from 'pg-copy-streams';
import type { Settings } from '@outrider/runtime';
import type { BackupManifest } from '@outrider/schema';
import { badBackup, readManifest, tablePath } from '../support/backup-folder.js';
import { copyRows } from '../support/copy-text.js';
import type { CopyRow } from '../support/copy-text.js';
import { openDatabase } from '../support/database.js';
import { copyOut, tableShapes } from '../support/tables.js';
import type { AuditHead, AuditLine, ChainReport } from './chain.js';

type Check = (heads: readonly AuditHead[], lines: AsyncIterable<AuditLine>) => Promise<ChainReport[]>;
type Table = 'agencies' | 'agency_heads' | 'audit';
type OpenTable = (name: Table) => { columns: readonly string[]; stream: Readable };

/** The audit log in a backup. */
export function auditOfBackup(folder: string): (check: Check) => Promise<ChainReport[]> {
  const manifest = readManifest(folder);
  return async (check) => read((name) => openDumped(folder, manifest, name), check);
}

/** The audit log in the database, as it is at one moment. */
export function auditOfDatabase(settings: Settings): (check: Check) => Promise<ChainReport[]> {
  return async (check) => {
    const { client, close } = await openDatabase(settings);
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const shapes = await tableShapes(client);
      const open: OpenTable = (name) => {
        const shape = shapes.find((table) => table.name === name)!;
        return { columns: shape.columns, stream: client.query(copyTo(copyOut(shape))) };
      };
      return await read(open, check);
    } finally {
      await close();
    }
  };
}

function openDumped(folder: string, manifest: BackupManifest, name: Table): ReturnType<OpenTable> {
  const table = manifest.tables.find((entry) => entry.name === name);
  if (!table) throw badBackup(`${folder} has no table ${name}.`);
  const file = createReadStream(tablePath(folder, name));
  const stream = createGunzip();
  file.once('error', (error) => stream.destroy(error)).pipe(stream);
  return { columns: table.columns, stream };
}

async function read(open: OpenTable, check: Check): Promise<ChainReport[]> {
  const names = new Map<string, string>();
  for await (const row of rowsOf(open, 'agencies')) names.set(word(row, 'id'), word(row, 'name'));
  const heads: AuditHead[] = [];
  for await (const row of rowsOf(open, 'agency_heads')) {
    const agency_id = word(row, 'agency_id');
    const last_hash = bytes(word(row, 'audit_hash'));
    heads.push({ agency_id, name: names.get(agency_id) ?? '?', last_seq: Number(row['audit_seq']), last_hash });
  }
  return check(heads, lines(rowsOf(open, 'audit')));
}

function rowsOf(open: OpenTable, name: Table): AsyncIterable<CopyRow> {
  const { columns, stream } = open(name);
  return copyRows(stream, columns);
}

async function* lines(rows: AsyncIterable<CopyRow>): AsyncGenerator<AuditLine> {
  for await (const row of rows) {
    const { agency_id: _agency, hash: _hash, ...rest } = row;
    const seq = Number(row['seq']);
    const entry = {
      ...rest,
      seq,
      at_utc_ms: Number(row['at_utc_ms']),
      detail: JSON.parse(word(row, 'detail')) as unknown,
    };
    yield { agency_id: word(row, 'agency_id'), seq, hash: bytes(word(row, 'hash')), entry };
  }
}

const word = (row: CopyRow, column: string): string => row[column] ?? '';
/** bytea as PostgreSQL writes it with bytea_output = hex: \\x and digits. */
const bytes = (hex: string): Uint8Array => Buffer.from(hex.slice(2), 'hex');
