import { createHash } from 'node:crypto';
import { join } from 'node:path';
import {
  EVIDENCE,
  MANIFEST_FILE,
  byPath,
  entriesRoot,
  isAdded,
  isChainFile,
  manifestBytes,
  toHex,
} from '@outrider/core/evidence';
import type { RecordManifest, SealedManifest } from '@outrider/schema';
import { nodeDigests, readChain } from '../chain/index.js';
import { folderFiles, listFiles } from '../files/index.js';
import { writeLasting } from './write-lasting.js';
import { signValue } from './signer.js';
import type { Signer } from './signer.js';

export type SealFacts = Pick<
  RecordManifest,
  | 'agency_id'
  | 'agency_name'
  | 'flight_id'
  | 'flight_number'
  | 'began_at_utc_ms'
  | 'ended_at_utc_ms'
  | 'sealed_at_utc_ms'
  | 'incomplete_reason'
  | 'software'
  | 'parent_manifest_sha256'
>;

export interface Seal {
  sealed: SealedManifest;
  /** SHA-256 of the file manifest.json, in hexadecimal. */
  manifestSha256: string;
}

/**
 * Seals a record: what its chains and files are now is written down in manifest.json and signed. Nothing may write to the folder
 * any more. Throws ChainFault when a chain was altered or is torn: open it with ChainWriter first, which mends a torn one.
 * @param damaged chains that are known to be altered: each is sealed as a file by its hash, as it is found, and so is what it vouched for
 */
export async function sealRecord(
  folder: string,
  facts: SealFacts,
  signer: Signer,
  damaged: ReadonlySet<string> = new Set(),
): Promise<Seal> {
  const found = await listFiles(folder);
  const sound = found.filter(({ file }) => isChainFile(file) && !isAdded(file) && !damaged.has(file));
  const chains = await readChains(folder, sound);
  const manifest: RecordManifest = {
    v: 1,
    ...facts,
    chains: chains.map(({ file, hashes }) => ({ file, entries: hashes.length, head: hashes.at(-1) ?? '0'.repeat(64) })),
    root: entriesRoot(
      chains.flatMap(({ hashes }) => hashes),
      nodeDigests.sha256,
    ),
    files: await sealedFiles(folder, found, chains),
  };
  const sealed: SealedManifest = { manifest, signature: signValue(signer, 'manifest', manifest) };
  const bytes = manifestBytes(sealed);
  await writeLasting(join(folder, MANIFEST_FILE), bytes);
  return { sealed, manifestSha256: toHex(nodeDigests.sha256(bytes)) };
}

interface FoundChain {
  file: string;
  hashes: string[];
  /** Bytes of each file that entries vouch for, as [begin, end). */
  covered: Map<string, [number, number][]>;
}

async function readChains(folder: string, found: readonly { file: string }[]): Promise<FoundChain[]> {
  const chains: FoundChain[] = [];
  for (const { file } of byPath(found)) {
    const chain: FoundChain = { file, hashes: [], covered: new Map() };
    for await (const { entry, hash } of readChain(join(folder, file))) {
      chain.hashes.push(hash);
      const { payload } = entry;
      if (!payload) continue;
      const parts = chain.covered.get(payload.file) ?? [];
      parts.push([payload.offset, payload.offset + payload.bytes]);
      chain.covered.set(payload.file, parts);
    }
    chains.push(chain);
  }
  return chains;
}

/** Beside the chains: what lies outside the seal. */
const isApart = (file: string): boolean =>
  file === MANIFEST_FILE ||
  file.endsWith('.part') ||
  file.startsWith(EVIDENCE.folder) ||
  isAdded(file) ||
  /^video\/[^/]+\/index\.json$/.test(file);

async function sealedFiles(
  folder: string,
  found: readonly { file: string; bytes: number }[],
  chains: readonly FoundChain[],
) {
  const files: RecordManifest['files'] = [];
  for (const { file, bytes } of byPath(found)) {
    if (isApart(file) || chains.some((chain) => chain.file === file)) continue;
    const parts = chains.flatMap(({ covered }) => covered.get(file) ?? []);
    const sha256 = covers(parts, bytes) ? null : await hashFile(folder, file, bytes);
    files.push({ file, bytes, sha256 });
  }
  return files;
}

/** Whether the parts leave no byte of a file out. */
function covers(parts: readonly [number, number][], bytes: number): boolean {
  let end = 0;
  for (const [from, to] of parts.toSorted(([a], [b]) => a - b)) {
    if (from > end) return false;
    end = Math.max(end, to);
  }
  return parts.length > 0 && end >= bytes;
}

async function hashFile(folder: string, file: string, bytes: number): Promise<string> {
  const hash = createHash('sha256');
  if (bytes > 0) for await (const chunk of folderFiles(folder).read(file, 0, bytes)) hash.update(chunk);
  return hash.digest('hex');
}
