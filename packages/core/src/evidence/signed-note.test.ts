import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  encodeCheckpoint,
  encodeNote,
  encodeVerifierKey,
  noteKey,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  signersOf,
  utf8,
} from './index.js';
import type { Digests } from './index.js';

const pair = generateKeyPairSync('ed25519');
const raw = pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
const digests: Digests = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  startSha256: () => {
    throw new Error('not needed');
  },
  verifyEd25519: (publicKey, message, signature) =>
    Buffer.compare(publicKey, raw) === 0 && verify(null, message, pair.publicKey, signature),
};
const key = noteKey('outrider/agency/x', raw, digests.sha256);
const checkpoint = { origin: 'outrider/agency/x', size: 42, root: digests.sha256(Uint8Array.of(1)) };
const text = encodeCheckpoint(checkpoint);
const signature = sign(null, Buffer.from(text), pair.privateKey);
const note = encodeNote({ text, signatures: [{ name: key.name, keyId: key.keyId, signature }] });

describe('a signed note', () => {
  test('the key and the note of the specification of Go’s sumdb/note are read', () => {
    const vkey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
    const peter = parseVerifierKey(vkey, digests.sha256);
    expect(peter).toMatchObject({ name: 'PeterNeumann', keyId: 'c74f20a3' });
    expect(encodeVerifierKey(peter!)).toBe(vkey);
    const signed =
      "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
      '\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
    expect(encodeNote(parseNote(signed)!)).toBe(signed);
  });

  test('is made and read', async () => {
    expect(note).toMatch(/^outrider\/agency\/x\n42\n[A-Za-z0-9+/=]{44}\n\n\u2014 outrider\/agency\/x \S+\n$/);
    const read = parseNote(note)!;
    expect(parseCheckpoint(read.text)).toEqual({ ...checkpoint, root: Uint8Array.from(checkpoint.root) });
    expect(await signersOf(read, [key], digests)).toEqual([key]);
    expect(parseVerifierKey(encodeVerifierKey(key), digests.sha256)).toEqual({
      ...key,
      publicKey: Uint8Array.from(raw),
    });
  });

  test('with any bit changed is not signed any more', async () => {
    const bytes = utf8(note);
    for (let bit = 0; bit < bytes.length * 8; bit += 3) {
      const changed = Uint8Array.from(bytes);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      const read = parseNote(Buffer.from(changed).toString());
      const signers = read ? await signersOf(read, [key], digests) : [];
      expect(signers, `bit ${bit}`).toEqual([]);
    }
  });

  test.each(['', 'a', 'a\n42\n', 'a\n-1\nAAAA\n', 'a\n042\nAAAA\n', 'a\n1\nAAAA\n', `${text}\n`, text.trimEnd()])(
    '%j is no checkpoint',
    (wrong) => {
      expect(parseCheckpoint(wrong)).toBeNull();
    },
  );

  test.each(['x+00000000+AAAA', 'x y+c74f20a3+ARpc', encodeVerifierKey(key).replace(/^o/, 'p')])(
    '%j is no key',
    (wrong) => {
      expect(parseVerifierKey(wrong, digests.sha256)).toBeNull();
    },
  );
});
