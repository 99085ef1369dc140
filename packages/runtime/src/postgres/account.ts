import { chownSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Whom PostgreSQL runs as: null means as ourselves. */
export type Account = { uid: number; gid: number } | null;

// PostgreSQL refuses to run as root; "nobody" has this id on every Linux and owns nothing.
const NOBODY = 65_534;

export function postgresAccount(): Account {
  return process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : null;
}

/** True when the account can get to `path`: each folder on the way lets others pass. */
export function isReachable(path: string, account: Account): boolean {
  if (!account) return true;
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (!lets(folder, account)) return false;
    if (folder === dirname(folder)) return true;
  }
}

function lets(folder: string, { uid }: { uid: number }): boolean {
  const stats = statSync(folder);
  return stats.uid === uid ? (stats.mode & 0o100) !== 0 : (stats.mode & 0o001) !== 0;
}

export function giveTo(path: string, account: Account): void {
  if (account) chownSync(path, account.uid, account.gid);
}
