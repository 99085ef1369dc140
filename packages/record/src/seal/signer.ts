import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { encodeNote, encodeVerifierKey, noteKey, signedBytes } from '@outrider/core/evidence';
import type { NoteKey, SIGNED_AS } from '@outrider/core/evidence';
import type { EvidenceSignature } from '@outrider/schema';
import { nodeDigests } from '../chain/index.js';

/** Signs for an agency. Holds its private key, so keep it short and log nothing of it. */
export interface Signer {
  key: NoteKey;
  verifierKey: string;
  /** Ed25519 over these bytes. */
  signBytes(message: Uint8Array): Uint8Array;
}

/** A new Ed25519 private key as PKCS#8 (DER). */
export function newPrivateKey(): Buffer {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' });
}

/** @param name the name under which it signs: that of the agency's log */
export function signerOfKey(name: string, pkcs8: Uint8Array): Signer {
  const privateKey = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const key = noteKey(name, Uint8Array.from(spki.subarray(-32)), nodeDigests.sha256);
  return { key, verifierKey: encodeVerifierKey(key), signBytes: (message) => sign(null, message, privateKey) };
}

/** Signs a value as one of the things that an agency signs. */
export function signValue(
  { key, verifierKey, signBytes }: Signer,
  kind: keyof typeof SIGNED_AS,
  value: unknown,
): EvidenceSignature {
  const signature = signBytes(signedBytes(kind, value));
  return { key_id: key.keyId, verifier_key: verifierKey, signature_base64: Buffer.from(signature).toString('base64') };
}

/** A text as a signed note (https://c2sp.org/signed-note). */
export function signNote({ key, signBytes }: Signer, text: string): string {
  const signature = signBytes(Buffer.from(text));
  return encodeNote({ text, signatures: [{ name: key.name, keyId: key.keyId, signature }] });
}
