import { createHash, randomBytes } from 'node:crypto';
import type { ChainPayload } from '@outrider/schema';

/** 16 random bytes in hexadecimal, a new one for each payload. */
export const newSalt = (): string => randomBytes(16).toString('hex');

/** Hashes a payload as it is written: SHA-256 over the bytes of the salt, then those of the payload. */
export class PayloadHash {
  readonly salt: string;
  readonly #hash = createHash('sha256');
  #bytes = 0;

  constructor(salt = newSalt()) {
    this.salt = salt;
    this.#hash.update(Buffer.from(salt, 'hex'));
  }

  get bytes(): number {
    return this.#bytes;
  }

  update(bytes: Uint8Array): this {
    this.#hash.update(bytes);
    this.#bytes += bytes.byteLength;
    return this;
  }

  /** What an entry says of the payload; `file` is its path inside the record folder. May be asked again after more bytes. */
  payload(file: string, offset = 0): ChainPayload {
    return { file, offset, bytes: this.#bytes, salt: this.salt, sha256: this.#hash.copy().digest('hex') };
  }
}
