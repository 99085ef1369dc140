import { recordRoot } from '@outrider/core/evidence';
import type { RecordFiles } from '@outrider/core/evidence';

/** A file of a folder that somebody chose or dropped, with its path in it. */
export interface NamedFile {
  path: string;
  blob: Blob;
}

const READ_BYTES = 4 * 1024 * 1024;

/** The record among files of a folder. Throws an Error with a sentence when there is none. */
export function filesOfFolder(named: readonly NamedFile[]): RecordFiles {
  const root = recordRoot(named.map(({ path }) => path));
  if (root === null)
    throw new Error('These files hold no record of a flight, or several. Choose the folder of one record.');
  const inside = named.filter(({ path }) => path.startsWith(root));
  const blobs = new Map(inside.map(({ path, blob }) => [path.slice(root.length), blob]));
  return {
    list: async () => [...blobs].map(([file, { size }]) => ({ file, bytes: size })),
    read: (file, offset, bytes) => chunksOf(blobs.get(file)!, offset, bytes),
  };
}

export async function* chunksOf(blob: Blob, offset: number, bytes: number): AsyncGenerator<Uint8Array> {
  for (let at = offset; at < offset + bytes; at += READ_BYTES) {
    const end = Math.min(at + READ_BYTES, offset + bytes);
    yield new Uint8Array(await blob.slice(at, end).arrayBuffer());
  }
}

/** What was dropped: folders are walked through. */
export async function droppedFiles(transfer: DataTransfer): Promise<NamedFile[]> {
  // The list is empty as soon as this turn of the event is over.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const lists = await Promise.all(entries.map((entry) => walk(entry, '')));
  return lists.flat();
}

async function walk(entry: FileSystemEntry, prefix: string): Promise<NamedFile[]> {
  const path = `${prefix}${entry.name}`;
  if (entry.isFile) {
    const blob = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ path, blob }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: NamedFile[] = [];
  // A browser gives at most a hundred at a time.
  for (let batch = await readBatch(reader); batch.length > 0; batch = await readBatch(reader)) {
    for (const inner of batch) found.push(...(await walk(inner, `${path}/`)));
  }
  return found;
}

const readBatch = (reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> =>
  new Promise((resolve, reject) => reader.readEntries(resolve, reject));

/** What was chosen with a file field, a folder's files with their paths. */
export const chosenFiles = (list: readonly File[]): NamedFile[] =>
  list.map((file) => ({ path: file.webkitRelativePath || file.name, blob: file }));
