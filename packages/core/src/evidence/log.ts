import type { InclusionProof, LogLeaf } from '@outrider/schema';
import { canonicalJson } from './canonical-json.js';
import type { Sha256 } from './digests.js';
import { fromHex, toHex } from './hex.js';
import { verifyInclusion } from './merkle-verify.js';
import { leafHash } from './merkle.js';
import { asShape, is, isCount, isHash, isObject, isText, isTime, listOf, objectOf } from './shape.js';
import { utf8 } from './utf8.js';

/** Bytes of a leaf of an agency's log: RFC 8785 JSON. */
export const logLeafBytes = (leaf: LogLeaf): Uint8Array => utf8(canonicalJson(leaf));
export const logLeafHash = (leaf: LogLeaf, sha256: Sha256): Uint8Array => leafHash(logLeafBytes(leaf), sha256);

/** The same in hexadecimal; null of a leaf as it was read that has no canonical form, so that no log can hold it. */
export function loggedHash(leaf: LogLeaf, sha256: Sha256): string | null {
  try {
    return toHex(logLeafHash(leaf, sha256));
  } catch {
    return null;
  }
}

/** The leaf that says that a record was sealed. */
export const recordSealedLeaf = (flightId: string, manifestSha256: string, atUtcMs: number): LogLeaf => ({
  v: 1,
  kind: 'record_sealed',
  at_utc_ms: atUtcMs,
  body: { flight_id: flightId, manifest_sha256: manifestSha256 },
});

/** The leaf that says that something was added to a sealed record. */
export const addendumSealedLeaf = (
  flightId: string,
  manifestSha256: string,
  parent_manifest_sha256: string,
  atUtcMs: number,
): LogLeaf => ({
  v: 1,
  kind: 'addendum_sealed',
  at_utc_ms: atUtcMs,
  body: { flight_id: flightId, manifest_sha256: manifestSha256, parent_manifest_sha256 },
});

const isLeaf = objectOf({ v: is(1), kind: isText, at_utc_ms: isTime, body: isObject });
/** A leaf with its place in the log, from 0. */
export interface LoggedLeaf {
  index: number;
  leaf: LogLeaf;
}
const isLogged = listOf(objectOf({ index: isCount, leaf: isLeaf }));
/** Leaves with their places as they were read; null when they have not that form. */
export const asLoggedLeaves = (value: unknown): LoggedLeaf[] | null => asShape<LoggedLeaf[]>(value, isLogged);
/** A leaf as it was read; null when it has not that form. */
export const asLogLeaf = (value: unknown): LogLeaf | null => asShape<LogLeaf>(value, isLeaf);

const isProof = objectOf({
  v: is(1),
  leaf: isLeaf,
  index: isCount,
  size: isCount,
  path: listOf(isHash),
});
/** A proof as it was read; null when it has not that form. */
export const asInclusionProof = (value: unknown): InclusionProof | null => asShape<InclusionProof>(value, isProof);

/** Whether the leaf is in the tree with `root` that has the proof's size. False for a leaf that has no canonical form. */
export function holdsInclusion(proof: InclusionProof, root: Uint8Array, sha256: Sha256): boolean {
  const { index, size, leaf } = proof;
  try {
    const path = proof.path.map(fromHex);
    return verifyInclusion({ index, size, path, root, leafHash: logLeafHash(leaf, sha256) }, sha256);
  } catch {
    return false;
  }
}
