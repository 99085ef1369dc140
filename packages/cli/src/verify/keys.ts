import { createPublicKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { asKeyHistory, parseVerifierKey, vouchedKeys } from '@outrider/core/evidence';
import type { NoteKey, TrustedKey } from '@outrider/core/evidence';
import { nodeDigests } from '@outrider/record/chain';
import { OutriderError } from '@outrider/runtime/errors';

/**
 * Public keys from a file: lines in the form of https://c2sp.org/signed-note, the JSON that an agency exports, or a PEM. Throws
 * bad_key when it holds none. A key of the JSON counts only where the keys before and after it vouch for each other.
 */
export async function readKeys(file: string): Promise<TrustedKey[]> {
  const text = await readFile(file, 'utf8');
  const keys = text.includes('-----BEGIN')
    ? fromPem(text)
    : text.trimStart().startsWith('[')
      ? await fromJson(text)
      : fromLines(text);
  if (keys.length > 0) return keys;
  throw new OutriderError(
    'bad_key',
    `${basename(file)} holds no public key of an agency.`,
    'Give the text that the agency exports under Evidence, Keys.',
  );
}

const fromLines = (text: string): NoteKey[] =>
  text
    .split('\n')
    .map((line) => parseVerifierKey(line, nodeDigests.sha256))
    .filter((key) => key !== null);

async function fromJson(text: string): Promise<TrustedKey[]> {
  const history = asKeyHistory(JSON.parse(text)) ?? [];
  const newest = parseVerifierKey(history.at(-1)?.verifier_key ?? '', nodeDigests.sha256);
  return newest ? vouchedKeys([newest], history, nodeDigests) : [];
}

/** A PEM has no name, and the name is part of a key: the agency's own comment line before it says it. */
function fromPem(text: string): NoteKey[] {
  const named = parseVerifierKey(/^# (\S+)$/m.exec(text)?.[1] ?? '', nodeDigests.sha256);
  const spki = createPublicKey(text.slice(text.indexOf('-----BEGIN'))).export({ format: 'der', type: 'spki' });
  const same = named && Buffer.compare(spki.subarray(-32), named.publicKey) === 0;
  return same ? [named] : [];
}
