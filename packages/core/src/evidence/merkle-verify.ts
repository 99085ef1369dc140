import type { Sha256 } from './digests.js';
import { toHex } from './hex.js';
import { nodeHash } from './merkle.js';

const same = (a: Uint8Array | undefined, b: Uint8Array): boolean => a !== undefined && toHex(a) === toHex(b);

/** Whether `path` leads from the leaf `index` to `root` in a tree of `size` leaves (RFC 9162, section 2.1.3.2). */
export function verifyInclusion(
  proof: { index: number; size: number; leafHash: Uint8Array; path: readonly Uint8Array[]; root: Uint8Array },
  sha256: Sha256,
): boolean {
  const { index, size, path } = proof;
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(index) || index < 0 || index >= size) return false;
  let node = index;
  let last = size - 1;
  let hash = proof.leafHash;
  for (const sibling of path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash, sha256);
      [node, last] = climbed(node, last);
    } else {
      hash = nodeHash(hash, sibling, sha256);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && same(hash, proof.root);
}

/** Past the levels at which the last node of its row has no sibling and is taken over as it is. */
function climbed(node: number, last: number): [number, number] {
  let [at, end] = [node, last];
  while (at % 2 === 0 && at !== 0) {
    at /= 2;
    end = Math.floor(end / 2);
  }
  return [at, end];
}

/** Whether a tree of `oldSize` leaves with `oldRoot` is the beginning of one of `size` with `root` (RFC 9162, 2.1.4.2). */
export function verifyConsistency(
  proof: { oldSize: number; size: number; oldRoot: Uint8Array; root: Uint8Array; path: readonly Uint8Array[] },
  sha256: Sha256,
): boolean {
  const { oldSize, size, oldRoot, root } = proof;
  if (!Number.isSafeInteger(oldSize) || !Number.isSafeInteger(size) || oldSize < 1 || oldSize > size) return false;
  if (oldSize === size) return proof.path.length === 0 && same(oldRoot, root);
  // A tree whose size is a power of two is a node of the larger one: its root is not repeated in the path.
  const path = Number.isInteger(Math.log2(oldSize)) ? [oldRoot, ...proof.path] : [...proof.path];
  const first = path.shift();
  if (!first) return false;
  let node = oldSize - 1;
  let last = size - 1;
  while (node % 2 === 1) {
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  let oldHash = first;
  let hash = first;
  for (const sibling of path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      oldHash = nodeHash(sibling, oldHash, sha256);
      hash = nodeHash(sibling, hash, sha256);
      [node, last] = climbed(node, last);
    } else {
      hash = nodeHash(hash, sibling, sha256);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && same(oldHash, oldRoot) && same(hash, root);
}
