import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { recordRoot } from '@outrider/core/evidence';
import type { RecordFiles } from '@outrider/core/evidence';
import { OutriderError } from '@outrider/runtime/errors';
import yauzl from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';

const STORED = 0;
const READ_BYTES = 1024 * 1024;

/** The files of a record in a ZIP (with ZIP64), also one that somebody packed anew. Close it after use. */
export interface ZipRecord extends RecordFiles {
  close(): void;
}

/** Opens a ZIP. Throws record_unreadable when it is none, is broken, or holds no record or several. */
export async function zipFiles(path: string): Promise<ZipRecord> {
  const zip = await openZip(path);
  try {
    const entries = await readEntries(zip, path);
    const root = recordRoot(entries.keys());
    if (root === null) throw unreadable(path, 'holds no record of a flight, or several');
    const inside = [...entries].filter(([name]) => name.startsWith(root));
    const files = new Map(inside.map(([name, entry]) => [name.slice(root.length), entry]));
    const unpack = unpacker(zip);
    return {
      list: async () => [...files].map(([file, { uncompressedSize }]) => ({ file, bytes: uncompressedSize })),
      read: (file, offset, bytes) => readPart({ zip, path, unpack }, files.get(file)!, offset, bytes),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

function unreadable(path: string, why: string, cause?: unknown): OutriderError {
  return new OutriderError('record_unreadable', `${path} ${why}.`, 'Name the folder of a record, or a ZIP of it.', {
    cause,
  });
}

function openZip(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false, strictFileNames: true }, (error, zip) => {
      if (error) reject(unreadable(path, `cannot be read as a ZIP: ${error.message}`, error));
      else resolve(zip);
    });
  });
}

function readEntries(zip: ZipFile, path: string): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  return new Promise((resolve, reject) => {
    zip.on('error', (error: Error) => reject(unreadable(path, `is damaged: ${error.message}`, error)));
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      // With two files of one name every reader could see another one.
      if (entries.has(entry.fileName)) return reject(unreadable(path, `holds ${entry.fileName} twice`));
      if (!entry.fileName.endsWith('/')) entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

interface OpenZip {
  zip: ZipFile;
  path: string;
  unpack: (entry: Entry, offset: number, bytes: number) => AsyncGenerator<Uint8Array>;
}

async function* readPart(
  { zip, path, unpack }: OpenZip,
  entry: Entry,
  offset: number,
  bytes: number,
): AsyncGenerator<Uint8Array> {
  if (bytes === 0) return;
  if (entry.compressionMethod !== STORED) return yield* unpack(entry, offset, bytes);
  const start = (await dataStart(zip, entry)) + offset;
  yield* createReadStream(path, {
    start,
    end: start + bytes - 1,
    highWaterMark: READ_BYTES,
  }) as AsyncIterable<Uint8Array>;
}

function dataStart(zip: ZipFile, entry: Entry): Promise<number> {
  return new Promise((resolve, reject) => {
    zip.readLocalFileHeader(entry, { minimal: true }, (error, header) =>
      error ? reject(error) : resolve(header.fileDataStart),
    );
  });
}

function openEntry(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
  });
}

/** A deflated file as far as it was unpacked. */
interface Unpacking {
  entry: Entry;
  chunks: AsyncIterator<Uint8Array>;
  /** Where `rest` begins in the file. */
  at: number;
  rest: Uint8Array;
}

/** Reads deflated files; one stays open, so that who reads its parts in their order unpacks it only once. */
function unpacker(zip: ZipFile): OpenZip['unpack'] {
  let open: Unpacking | null = null;
  return async function* (entry, offset, bytes) {
    if (open?.entry !== entry || offset < open.at) {
      await open?.chunks.return?.();
      const chunks = (await openEntry(zip, entry))[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
      open = { entry, chunks, at: 0, rest: new Uint8Array() };
    }
    yield* partOf(open, offset, offset + bytes);
  };
}

async function* partOf(open: Unpacking, from: number, to: number): AsyncGenerator<Uint8Array> {
  while (open.at < to) {
    if (open.rest.byteLength === 0) {
      const next = await open.chunks.next();
      if (next.done) return;
      open.rest = next.value;
    }
    const skipped = Math.min(open.rest.byteLength, Math.max(0, from - open.at));
    const part = open.rest.subarray(skipped, Math.max(skipped, to - open.at));
    open.at += skipped + part.byteLength;
    open.rest = open.rest.subarray(skipped + part.byteLength);
    if (part.byteLength > 0) yield part;
  }
}
