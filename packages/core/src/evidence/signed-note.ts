import { fromBase64, toBase64 } from './base64.js';
import type { Digests, Sha256 } from './digests.js';
import { fromHex, toHex } from './hex.js';
import { utf8 } from './utf8.js';

/** Signed notes: https://c2sp.org/signed-note. Only Ed25519 (type 0x01) is made and checked here. */

const ED25519 = 0x01;
const KEY_ID_BYTES = 4;
/** Each costs a check of a signature. */
const MOST_SIGNATURES = 100;

/** An Ed25519 key with the name under which it signs. */
export interface NoteKey {
  name: string;
  /** 32 bytes */
  publicKey: Uint8Array;
  /** First four bytes of SHA-256 over name, line feed, 0x01 and key, in hexadecimal. */
  keyId: string;
}

/** Throws TypeError for a name that a note cannot hold and RangeError for a key of the wrong length. */
export function noteKey(name: string, publicKey: Uint8Array, sha256: Sha256): NoteKey {
  if (!isKeyName(name)) throw new TypeError(`"${name}" cannot be the name of a key: no spaces and no plus.`);
  if (publicKey.byteLength !== 32) throw new RangeError(`An Ed25519 key has 32 bytes, not ${publicKey.byteLength}.`);
  const input = Uint8Array.of(...utf8(`${name}\n`), ED25519, ...publicKey);
  return { name, publicKey, keyId: toHex(sha256(input).subarray(0, KEY_ID_BYTES)) };
}

/** Half a character (a lone surrogate) has no UTF-8, and would stand for another name. */
const isKeyName = (name: string): boolean => name !== '' && !/[\s+\p{Cc}\p{Surrogate}]/u.test(name);

/** Whether two keys are one. Their ids only say where to look: 32 bits are soon made equal by trying names. */
export const sameKey = (a: NoteKey, b: NoteKey): boolean =>
  a.name === b.name && toHex(a.publicKey) === toHex(b.publicKey);

/** A key as people hand it on: `name+id+base64(0x01 and key)`. */
export const encodeVerifierKey = ({ name, keyId, publicKey }: NoteKey): string =>
  `${name}+${keyId}+${toBase64(Uint8Array.of(ED25519, ...publicKey))}`;

/** Null for a text that is no such key, or whose id does not belong to its key. */
export function parseVerifierKey(text: string, sha256: Sha256): NoteKey | null {
  const found = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim());
  const bytes = fromBase64(found?.[3] ?? '');
  if (!found?.[1] || !isKeyName(found[1]) || bytes?.byteLength !== 33 || bytes[0] !== ED25519) return null;
  const key = noteKey(found[1], bytes.subarray(1), sha256);
  return key.keyId === found[2] ? key : null;
}

export interface NoteSignature {
  name: string;
  keyId: string;
  signature: Uint8Array;
}
export interface SignedNote {
  /** What is signed, with its last line feed. */
  text: string;
  signatures: NoteSignature[];
}

/** The bytes of a note. `text` must end with a line feed. */
export function encodeNote({ text, signatures }: SignedNote): string {
  if (!text.endsWith('\n')) throw new TypeError('The text of a note ends with a line feed.');
  const lines = signatures.map(
    ({ name, keyId, signature }) => `\u2014 ${name} ${toBase64(Uint8Array.of(...fromHex(keyId), ...signature))}\n`,
  );
  return `${text}\n${lines.join('')}`;
}

/** Null for a text that is no signed note, or has more signatures than any. */
export function parseNote(note: string): SignedNote | null {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) return null;
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > MOST_SIGNATURES) return null;
  const signatures = lines.map(parseSignature);
  if (signatures.some((signature) => signature === null)) return null;
  return { text: note.slice(0, end + 1), signatures: signatures as NoteSignature[] };
}

function parseSignature(line: string): NoteSignature | null {
  const found = /^\u2014 (\S+) (\S+)$/.exec(line);
  const bytes = fromBase64(found?.[2] ?? '');
  if (!found?.[1] || !bytes || bytes.byteLength <= KEY_ID_BYTES) return null;
  const keyId = toHex(bytes.subarray(0, KEY_ID_BYTES));
  return { name: found[1], keyId, signature: bytes.subarray(KEY_ID_BYTES) };
}

/** The keys of `keys` whose signature under the note is right; unknown signatures are passed over, as C2SP asks. */
export async function signersOf<K extends NoteKey>(
  note: SignedNote,
  keys: readonly K[],
  digests: Digests,
): Promise<K[]> {
  const message = utf8(note.text);
  const signers: K[] = [];
  for (const { name, keyId, signature } of note.signatures)
    for (const key of keys.filter((known) => known.name === name && known.keyId === keyId))
      if (await digests.verifyEd25519(key.publicKey, message, signature)) signers.push(key);
  return signers;
}
