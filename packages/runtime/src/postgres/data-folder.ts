import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Logger } from '../logger/index.js';
import { giveTo, isReachable } from './account.js';
import type { Account } from './account.js';

const SYSTEM_BASE = '/var/lib/outrider';
const PREFIX = 'outrider-pg-';
const OWNER_FILE = 'belongs-to';

/**
 * The folder that PostgreSQL writes, existing and given to its account. When the account cannot reach `dataDir` (below a 0700
 * folder such as /root), the data live elsewhere and `dataDir` becomes a symbolic link to them.
 */
export function dataFolder(dataDir: string, account: Account, log: Logger): string {
  // Where PostgreSQL runs as somebody else, that account must be able to pass, not to list.
  mkdirSync(dirname(dataDir), { recursive: true, mode: account ? 0o711 : 0o700 });
  const isLink = lstatSync(dataDir, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  if (!isLink && !existsSync(dataDir) && !isReachable(dataDir, account)) moveElsewhere(dataDir, account, log);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const folder = realpathSync(dataDir);
  giveTo(folder, account);
  return folder;
}

/** Where data and programs go that must be reachable: beside what is temporary if `dataDir` is, else in the system's place. */
export function reachableBase(dataDir: string): string {
  const temporary = realpathSync(dirname(dataDir)).startsWith(realpathSync(tmpdir()));
  return temporary ? tmpdir() : SYSTEM_BASE;
}

function moveElsewhere(dataDir: string, account: Account, log: Logger): void {
  const base = reachableBase(dataDir);
  mkdirSync(base, { recursive: true, mode: 0o755 });
  if (base === tmpdir()) removeOrphans(base);
  const outer = mkdtempSync(join(base, PREFIX));
  // The outer folder lets the account pass; the inner one is its own.
  chmodSync(outer, 0o711);
  writeFileSync(join(outer, OWNER_FILE), dataDir);
  const inner = join(outer, 'data');
  mkdirSync(inner, { mode: 0o700 });
  giveTo(inner, account);
  symlinkSync(inner, dataDir);
  log.warn(
    { data_dir: dataDir, database_dir: inner },
    'the database cannot run below a private folder; its data live elsewhere',
  );
}

/** Temporary data whose Outrider folder is gone. Data outside the temporary folder are never removed by us. */
function removeOrphans(base: string): void {
  for (const name of readdirSync(base)) {
    if (!name.startsWith(PREFIX)) continue;
    const outer = join(base, name);
    try {
      const owner = readFileSync(join(outer, OWNER_FILE), 'utf8');
      const running = existsSync(join(outer, 'data', 'postmaster.pid'));
      if (!running && !lstatSync(owner, { throwIfNoEntry: false })) rmSync(outer, { recursive: true, force: true });
    } catch {
      // Not ours, or just being made or removed by another process.
    }
  }
}
