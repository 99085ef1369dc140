import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { OutriderError } from '../errors/index.js';
import { identityOf, isRunning } from './process-identity.js';
import type { ProcessIdentity } from './process-identity.js';

/**
 * Takes a lock that dies with this process, so that two never write one folder. Returns the function that releases it.
 * @param purpose what the lock guards, for the message: "The data folder /srv/outrider".
 * Throws folder_in_use while another process holds it.
 */
export function lockForThisProcess(path: string, purpose: string): () => void {
  // A second attempt follows the removal of a dead process's file; a third would mean that someone else is quicker.
  for (let attempt = 0; attempt < 2; attempt++) {
    if (create(path)) return () => rmSync(path, { force: true });
    const holder = readHolder(path);
    if (holder && isRunning(holder)) throw inUse(purpose, holder.pid);
    rmSync(path, { force: true });
  }
  throw inUse(purpose, null);
}

function create(path: string): boolean {
  try {
    writeFileSync(path, JSON.stringify(identityOf(process.pid)), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readHolder(path: string): ProcessIdentity | null {
  try {
    const holder = JSON.parse(readFileSync(path, 'utf8')) as Partial<ProcessIdentity>;
    return typeof holder.pid === 'number' ? { pid: holder.pid, started: holder.started ?? null } : null;
  } catch {
    return null;
  }
}

function inUse(purpose: string, pid: number | null): OutriderError {
  const by = pid === null ? 'another process' : `process ${pid}`;
  return new OutriderError(
    'folder_in_use',
    `${purpose} is in use by ${by}.`,
    'Stop that one first, or use another folder.',
  );
}
