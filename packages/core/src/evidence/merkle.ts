import type { Sha256 } from './digests.js';

/** The Merkle tree of RFC 6962, section 2.1. Nodes are 32 bytes. */

const LEAF = 0;
const NODE = 1;

/** Hash of a leaf: SHA-256 over 0x00 and its bytes. */
export function leafHash(bytes: Uint8Array, sha256: Sha256): Uint8Array {
  const input = new Uint8Array(1 + bytes.byteLength);
  input[0] = LEAF;
  input.set(bytes, 1);
  return sha256(input);
}

/** Hash of an inner node: SHA-256 over 0x01 and both children. */
export function nodeHash(left: Uint8Array, right: Uint8Array, sha256: Sha256): Uint8Array {
  const input = new Uint8Array(1 + left.byteLength + right.byteLength);
  input[0] = NODE;
  input.set(left, 1);
  input.set(right, 1 + left.byteLength);
  return sha256(input);
}

/** A tree in short: its size, and the roots of its whole subtrees, largest first. */
export interface MerkleState {
  size: number;
  subtrees: readonly Uint8Array[];
}

/** Builds the root as leaves come, in memory of the order of log2 of their number. */
export class MerkleTree {
  readonly #sha256: Sha256;
  /** Roots of whole subtrees, largest first; the binary digits of the size say how large each is. */
  readonly #subtrees: Uint8Array[];
  #size: number;

  /** @param state of an earlier tree, to go on from there; an empty tree without it */
  constructor(sha256: Sha256, state: MerkleState = { size: 0, subtrees: [] }) {
    this.#sha256 = sha256;
    this.#size = state.size;
    this.#subtrees = [...state.subtrees];
  }

  /** All that is needed to add more leaves later. */
  get state(): MerkleState {
    return { size: this.#size, subtrees: [...this.#subtrees] };
  }

  /** Audit path that the next leaf will have in the tree that ends with it: the roots of the whole subtrees before it. */
  nextPath(): Uint8Array[] {
    return this.#subtrees.toReversed();
  }

  get size(): number {
    return this.#size;
  }

  addLeafHash(hash: Uint8Array): void {
    this.#subtrees.push(hash);
    this.#size += 1;
    for (let size = this.#size; size % 2 === 0; size /= 2) {
      const [left, right] = this.#subtrees.splice(-2) as [Uint8Array, Uint8Array];
      this.#subtrees.push(nodeHash(left, right, this.#sha256));
    }
  }

  /** Root over what was added so far; of an empty tree the hash of nothing. */
  root(): Uint8Array {
    const [...subtrees] = this.#subtrees;
    const last = subtrees.pop();
    if (!last) return this.#sha256(new Uint8Array());
    return subtrees.reduceRight((right, left) => nodeHash(left, right, this.#sha256), last);
  }
}

/** Root over leaf hashes `from` to `to` (exclusive). */
export function merkleRoot(
  leaves: readonly Uint8Array[],
  sha256: Sha256,
  from = 0,
  to: number = leaves.length,
): Uint8Array {
  const tree = new MerkleTree(sha256);
  for (let index = from; index < to; index++) tree.addLeafHash(leaves[index]!);
  return tree.root();
}

/** Largest power of two smaller than n; n at least 2. */
function splitOf(n: number): number {
  let split = 1;
  while (split * 2 < n) split *= 2;
  return split;
}

/**
 * Audit path of the leaf `index` in the tree over the first `size` leaf hashes (RFC 6962, 2.1.1), from the leaf upwards.
 * Throws RangeError when there is no such leaf.
 */
export function inclusionProof(
  leaves: readonly Uint8Array[],
  index: number,
  sha256: Sha256,
  size: number = leaves.length,
): Uint8Array[] {
  if (!(index >= 0 && index < size && size <= leaves.length))
    throw new RangeError(`There is no leaf ${index} in a tree of ${size}.`);
  const path: Uint8Array[] = [];
  let from = 0;
  let to = size;
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    const right = index >= middle;
    path.push(right ? merkleRoot(leaves, sha256, from, middle) : merkleRoot(leaves, sha256, middle, to));
    if (right) from = middle;
    else to = middle;
  }
  return path.toReversed();
}

/**
 * Proof that the tree over the first `oldSize` leaf hashes is the beginning of that over the first `size` (RFC 6962, 2.1.2).
 * Throws RangeError unless 0 < oldSize <= size.
 */
export function consistencyProof(
  leaves: readonly Uint8Array[],
  oldSize: number,
  sha256: Sha256,
  size: number = leaves.length,
): Uint8Array[] {
  if (!(oldSize > 0 && oldSize <= size && size <= leaves.length))
    throw new RangeError(`A tree of ${oldSize} is not the beginning of one of ${size}.`);
  const path: Uint8Array[] = [];
  let from = 0;
  let to = size;
  let whole = true;
  while (to !== oldSize) {
    const middle = from + splitOf(to - from);
    if (oldSize <= middle) {
      path.push(merkleRoot(leaves, sha256, middle, to));
      to = middle;
    } else {
      path.push(merkleRoot(leaves, sha256, from, middle));
      from = middle;
      whole = false;
    }
  }
  if (!whole) path.push(merkleRoot(leaves, sha256, from, to));
  return path.toReversed();
}
