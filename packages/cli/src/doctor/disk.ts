import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fail, ok, warn } from './finding.js';
import type { Finding } from './finding.js';

const GIB = 2 ** 30;
const NEEDED_BYTES = 1 * GIB;
const COMFORTABLE_BYTES = 10 * GIB;

/** The data folder, or where it will be made, can be written and has room. */
export function checkDisk(dataDir: string): Finding {
  const existing = nearestExisting(dataDir);
  try {
    accessSync(existing, constants.W_OK | constants.X_OK);
  } catch {
    return fail('disk', `${existing} cannot be written`, 'Give this user the folder, or set data_dir to another one.');
  }
  const { bavail, bsize } = statfsSync(existing);
  return roomFor(existing, bavail * bsize);
}

/** What so many free bytes mean. */
export function roomFor(folder: string, freeBytes: number): Finding {
  const text = `${(freeBytes / GIB).toFixed(1)} GiB free in ${folder}`;
  if (freeBytes < NEEDED_BYTES)
    return fail('disk', text, 'Free at least 1 GiB: journals and audit must never run out.');
  if (freeBytes < COMFORTABLE_BYTES)
    return warn('disk', text, 'Plan for 10 GiB or more; records grow with each flight.');
  return ok('disk', text);
}

function nearestExisting(path: string): string {
  return existsSync(path) ? path : nearestExisting(dirname(path));
}
