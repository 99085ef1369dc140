import { createReadStream } from 'node:fs';
import { Writable } from 'node:stream';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { BackupManifest } from '@outrider/schema';
import { badBackup, filePath, tablePath } from '../support/backup-folder.js';
import { Tally } from '../support/tally.js';

export interface Counted {
  rows?: number;
  bytes: number;
  sha256: string;
}

/** Reads every file of a backup and compares it with the list. Throws bad_backup, naming the first that differs. */
export async function verifyBackup(source: string, manifest: BackupManifest): Promise<void> {
  for (const table of manifest.tables) {
    const path = tablePath(source, table.name);
    requireEqual(path, table, await countCompressed(path));
  }
  for (const file of manifest.files) {
    const path = filePath(source, file.path);
    requireEqual(path, file, await counted(createReadStream(path), path));
  }
}

async function countCompressed(path: string): Promise<Counted> {
  const gunzip = createGunzip();
  const reading = pipeline(createReadStream(path), gunzip).catch((error: Error) => gunzip.destroy(error));
  const result = await counted(gunzip, path);
  await reading;
  return result;
}

/** Rows, bytes and hash of a stream. Throws bad_backup when it cannot be read to its end. */
export async function counted(stream: Readable, name: string): Promise<Counted> {
  const tally = new Tally();
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  try {
    await pipeline(stream, tally, nowhere);
  } catch (cause) {
    throw badBackup(`${name} cannot be read: ${(cause as Error).message}.`, cause);
  }
  return { rows: tally.lines, bytes: tally.bytes, sha256: tally.sha256 };
}

function requireEqual(path: string, wanted: Counted, found: Counted): void {
  if (wanted.sha256 === found.sha256 && wanted.bytes === found.bytes) return;
  throw badBackup(`${path} has ${found.bytes} bytes with another hash than the ${wanted.bytes} that were written.`);
}
