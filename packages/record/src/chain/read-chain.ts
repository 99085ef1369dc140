import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { EMPTY_CHAIN, faultAfter, fileLines, readEntry, toHex } from '@outrider/core/evidence';
import type { ChainHead, FileLine } from '@outrider/core/evidence';
import type { ChainEntry } from '@outrider/schema';
import { nodeDigests } from './digests.js';

/** An entry with its hash, and where the next one begins in the file. */
export interface StoredEntry {
  entry: ChainEntry;
  hash: string;
  end_offset: number;
}

/** A line that is no entry, or does not fit to the one before. */
export class ChainFault extends Error {
  /** The line, from 1. */
  readonly line: number;
  /** Where the line begins in the file. */
  readonly offset: number;
  /** It is the last of the file and was not ended: what a crash in the middle of a write leaves. */
  readonly torn: boolean;

  constructor(line: number, offset: number, torn: boolean, fault: string) {
    super(`Line ${line} of the chain: ${fault}`);
    this.name = 'ChainFault';
    this.line = line;
    this.offset = offset;
    this.torn = torn;
  }
}

/**
 * Reads a chain file from its beginning, each entry checked against the one before. An absent file is an empty chain.
 * Throws ChainFault at the first line that is wrong or torn.
 */
export async function* readChain(path: string): AsyncGenerator<StoredEntry> {
  const size = await fileSize(path);
  if (size === 0) return;
  let head: ChainHead = EMPTY_CHAIN;
  for await (const line of fileLines(createReadStream(path, { end: size - 1 }))) {
    const entry = entryAfter(head, line, size);
    head = { seq: entry.seq, hash: toHex(nodeDigests.sha256(line.bytes)) };
    yield { entry, hash: head.hash, end_offset: line.offset + line.bytes.byteLength + 1 };
  }
}

function entryAfter(head: ChainHead, line: FileLine, size: number): ChainEntry {
  const wrong = (fault: string, torn: boolean): ChainFault => new ChainFault(head.seq + 1, line.offset, torn, fault);
  if (!line.ended) throw wrong('It was not written to its end.', true);
  const { entry, fault } = readEntry(line.bytes);
  // A power cut can leave the length of a line on disk without its bytes.
  if (entry === null) throw wrong(fault, line.offset + line.bytes.byteLength + 1 === size);
  const misfit = faultAfter(head, entry);
  if (misfit !== null) throw wrong(misfit, false);
  return entry;
}

async function fileSize(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}
