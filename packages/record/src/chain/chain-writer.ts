import { mkdir, open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EMPTY_CHAIN, nextEntry } from '@outrider/core/evidence';
import type { ChainHead, NewChainEntry } from '@outrider/core/evidence';
import { OutriderError } from '@outrider/runtime/errors';
import { nodeDigests } from './digests.js';
import { ChainFault, readChain } from './read-chain.js';
import type { StoredEntry } from './read-chain.js';
import { syncFolder } from './sync-folder.js';

/** Name of a chain file in the folder of its stream; the one of a flight lies at the top of its record. */
export const CHAIN_FILE = 'chain.jsonl';
// Of what a crash tore off, so much is kept in the entry that says so.
const MOST_TORN_BYTES = 2_000;

export interface ChainWriterOptions {
  file?: string;
  /** Sees every entry that is there already, in order, while the chain is opened. */
  onEntry?: (stored: StoredEntry) => void;
}

interface Waiting {
  line: string;
  head: ChainHead;
  resolve(head: ChainHead): void;
  reject(error: unknown): void;
}

/**
 * Appends to a chain. An entry is acknowledged when it is fsynced; entries that come while one is written share the next fsync.
 * One writer for a file at a time. After an error of the disk it takes no more: open the chain anew.
 */
export class ChainWriter {
  readonly #file: FileHandle;
  #size: number;
  #head: ChainHead;
  #torn: Uint8Array | null;
  #waiting: Waiting[] = [];
  #running: Promise<void> | null = null;
  #failure: unknown = null;
  #closed = false;

  private constructor(file: FileHandle, opened: Opened) {
    this.#file = file;
    this.#size = opened.size;
    this.#head = opened.head;
    this.#torn = opened.torn;
  }

  /**
   * Opens `folder/file` (chain.jsonl), reading what is there. A last line that a crash tore is cut off, and the first append is
   * preceded by an entry `chain_recovered` that says so. Throws record_chain_damaged when an entry before was altered.
   */
  static async open(folder: string, { file = CHAIN_FILE, onEntry }: ChainWriterOptions = {}): Promise<ChainWriter> {
    const path = join(folder, file);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const opened = await readToEnd(path, onEntry);
    const handle = await open(path, 'a', 0o600);
    try {
      if (opened.torn) await handle.truncate(opened.size);
      await handle.sync();
      await syncFolder(dirname(path));
      return new ChainWriter(handle, opened);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** A write did not come through, so this writer takes nothing more. */
  get failed(): boolean {
    return this.#failure !== null;
  }

  /** The newest entry, written or about to be; number 0 of an empty chain. */
  get head(): ChainHead {
    return this.#head;
  }

  /** Resolves with number and hash when the entry is on disk. Throws TypeError for a body that has no JSON form, or when closed. */
  append(entry: NewChainEntry): Promise<ChainHead> {
    if (this.#closed) throw new TypeError('The chain is closed.');
    if (this.#torn) this.#recover(this.#torn, entry.at_utc_ms);
    return this.#queue(entry);
  }

  /** After everything that was appended is written. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
    await this.#file.close();
  }

  #recover(torn: Uint8Array, at_utc_ms: number): void {
    this.#torn = null;
    const start_base64 = Buffer.from(torn.subarray(0, MOST_TORN_BYTES)).toString('base64');
    const body = { torn_bytes: torn.byteLength, torn_start_base64: start_base64 };
    // Its failure is that of the entry behind it, which somebody waits for.
    this.#queue({ at_utc_ms, kind: 'chain_recovered', body, payload: null }).catch(() => undefined);
  }

  #queue(entry: NewChainEntry): Promise<ChainHead> {
    if (this.#failure !== null) return Promise.reject(this.#failure as Error);
    const { line, head } = nextEntry(this.#head, entry, nodeDigests.sha256);
    this.#head = head;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ line, head, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  async #run(): Promise<void> {
    // Callers of the same turn share the first fsync too.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0);
      try {
        await this.#write(batch);
        for (const { head, resolve } of batch) resolve(head);
      } catch (error) {
        this.#failure = error;
        for (const { reject } of [...batch, ...this.#waiting.splice(0)]) reject(error);
      }
    }
    // In the same turn as the last look at what waits: who appends next finds nobody running and starts anew.
    this.#running = null;
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    const bytes = Buffer.from(batch.map(({ line }) => `${line}\n`).join(''));
    try {
      await this.#file.appendFile(bytes);
      await this.#file.datasync();
      this.#size += bytes.byteLength;
    } catch (error) {
      // Half a batch would look like a crash; nobody was told of any of it.
      await this.#file.truncate(this.#size).catch(() => undefined);
      throw error;
    }
  }
}

interface Opened {
  head: ChainHead;
  size: number;
  torn: Uint8Array | null;
}

async function readToEnd(path: string, onEntry: ChainWriterOptions['onEntry']): Promise<Opened> {
  let head: ChainHead = EMPTY_CHAIN;
  let size = 0;
  try {
    for await (const stored of readChain(path)) {
      head = { seq: stored.entry.seq, hash: stored.hash };
      size = stored.end_offset;
      onEntry?.(stored);
    }
    return { head, size, torn: null };
  } catch (error) {
    if (!(error instanceof ChainFault)) throw error;
    if (error.torn) return { head, size, torn: await bytesFrom(path, size) };
    throw damaged(path, error);
  }
}

function damaged(path: string, fault: ChainFault): OutriderError {
  return new OutriderError(
    'record_chain_damaged',
    `${path} was altered. ${fault.message}`,
    'Leave the record as it is: outrider verify says what of it still holds.',
    { cause: fault },
  );
}

async function bytesFrom(path: string, offset: number): Promise<Uint8Array> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const bytes = Buffer.alloc(size - offset);
    await handle.read(bytes, 0, bytes.byteLength, offset);
    return bytes;
  } finally {
    await handle.close();
  }
}
