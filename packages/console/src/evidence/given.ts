import { asKeyHistory, parseNote, parseVerifierKey, vouchedKeys } from '@outrider/core/evidence';
import type { TrustedKey } from '@outrider/core/evidence';
import { browserDigests } from './browser-digests.js';

/** What a verifier brings along: keys of the agency and checkpoints that outsiders kept. */
export interface Given {
  keys: TrustedKey[];
  checkpoints: { name: string; note: string }[];
}

/** Sorts files by what they are. Throws an Error that names the first that is neither. */
export async function readGiven(files: readonly { name: string; text: string }[]): Promise<Given> {
  const given: Given = { keys: [], checkpoints: [] };
  for (const { name, text } of files) {
    const keys = await keysIn(text);
    if (keys.length > 0) given.keys.push(...keys);
    else if (parseNote(text)) given.checkpoints.push({ name, note: text });
    else throw new Error(`${name} is neither a public key of an agency nor a checkpoint.`);
  }
  return given;
}

async function keysIn(text: string): Promise<TrustedKey[]> {
  const { sha256 } = browserDigests;
  if (text.trimStart().startsWith('[')) {
    const history = asKeyHistory(parsed(text)) ?? [];
    const newest = parseVerifierKey(history.at(-1)?.verifier_key ?? '', sha256);
    return newest ? vouchedKeys([newest], history, browserDigests) : [];
  }
  // A PEM as the agency exports it has the key as a comment line before it.
  const lines = text.split('\n').map((line) => line.replace(/^# /, ''));
  return lines.map((line) => parseVerifierKey(line, sha256)).filter((key) => key !== null);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
