import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Digests, StreamHash } from '@outrider/core/evidence';

/** A segment of video fits; what is larger is hashed as it comes, several times slower, and never kept. */
const KEPT_BYTES = 64 * 1024 * 1024;

/** Cryptography of the page: the browser's own where there is some (not on plain http), and everywhere the same answers. */
export const browserDigests: Digests = {
  sha256,
  startSha256: () => (globalThis.crypto?.subtle ? new NativeHash() : plainHash()),
  verifyEd25519(publicKey, message, signature) {
    try {
      return ed25519.verify(signature, message, publicKey);
    } catch {
      // A signature of the wrong length is none.
      return false;
    }
  },
};

function plainHash(): StreamHash {
  const hash = sha256.create();
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
}

/** The browser hashes only what it is given as a whole. */
class NativeHash implements StreamHash {
  #kept: Uint8Array[] | null = [];
  #bytes = 0;
  #large: StreamHash | null = null;

  update(bytes: Uint8Array): void {
    this.#bytes += bytes.byteLength;
    if (this.#bytes > KEPT_BYTES && this.#kept) {
      this.#large = plainHash();
      for (const kept of this.#kept) this.#large.update(kept);
      this.#kept = null;
    }
    if (this.#kept) this.#kept.push(bytes);
    else this.#large?.update(bytes);
  }

  async digest(): Promise<Uint8Array> {
    if (!this.#kept) return this.#large!.digest();
    const whole = await new Blob(this.#kept as BlobPart[]).arrayBuffer();
    return new Uint8Array(await crypto.subtle.digest('SHA-256', whole));
  }
}
