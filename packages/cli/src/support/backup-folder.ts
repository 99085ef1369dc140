import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Value } from 'typebox/value';
import { OutriderError } from '@outrider/runtime/errors';
import { BACKUP_FORMAT_VERSION, BackupManifest } from '@outrider/schema';

const MANIFEST = 'backup.json';
export const manifestPath = (folder: string): string => join(folder, MANIFEST);
export const tablePath = (folder: string, table: string): string => join(folder, 'tables', `${table}.copy.gz`);
export const filePath = (folder: string, path: string): string => join(folder, 'files', path);

/** Reads what a backup says of itself. Throws bad_backup for a folder that is none, or one of another format. */
export function readManifest(folder: string): BackupManifest {
  const manifest = parse(folder);
  const version = (manifest as Partial<BackupManifest>).format_version;
  if (version !== BACKUP_FORMAT_VERSION) {
    throw badBackup(`${folder} is of backup format ${String(version)}; this Outrider reads ${BACKUP_FORMAT_VERSION}.`);
  }
  const wrong = Value.Errors(BackupManifest, manifest)[0];
  if (wrong) throw badBackup(`${manifestPath(folder)}: ${wrong.instancePath || 'the document'} ${wrong.message}.`);
  const found = manifest as BackupManifest;
  const outside = found.files.find(({ path }) => !isInside(path));
  if (outside)
    throw badBackup(`${manifestPath(folder)} names the file "${outside.path}", which is outside the backup.`);
  return found;
}

function parse(folder: string): object {
  try {
    const value = JSON.parse(readFileSync(manifestPath(folder), 'utf8')) as unknown;
    if (typeof value === 'object' && value !== null) return value;
  } catch (cause) {
    throw badBackup(`${folder} holds no whole backup: ${(cause as Error).message}.`, cause);
  }
  throw badBackup(`${manifestPath(folder)} is not a backup's list.`);
}

/** True for a relative path that stays inside its folder. */
export function isInside(path: string): boolean {
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..') && !/[\0\\]/.test(path);
}

export function badBackup(message: string, cause?: unknown): OutriderError {
  return new OutriderError('bad_backup', message, 'Take the named file from another copy of the backup.', { cause });
}
