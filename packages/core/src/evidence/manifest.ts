import type { EvidenceSignature, RecordManifest, SealedManifest } from '@outrider/schema';
import { fromBase64 } from './base64.js';
import { canonicalJson } from './canonical-json.js';
import type { Digests, Sha256 } from './digests.js';
import { leafHash, MerkleTree } from './merkle.js';
import { fromHex, toHex } from './hex.js';
import { parseVerifierKey } from './signed-note.js';
import type { NoteKey } from './signed-note.js';
import {
  asShape,
  is,
  isCount,
  isHash,
  isKeyId,
  isObject,
  isRecordPath,
  isText,
  isTime,
  listOf,
  nullOr,
  objectOf,
  parsedJson,
} from './shape.js';
import { fromUtf8, utf8 } from './utf8.js';

export const MANIFEST_FILE = 'manifest.json';
/** What stands before the signed JSON, so that no signature can be taken for one of another kind. */
export const SIGNED_AS = {
  manifest: 'outrider-manifest-v1',
  deletion: 'outrider-deletion-v1',
  succession: 'outrider-key-succession-v1',
} as const;

/** The bytes that are signed: what it is, a line feed, and the value as RFC 8785 JSON. */
export const signedBytes = (kind: keyof typeof SIGNED_AS, value: unknown): Uint8Array =>
  utf8(`${SIGNED_AS[kind]}\n${canonicalJson(value)}`);

/** The bytes of manifest.json: RFC 8785 and a line feed, so that no byte can change unseen. */
export const manifestBytes = (sealed: SealedManifest): Uint8Array => utf8(`${canonicalJson(sealed)}\n`);

export const isSignature = objectOf({ key_id: isKeyId, verifier_key: isText, signature_base64: isText });
const isManifest = objectOf({
  v: is(1),
  agency_id: isText,
  agency_name: isText,
  flight_id: isText,
  flight_number: isText,
  began_at_utc_ms: isTime,
  ended_at_utc_ms: nullOr(isTime),
  sealed_at_utc_ms: isTime,
  incomplete_reason: nullOr(isText),
  chains: listOf(objectOf({ file: isRecordPath, entries: isCount, head: isHash })),
  root: isHash,
  files: listOf(objectOf({ file: isRecordPath, bytes: isCount, sha256: nullOr(isHash) })),
  software: (value) => isObject(value) && Object.values(value).every(isText),
  parent_manifest_sha256: nullOr(isHash),
});

/** Reads manifest.json; null when its bytes are not exactly those of a manifest. */
export function parseManifest(bytes: Uint8Array): SealedManifest | null {
  try {
    const value = parsedJson(fromUtf8(bytes));
    const sealed = asShape<SealedManifest>(value, objectOf({ manifest: isManifest, signature: isSignature }));
    return sealed && toHex(manifestBytes(sealed)) === toHex(bytes) ? sealed : null;
  } catch {
    return null;
  }
}

/** The key under a signature when the signature is right, otherwise null. Whether to trust that key is another question. */
export async function signerOf(
  kind: keyof typeof SIGNED_AS,
  value: RecordManifest | object,
  { key_id, verifier_key, signature_base64 }: EvidenceSignature,
  digests: Digests,
): Promise<NoteKey | null> {
  const key = parseVerifierKey(verifier_key, digests.sha256);
  const signature = fromBase64(signature_base64);
  const message = signableBytes(kind, value);
  if (!key || key.keyId !== key_id || !signature || !message) return null;
  return (await digests.verifyEd25519(key.publicKey, message, signature)) ? key : null;
}

/** Null of a value that has no canonical form, so that nobody can have signed it. */
function signableBytes(kind: keyof typeof SIGNED_AS, value: unknown): Uint8Array | null {
  try {
    return signedBytes(kind, value);
  } catch {
    return null;
  }
}

/** Merkle root over entry hashes (hexadecimal), in the order of the chains' paths and of the entries. */
export function entriesRoot(hashes: Iterable<string>, sha256: Sha256): string {
  const tree = new MerkleTree(sha256);
  for (const hash of hashes) tree.addLeafHash(leafHash(fromHex(hash), sha256));
  return toHex(tree.root());
}

/** The order of paths in a manifest: by code units, the same everywhere. */
export const byPath = <T extends { file: string }>(items: readonly T[]): T[] =>
  items.toSorted((a, b) => (a.file < b.file ? -1 : 1));
