import { createHash, createPublicKey, verify } from 'node:crypto';
import type { Digests } from '@outrider/core/evidence';

// SubjectPublicKeyInfo of an Ed25519 key up to the key itself (RFC 8410, section 4).
const ED25519_SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** An Ed25519 public key of 32 bytes as Node holds it. Throws RangeError when it has another length. */
export function ed25519PublicKey(raw: Uint8Array) {
  if (raw.byteLength !== 32) throw new RangeError(`An Ed25519 public key has 32 bytes, not ${raw.byteLength}.`);
  return createPublicKey({ key: Buffer.concat([ED25519_SPKI_PREFIX, raw]), format: 'der', type: 'spki' });
}

/** Node's own cryptography, as core's evidence wants it. */
export const nodeDigests: Digests = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  startSha256() {
    const hash = createHash('sha256');
    return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
  },
  verifyEd25519(publicKey, message, signature) {
    if (publicKey.byteLength !== 32 || signature.byteLength !== 64) return false;
    return verify(null, message, ed25519PublicKey(publicKey), signature);
  },
};
