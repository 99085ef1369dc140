import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OutriderError } from '../errors/index.js';

// sockaddr_un holds 108 bytes on Linux and 104 on macOS, with the final zero.
const MAX_SOCKET_PATH_BYTES = 103;

/**
 * A private folder (0700) for Unix sockets whose paths are short enough for the kernel: the preferred one, else one in the
 * temporary folder whose name follows from it, so that every process of a run finds the same.
 * @param longestName longest socket file name that will be put there.
 * @param usable a further condition on the preferred folder.
 */
export function socketFolder(preferred: string, longestName: string, usable = true): string {
  const short = Buffer.byteLength(join(preferred, longestName)) <= MAX_SOCKET_PATH_BYTES;
  const hash = createHash('sha256').update(preferred).digest('hex').slice(0, 12);
  const folder = short && usable ? preferred : join(tmpdir(), `outrider-${hash}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  assertOwn(folder);
  return folder;
}

// Anyone may make a folder of that name in /tmp before us; whoever owns it could put a socket of his own there.
function assertOwn(folder: string): void {
  const stats = lstatSync(folder);
  const uid = process.getuid?.() ?? stats.uid;
  const own = stats.isDirectory() && (stats.uid === uid || uid === 0);
  if (!own) {
    throw new OutriderError(
      'folder_in_use',
      `${folder} belongs to another user.`,
      'Remove it, or set TMPDIR to another folder.',
    );
  }
  if (stats.uid === uid) chmodSync(folder, 0o700);
}
