import { renameSync, writeFileSync } from 'node:fs';

/** Replaces a file so that a reader sees the old or the new content, never half of one; readable by us alone unless `mode` says otherwise. */
export function writeFileAtomically(path: string, content: string, mode = 0o600): void {
  const unfinished = `${path}.${process.pid}.tmp`;
  writeFileSync(unfinished, content, { mode });
  renameSync(unfinished, path);
}
