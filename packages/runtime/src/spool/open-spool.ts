import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { OutriderError } from '../errors/index.js';
import { lockForThisProcess } from '../supervisor/process-lock.js';
import { MAX_ENTRY_BYTES, SEGMENT_HEADER, encodeRecord, firstSequenceOf, segmentName } from './segment.js';
import { readSegment } from './segment-reader.js';
import type { Spool, SpoolEntry } from './spool.js';

/** The file operations whose failures matter; a test passes ones that fail. */
export interface SpoolFiles {
  write(file: FileHandle, bytes: Buffer): Promise<void>;
  sync(file: FileHandle): Promise<void>;
}

export interface SpoolOptions {
  folder: string;
  /** A new segment file is begun beyond this size. */
  maxSegmentBytes?: number;
  /** Bound of all segments together; beyond it appends are refused with spool_full. */
  maxBytes?: number;
  files?: SpoolFiles;
}

interface Segment {
  first: number;
  bytes: number;
}

interface Waiting {
  record: Buffer;
  resolve(sequence: number): void;
  reject(error: Error): void;
}

const MAX_QUEUED_BYTES = 64 * 1024 * 1024;
const machineFiles: SpoolFiles = {
  async write(file, bytes) {
    await file.appendFile(bytes);
  },
  sync: (file) => file.datasync(),
};

/**
 * Opens the spool of a folder, made if missing. Always begins a new segment file: what a crash, or an fsync error, left
 * behind is never appended to. Throws folder_in_use while another process writes there.
 */
export async function openSpool(options: SpoolOptions): Promise<Spool> {
  await mkdir(options.folder, { recursive: true, mode: 0o700 });
  const release = lockForThisProcess(join(options.folder, 'writer.lock'), `The spool ${options.folder}`);
  try {
    const segments = await listSegments(options.folder);
    const last = segments.at(-1);
    const next = last ? last.first + (await countRecords(options.folder, last)) : 1;
    // An empty last segment has the name of the one that we are about to make.
    if (last && last.first === next) segments.pop();
    const spool = new FileSpool(options, segments, next, release);
    await spool.beginSegment();
    return spool;
  } catch (error) {
    release();
    throw error;
  }
}

async function listSegments(folder: string): Promise<Segment[]> {
  const segments: Segment[] = [];
  for (const name of (await readdir(folder)).toSorted()) {
    const first = firstSequenceOf(name);
    if (first !== null) segments.push({ first, bytes: (await stat(join(folder, name))).size });
  }
  return segments;
}

async function countRecords(folder: string, segment: Segment): Promise<number> {
  let count = 0;
  for await (const records of readSegment(join(folder, segmentName(segment.first)))) count += records.length;
  return count;
}

class FileSpool implements Spool {
  readonly #folder: string;
  readonly #maxSegmentBytes: number;
  readonly #maxBytes: number;
  readonly #files: SpoolFiles;
  readonly #release: () => void;
  #segments: Segment[];
  #file: FileHandle | null = null;
  #queue: Waiting[] = [];
  #queuedBytes = 0;
  #running: Promise<void> | null = null;
  #durableNext: number;
  #next: number;
  #failure: Error | null = null;
  #closed = false;

  constructor(options: SpoolOptions, segments: Segment[], next: number, release: () => void) {
    this.#folder = options.folder;
    this.#maxSegmentBytes = options.maxSegmentBytes ?? 16 * 1024 * 1024;
    this.#maxBytes = options.maxBytes ?? 2 * 1024 * 1024 * 1024;
    this.#files = options.files ?? machineFiles;
    this.#segments = segments;
    this.#next = next;
    this.#durableNext = next;
    this.#release = release;
  }

  get firstSequence(): number {
    return this.#segments[0]!.first;
  }

  get nextSequence(): number {
    return this.#next;
  }

  get sizeBytes(): number {
    return this.#segments.reduce((sum, segment) => sum + segment.bytes, 0);
  }

  get failure(): Error | null {
    return this.#failure;
  }

