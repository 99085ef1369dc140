import { closeSync, fdatasyncSync, fsyncSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { ChainPayload } from '@outrider/schema';
import { PayloadHash } from '@outrider/record/chain';

/** A file of the record that grows piece by piece, each on disk before the next is taken; hashed as it is written. */
export class SegmentFile {
  readonly path: string;
  readonly #at: string;
  readonly #descriptor: number;
  readonly #hash = new PayloadHash();

  /** Makes the file; one of that name must not be there. `path` is that inside the record. */
  constructor(recordFolder: string, path: string) {
    this.path = path;
    this.#at = join(recordFolder, path);
    this.#descriptor = openSync(this.#at, 'wx', 0o600);
    try {
      syncFolder(join(this.#at, '..'));
    } catch (error) {
      this.discard();
      throw error;
    }
  }

  get bytes(): number {
    return this.#hash.bytes;
  }

  /** On disk when it returns. When it throws, nothing of these bytes is in the file. */
  append(bytes: Uint8Array): void {
    try {
      for (let at = 0; at < bytes.byteLength;) at += writeSync(this.#descriptor, bytes, at);
      fdatasyncSync(this.#descriptor);
    } catch (error) {
      ftruncateSync(this.#descriptor, this.bytes);
      throw error;
    }
    this.#hash.update(bytes);
  }

  /** Ends a file of which nothing is to be kept. */
  discard(): void {
    closeSync(this.#descriptor);
    rmSync(this.#at, { force: true });
  }

  /** Ends the file; what an entry of the chain says of it. */
  close(): ChainPayload {
    closeSync(this.#descriptor);
    return this.#hash.payload(this.path);
  }
}

/** Makes the names of files in a folder as lasting as their bytes. */
function syncFolder(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
