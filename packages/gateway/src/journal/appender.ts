import type { FileHandle } from 'node:fs/promises';

const CHUNK_BYTES = 16 * 1024;
/** When the disk is that far behind, new bytes are dropped and counted rather than filling the memory. */
const MAX_GATHERED_BYTES = 4 * 1024 * 1024;

/** One of the larger buffers, with the view that writes numbers into it. */
export interface Chunk {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

/** Gathers small pieces in a few larger buffers and writes them out when told. Appending never waits. */
export class Appender {
  readonly #file: FileHandle;
  #full: Uint8Array[] = [];
  #chunk: Chunk | null = null;
  #used = 0;
  #gathered = 0;
  #writing: Promise<void> = Promise.resolve();
  #failed = false;
  dropped = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  /**
   * A chunk with room for one piece, which the caller writes at once from `at` on and then counts with `took`; null, and counted as
   * dropped, when there is none. No view is made for a piece: thousands a second would keep the collector of garbage busy.
   */
  room(bytes: number): Chunk | null {
    if (this.#failed || this.#gathered + bytes > MAX_GATHERED_BYTES) {
      this.dropped += 1;
      return null;
    }
    if (!this.#chunk || this.#used + bytes > this.#chunk.bytes.length) {
      this.#seal();
      this.#chunk = chunkOf(Math.max(CHUNK_BYTES, bytes));
    }
    return this.#chunk;
  }

  /** Where in the chunk the next piece begins. */
  get at(): number {
    return this.#used;
  }

  /** The piece is whole. */
  took(bytes: number): void {
    this.#used += bytes;
    this.#gathered += bytes;
  }

  /** Writes and fsyncs what has gathered. Rejects once when the disk refuses; from then on nothing is kept. */
  flush(): Promise<void> {
    this.#writing = this.#writing.catch(() => undefined).then(() => this.#write());
    return this.#writing;
  }

  async close(): Promise<void> {
    await this.flush().finally(() => this.#file.close());
  }

  async #write(): Promise<void> {
    this.#seal();
    const batch = this.#full;
    const bytes = this.#gathered;
    this.#full = [];
    this.#gathered = 0;
    if (this.#failed || batch.length === 0) return;
    try {
      const { bytesWritten } = await this.#file.writev(batch);
      if (bytesWritten !== bytes) throw new Error(`the disk took ${bytesWritten} of ${bytes} bytes`);
      await this.#file.datasync();
    } catch (error) {
      this.#failed = true;
      throw error;
    }
  }

  #seal(): void {
    if (this.#chunk && this.#used > 0) this.#full.push(this.#chunk.bytes.subarray(0, this.#used));
    this.#chunk = null;
    this.#used = 0;
  }
}

function chunkOf(size: number): Chunk {
  const bytes = Buffer.allocUnsafeSlow(size);
  return { bytes, view: new DataView(bytes.buffer) };
}