  /** Makes the next segment file and its name durable. */
  async beginSegment(): Promise<void> {
    await this.#file?.close();
    this.#file = await open(join(this.#folder, segmentName(this.#durableNext)), 'w', 0o600);
    await this.#files.write(this.#file, SEGMENT_HEADER);
    await this.#files.sync(this.#file);
    await syncFolder(this.#folder);
    this.#segments.push({ first: this.#durableNext, bytes: SEGMENT_HEADER.length });
  }

  async append(bytes: Uint8Array): Promise<number> {
    const refusal = this.#refusal(bytes.byteLength);
    if (refusal) throw refusal;
    // Encoding copies the bytes, so that the caller may reuse its buffer at once.
    const record = encodeRecord(bytes);
    this.#next += 1;
    this.#queuedBytes += record.length;
    return new Promise((resolve, reject) => {
      this.#queue.push({ record, resolve, reject });
      this.#running ??= this.#commitLoop();
    });
  }

  async *readFrom(from: number): AsyncGenerator<SpoolEntry> {
    const end = this.#durableNext;
    const segments = [...this.#segments];
    for (const [index, { first }] of segments.entries()) {
      const segmentEnd = Math.min(end, segments[index + 1]?.first ?? end);
      if (segmentEnd <= from) continue;
      let sequence = first;
      for await (const records of readSegment(join(this.#folder, segmentName(first)))) {
        for (const bytes of records) {
          if (sequence >= segmentEnd) break;
          if (sequence >= from) yield { sequence, bytes };
          sequence += 1;
        }
      }
    }
  }

  async truncateBelow(sequence: number): Promise<void> {
    while (this.#segments.length > 1 && this.#segments[1]!.first <= sequence) {
      const [gone] = this.#segments.splice(0, 1);
      await rm(join(this.#folder, segmentName(gone!.first)), { force: true });
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#running;
    await this.#file?.close();
    this.#release();
  }

  #refusal(byteLength: number): Error | null {
    if (this.#failure) return this.#failure;
    if (this.#closed)
      return new OutriderError('spool_closed', `The spool ${this.#folder} is closed.`, 'The process is ending.');
    if (byteLength > MAX_ENTRY_BYTES) return new RangeError(`a spool entry of ${byteLength} bytes is too large`);
    const full = this.sizeBytes + this.#queuedBytes + byteLength > this.#maxBytes;
    if (!full && this.#queuedBytes + byteLength <= MAX_QUEUED_BYTES) return null;
    return new OutriderError(
      'spool_full',
      `The spool ${this.#folder} holds ${this.sizeBytes} bytes that nobody has taken over.`,
      'Bring the server back so that it reads them, or raise gateway.spool_max_mb.',
    );
  }

  // Everything that came in during one fsync shares the next one.
  async #commitLoop(): Promise<void> {
    while (this.#queue.length > 0) {
      const batch = this.#queue;
      this.#queue = [];
      try {
        await this.#commit(batch);
      } catch (error) {
        this.#fail(error, batch);
      }
    }
    this.#running = null;
  }

  async #commit(batch: Waiting[]): Promise<void> {
    if (this.#segments.at(-1)!.bytes >= this.#maxSegmentBytes) await this.beginSegment();
    const bytes = Buffer.concat(batch.map((waiting) => waiting.record));
    await this.#files.write(this.#file!, bytes);
    await this.#files.sync(this.#file!);
    this.#segments.at(-1)!.bytes += bytes.length;
    this.#queuedBytes -= bytes.length;
    for (const waiting of batch) waiting.resolve(this.#durableNext++);
  }

  // After a failed fsync the kernel may have dropped the pages and report success next time: nothing here can be trusted.
  #fail(error: unknown, batch: Waiting[]): void {
    this.#failure = new OutriderError(
      'spool_failed',
      `Writing the spool ${this.#folder} failed: ${error instanceof Error ? error.message : String(error)}.`,
      'Check the disk. The spool takes no more entries until the process is started again.',
      { cause: error },
    );
    for (const waiting of [...batch, ...this.#queue]) waiting.reject(this.#failure);
    this.#queue = [];
    this.#queuedBytes = 0;
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
