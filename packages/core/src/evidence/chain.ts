import type { ChainEntry, ChainPayload } from '@outrider/schema';
import { canonicalJson } from './canonical-json.js';
import type { Sha256 } from './digests.js';
import { toHex } from './hex.js';
import { asShape, is, isCount, isHash, isObject, isRecordPath, isTime, nullOr, objectOf } from './shape.js';
import { fromUtf8, utf8 } from './utf8.js';

/** Hash before the first entry. */
export const CHAIN_START = '0'.repeat(64);

/** Where a chain stands: number and hash of its newest entry. */
export interface ChainHead {
  seq: number;
  hash: string;
}
export const EMPTY_CHAIN: ChainHead = { seq: 0, hash: CHAIN_START };

/** What the writer of an entry says; number, version and hash before are given by the chain. */
export interface NewChainEntry {
  at_utc_ms: number;
  kind: string;
  body: Record<string, unknown>;
  payload: ChainPayload | null;
}

/** The next entry after `head` as its line (RFC 8785, without line feed), and the head after it. Throws TypeError as canonicalJson. */
export function nextEntry(head: ChainHead, entry: NewChainEntry, sha256: Sha256): { line: string; head: ChainHead } {
  const { at_utc_ms, kind, body, payload } = entry;
  const line = canonicalJson({ v: 1, seq: head.seq + 1, at_utc_ms, kind, body, payload, prev: head.hash });
  return { line, head: { seq: head.seq + 1, hash: hashOfLine(line, sha256) } };
}

export const hashOfLine = (line: string, sha256: Sha256): string => toHex(sha256(utf8(line)));

/** A line that is one of a chain, or what is wrong with its form, a whole sentence without the number of the line. */
export type ReadEntry = { entry: ChainEntry; fault: null } | { entry: null; fault: string };

/** Reads the form of one line; whether it fits to the one before is `faultAfter`. */
export function readEntry(bytes: Uint8Array): ReadEntry {
  let line: string;
  let value: unknown;
  try {
    line = fromUtf8(bytes);
    value = JSON.parse(line);
  } catch {
    return { entry: null, fault: 'It is not JSON in UTF-8.' };
  }
  const entry = asShape<ChainEntry>(value, isEntry);
  if (entry === null) return { entry: null, fault: 'It has not the form of a chain entry.' };
  // Else two texts would stand for one entry, and a byte could be changed unseen.
  if (safeCanonical(entry) !== line)
    return { entry: null, fault: 'It is not written in the canonical form (RFC 8785).' };
  return { entry, fault: null };
}

/** Why `entry` cannot follow `head`; null when it does. */
export function faultAfter(head: ChainHead, entry: ChainEntry): string | null {
  if (entry.seq !== head.seq + 1) return `It has number ${entry.seq}, and after ${head.seq} comes ${head.seq + 1}.`;
  if (entry.prev !== head.hash) return 'The hash that it names of the entry before is not the hash of that entry.';
  return null;
}

function safeCanonical(value: unknown): string | null {
  try {
    return canonicalJson(value);
  } catch {
    return null;
  }
}

const isPayload = objectOf({
  file: isRecordPath,
  offset: isCount,
  bytes: isCount,
  salt: (value) => typeof value === 'string' && /^[0-9a-f]{32}$/.test(value),
  sha256: isHash,
});
const isEntry = objectOf({
  v: is(1),
  seq: (value) => isCount(value) && value !== 0,
  at_utc_ms: isTime,
  kind: (value) => typeof value === 'string' && /^[a-z][a-z0-9_]{0,59}$/.test(value),
  body: isObject,
  payload: nullOr(isPayload),
  prev: isHash,
});
