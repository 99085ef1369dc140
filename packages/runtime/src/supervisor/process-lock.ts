import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
    takeAway(path, purpose);
  }
  throw inUse(purpose, null);
}

/** The lock is there with its content or not at all: an empty one would look like that of a dead process. */
function create(path: string): boolean {
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, JSON.stringify(identityOf(process.pid)), { mode: 0o600 });
  try {
    linkSync(unfinished, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/**
 * Removes the lock of a dead process. Another process may have done so meanwhile and taken the lock itself: then that one gets it
 * back. Throws folder_in_use.
 */
export function takeAway(path: string, purpose: string): void {
  const removed = `${path}.${process.pid}.old`;
  try {
    renameSync(path, removed);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const holder = readHolder(removed);
  const lives = holder !== null && isRunning(holder);
  if (lives) renameSync(removed, path);
  else rmSync(removed, { force: true });
  if (lives) throw inUse(purpose, holder.pid);
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
