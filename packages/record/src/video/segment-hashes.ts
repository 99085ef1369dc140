import { join } from 'node:path';
import { ChainFault, readChain } from '../chain/index.js';
import { VIDEO_CHAIN_FILE } from './layout.js';

export interface SegmentHash {
  file: string;
  /** Salted, as the chain has it; null for a segment that is still written. */
  sha256: string | null;
}

/** What the chain of a camera says of its files. A chain that is broken vouches for what stands before the break. */
export async function segmentHashes(folder: string, names: readonly string[]): Promise<SegmentHash[]> {
  const hashes = new Map<string, string>();
  try {
    for await (const { entry } of readChain(join(folder, VIDEO_CHAIN_FILE))) {
      const { payload } = entry;
      if (payload) hashes.set(payload.file.split('/').at(-1)!, payload.sha256);
    }
  } catch (error) {
    if (!(error instanceof ChainFault)) throw error;
  }
  return names.map((file) => ({ file, sha256: hashes.get(file) ?? null }));
}
