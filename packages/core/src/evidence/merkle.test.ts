import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  MerkleTree,
  consistencyProof,
  fromHex,
  inclusionProof,
  leafHash,
  merkleRoot,
  nodeHash,
  toHex,
  verifyConsistency,
  verifyInclusion,
} from './index.js';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const leavesOf = (inputs: readonly string[]): Uint8Array[] => inputs.map((hex) => leafHash(fromHex(hex), sha256));
const numbered = (count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, n) => leafHash(Uint8Array.of(n >> 8, n), sha256));

/** Section 2.1 word for word. */
function rootByDefinition(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return sha256(new Uint8Array());
  if (leaves.length === 1) return leaves[0]!;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(rootByDefinition(leaves.slice(0, k)), rootByDefinition(leaves.slice(k)), sha256);
}

describe('the test vectors that certificate transparency logs share', () => {
  const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
  const leaves = leavesOf(inputs);
  test.each([
    [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
    [2, 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
    [3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
    [4, 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'],
    [5, '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
    [6, '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef'],
    [7, 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
    [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
  ])('root of %i leaves', (count, root) => {
    expect(toHex(merkleRoot(leaves, sha256, 0, count))).toBe(root);
  });

  test('proofs', () => {
    expect(inclusionProof(leaves, 5, sha256).map(toHex)).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
    expect(consistencyProof(leaves, 6, sha256).map(toHex)).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
  });
});

const sizes = fc.integer({ min: 1, max: 300 });

describe('for any tree', () => {
  test('the root that grows leaf by leaf is the one of the definition', () => {
    const tree = new MerkleTree(sha256);
    const leaves = numbered(70);
    for (let size = 0; size <= 70; size++) {
      expect(toHex(tree.root())).toBe(toHex(rootByDefinition(leaves.slice(0, size))));
      if (size < 70) tree.addLeafHash(leaves[size]!);
    }
  });

  test('a tree goes on from its state, and knows the path of the leaf to come', () => {
    const leaves = numbered(40);
    let state = new MerkleTree(sha256).state;
    for (let index = 0; index < 40; index++) {
      const tree = new MerkleTree(sha256, state);
      expect(tree.nextPath().map(toHex)).toEqual(inclusionProof(leaves, index, sha256, index + 1).map(toHex));
      tree.addLeafHash(leaves[index]!);
      state = tree.state;
      expect(toHex(tree.root())).toBe(toHex(merkleRoot(leaves, sha256, 0, index + 1)));
    }
  });

  test('every leaf is proven, and nothing else in its place', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(), (size, a, b) => {
        const leaves = numbered(size);
        const index = a % size;
        const root = merkleRoot(leaves, sha256);
        const proof = { index, size, leafHash: leaves[index]!, path: inclusionProof(leaves, index, sha256), root };
        expect(verifyInclusion(proof, sha256)).toBe(true);
        const other = b % size;
        const forged = verifyInclusion({ ...proof, leafHash: leaves[other]! }, sha256);
        expect(forged).toBe(other === index);
        expect(verifyInclusion({ ...proof, index: other }, sha256)).toBe(other === index);
        expect(verifyInclusion({ ...proof, root: flipped(root, b) }, sha256)).toBe(false);
        expect(verifyInclusion({ ...proof, path: [...proof.path, root] }, sha256)).toBe(false);
        if (size > 1) expect(verifyInclusion({ ...proof, path: proof.path.slice(1) }, sha256)).toBe(false);
      }),
    );
  });

  test('a beginning is proven, and a fork is not', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(), (size, a, b) => {
        const leaves = numbered(size);
        const oldSize = (a % size) + 1;
        const [oldRoot, root] = [merkleRoot(leaves, sha256, 0, oldSize), merkleRoot(leaves, sha256)];
        const proof = { oldSize, size, oldRoot, root, path: consistencyProof(leaves, oldSize, sha256) };
        expect(verifyConsistency(proof, sha256)).toBe(true);
        const forked = leaves.with(b % oldSize, leafHash(Uint8Array.of(9, 9, 9), sha256));
        const forkedRoot = merkleRoot(forked, sha256, 0, oldSize);
        expect(verifyConsistency({ ...proof, oldRoot: forkedRoot }, sha256)).toBe(false);
        const later = { ...proof, root: merkleRoot(forked, sha256), path: consistencyProof(forked, oldSize, sha256) };
        expect(verifyConsistency(later, sha256)).toBe(false);
      }),
    );
  });

  test('there is no proof of what is not there', () => {
    expect(() => inclusionProof(numbered(3), 3, sha256)).toThrow('no leaf 3 in a tree of 3');
    expect(() => consistencyProof(numbered(3), 4, sha256)).toThrow(RangeError);
    expect(() => consistencyProof(numbered(3), 0, sha256)).toThrow(RangeError);
  });
});

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at % copy.length]! ^= 1 << (at % 8);
  return copy;
}
