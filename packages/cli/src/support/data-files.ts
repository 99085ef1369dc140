import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

// What a start makes anew, and what the database's own dump holds.
const NOT_KEPT = /^(run|logs|postgres(-.*|\.log(\.1)?|\.lock)?)$/;

/** Paths of the regular files of a data folder that a backup keeps, relative, with forward slashes, in order. */
export function dataFiles(dataDir: string): string[] {
  return readdirSync(dataDir)
    .filter((name) => !NOT_KEPT.test(name))
    .flatMap((name) => filesBelow(dataDir, name))
    .toSorted();
}

function filesBelow(root: string, path: string): string[] {
  const stats = lstatSync(join(root, path), { throwIfNoEntry: false });
  if (stats?.isFile()) return [path];
  if (!stats?.isDirectory()) return [];
  return readdirSync(join(root, path)).flatMap((name) => filesBelow(root, `${path}/${name}`));
}
