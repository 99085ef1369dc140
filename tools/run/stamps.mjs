// Remembers from which content something was made, so that it is made again only when that has changed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './step.mjs';

// Inside node_modules, so that whoever deletes that starts afresh.
const folder = join(root, 'node_modules', '.cache', 'outrider');
const LEFT_OUT = new Set(['node_modules', 'dist', 'tsconfig.tsbuildinfo']);

/** A hash of the content of files and folders, given relative to the root; compiled things are left out. */
export function contentHash(paths) {
  const hash = createHash('sha256');
  for (const path of paths.toSorted()) addPath(hash, path);
  return hash.digest('hex');
}

function addPath(hash, path) {
  const full = join(root, path);
  if (!existsSync(full)) return;
  if (!statSync(full).isDirectory()) return void hash.update(`${path}\0`).update(readFileSync(full));
  for (const name of readdirSync(full).toSorted()) if (!LEFT_OUT.has(name)) addPath(hash, join(path, name));
}

/** True when `name` was last made from this content. */
export function isFresh(name, hash) {
  try {
    return readFileSync(join(folder, name), 'utf8') === hash;
  } catch {
    return false;
  }
}

export function remember(name, hash) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), hash);
}
