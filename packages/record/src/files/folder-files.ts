import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordFiles } from '@outrider/core/evidence';

/** Bytes at once: large enough that a disk reads ahead, small enough to be hashed while they are in the processor's cache. */
const READ_BYTES = 1024 * 1024;

/** The files of a record in a folder of this machine. Symbolic links are passed over: they could lead out of it. */
export function folderFiles(folder: string): RecordFiles {
  return {
    list: () => listFiles(folder),
    read: (file, offset, bytes) =>
      bytes === 0
        ? nothing()
        : createReadStream(join(folder, file), { start: offset, end: offset + bytes - 1, highWaterMark: READ_BYTES }),
  };
}

// An empty part has no last byte that could be named to a stream.
async function* nothing(): AsyncGenerator<Uint8Array> {}

/** Every file below a folder, with its size, in the order of the paths. */
export async function listFiles(folder: string): Promise<{ file: string; bytes: number }[]> {
  const found: { file: string; bytes: number }[] = [];
  await addFiles(folder, '', found);
  return found.toSorted((a, b) => (a.file < b.file ? -1 : 1));
}

async function addFiles(folder: string, prefix: string, found: { file: string; bytes: number }[]): Promise<void> {
  for (const entry of await readdir(join(folder, prefix), { withFileTypes: true })) {
    const file = `${prefix}${entry.name}`;
    if (entry.isDirectory()) await addFiles(folder, `${file}/`, found);
    else if (entry.isFile()) found.push({ file, bytes: (await stat(join(folder, file))).size });
  }
}
