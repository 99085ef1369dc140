import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { MAX_ENTRY_BYTES, RECORD_HEADER_BYTES, SEGMENT_HEADER, decodeRecord, recordSizeAt } from './segment.js';

const CHUNK_BYTES = 1024 * 1024;

/**
 * The records of one segment file, in order, as many at once as one read gave, up to its end or its first unreadable byte: a torn tail ends a file that was
 * being written when the power went. A file that is gone holds none.
 */
export async function* readSegment(path: string): AsyncGenerator<Uint8Array[]> {
  const file = await openIfThere(path);
  if (!file) return;
  try {
    yield* readRecords(file);
  } finally {
    await file.close();
  }
}

async function* readRecords(file: FileHandle): AsyncGenerator<Uint8Array[]> {
  let position = 0;
  let data: Buffer = Buffer.alloc(0);
  let offset = 0;
  let headerSeen = false;
  for (;;) {
    const chunk = await readChunk(file, position, data.length - offset);
    if (!chunk) return;
    position += chunk.length;
    data = Buffer.concat([data.subarray(offset), chunk]);
    offset = 0;
    if (!headerSeen) {
      if (!data.subarray(0, SEGMENT_HEADER.length).equals(SEGMENT_HEADER)) return;
      offset = SEGMENT_HEADER.length;
      headerSeen = true;
    }
    const records: Uint8Array[] = [];
    offset = takeRecords(data, offset, records);
    if (records.length > 0) yield records;
    if (isUnreadable(data, offset)) return;
  }
}

/** Adds the complete, intact records from `offset` on; returns where they end. */
function takeRecords(data: Buffer, offset: number, records: Uint8Array[]): number {
  for (;;) {
    const size = recordSizeAt(data, offset);
    if (size === null || data.length - offset < size) return offset;
    const bytes = decodeRecord(data.subarray(offset, offset + size));
    if (!bytes) return offset;
    records.push(bytes);
    offset += size;
  }
}

/** True when what stands here can become no record, however much follows. */
function isUnreadable(data: Buffer, offset: number): boolean {
  const size = recordSizeAt(data, offset);
  return size === null ? data.length - offset >= RECORD_HEADER_BYTES : data.length - offset >= size;
}

// What is left over grows with each read of a large record, and so does the read, to keep the copying linear.
async function readChunk(file: FileHandle, position: number, leftOver: number): Promise<Buffer | null> {
  const buffer = Buffer.allocUnsafe(Math.min(MAX_ENTRY_BYTES, Math.max(CHUNK_BYTES, leftOver)));
  const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
  return bytesRead === 0 ? null : buffer.subarray(0, bytesRead);
}

async function openIfThere(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
