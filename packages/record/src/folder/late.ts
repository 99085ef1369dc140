import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../chain/index.js';
import { appendAt } from './append.js';
import { RECORD_STREAMS } from './folder.js';
import type { RecordStream } from './folder.js';

/** Where bytes of a stream go that arrive after the record was sealed: beside what is sealed, which never changes. */
export const LATE_FOLDER = 'late';

interface LateFile {
  path: string;
  /** Byte of the stream with which the file begins. */
  from: number;
}

/** Byte of the stream at which what arrived after the seal ends; null when nothing did. */
export async function lateEnd(folder: string, stream: RecordStream): Promise<number | null> {
  const late = await lateFile(folder, stream);
  return late && late.from + (await stat(late.path)).size;
}

/**
 * Keeps bytes of a stream that arrive after the seal, at a byte offset of the stream, fsynced: `late/raw.tlog.from-1300000` begins
 * with byte 1300000. Bytes that are already there are not written again; an offset beyond the end throws. Nothing of it is proven.
 */
export async function appendLate(
  folder: string,
  stream: RecordStream,
  offset: number,
  bytes: Uint8Array,
): Promise<void> {
  const late = (await lateFile(folder, stream)) ?? (await beginLate(folder, stream, offset));
  await appendAt(late.path, offset - late.from, bytes);
}

const prefixOf = (stream: RecordStream): string => `${RECORD_STREAMS[stream]}.from-`;

async function beginLate(folder: string, stream: RecordStream, from: number): Promise<LateFile> {
  await mkdir(join(folder, LATE_FOLDER), { recursive: true, mode: 0o700 });
  await syncFolder(folder);
  return { path: join(folder, LATE_FOLDER, `${prefixOf(stream)}${from}`), from };
}

async function lateFile(folder: string, stream: RecordStream): Promise<LateFile | null> {
  const names = await readdir(join(folder, LATE_FOLDER)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const prefix = prefixOf(stream);
  const name = names.find((one) => one.startsWith(prefix) && /^\d+$/.test(one.slice(prefix.length)));
  if (name === undefined) return null;
  return { path: join(folder, LATE_FOLDER, name), from: Number(name.slice(prefix.length)) };
}
