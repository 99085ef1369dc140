import { HEADER_FILE } from './record-files.js';

/** Chains of cameras, of originals, and what was added after the seal. */
const INSIDE = /(^|\/)(video\/[^/]+\/(originals\/)?|addenda\/\d{6}\/(.+\/)?)$/;

/**
 * Where a record lies among the files of an archive or of a dropped folder: people pack the folder itself as often as what is in it.
 * Returns the leading part of the paths to leave out ('' or 'F26-000123/'), or null when there is no record or more than one.
 */
export function recordRoot(paths: Iterable<string>): string | null {
  const roots = new Set<string>();
  for (const path of paths) {
    for (const mark of [HEADER_FILE, 'manifest.json', 'chain.jsonl']) {
      const root = path === mark ? '' : path.endsWith(`/${mark}`) ? path.slice(0, -mark.length) : null;
      // Chains of cameras lie deeper in the same record.
      if (root !== null && !INSIDE.test(root)) roots.add(root);
    }
  }
  const [root] = roots;
  return roots.size === 1 ? (root ?? null) : null;
}
