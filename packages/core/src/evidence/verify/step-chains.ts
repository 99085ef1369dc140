import { EMPTY_CHAIN, faultAfter, readEntry } from '../chain.js';
import type { ChainHead } from '../chain.js';
import { fromHex, toHex } from '../hex.js';
import { fileLines } from '../lines.js';
import type { FileLine } from '../lines.js';
import { leafHash, MerkleTree } from '../merkle.js';
import { isAdded } from './addenda.js';
import { say } from './check.js';
import type { Verification } from './check.js';
import { labelled, newChainWords } from './payload-label.js';
import type { ChainWords } from './payload-label.js';
import { redactionWords } from './redaction-words.js';

export const isChainFile = (file: string): boolean => file === 'chain.jsonl' || file.endsWith('/chain.jsonl');

/** More are no list for a reader: the chain is a ruin. */
const MOST_FAULTS = 100;

interface Walk {
  check: Verification;
  file: string;
  head: ChainHead;
  /** Entries that the manifest counts; what comes after was added later. Null: not sealed. */
  sealedEntries: number | null;
  tree: MerkleTree;
  words: ChainWords;
  /** Head after the last sealed entry. */
  sealedHead: string | null;
  whole: boolean;
  faults: number;
  line: number;
}

/** Step: every chain, entry by entry, then against the manifest. */
export async function checkChains(check: Verification): Promise<void> {
  const sealed = check.sealed?.manifest ?? null;
  const damaged = sealed?.files.map(({ file }) => file).filter(isChainFile) ?? [];
  for (const file of damaged) {
    const text = `${file} was altered before the record was sealed: its entries prove nothing, and its files only how they were at the seal.`;
    say(check, 'unknown', 'chain_damaged', text, { file });
  }
  const isSound = (file: string): boolean => isChainFile(file) && !isAdded(file) && !damaged.includes(file);
  const there = [...check.sizes.keys()].filter(isSound);
  const known = sealed?.chains.map(({ file }) => file) ?? [];
  const tree = new MerkleTree(check.digests.sha256);
  let whole = true;
  for (const file of [...new Set([...known, ...there])].toSorted((a, b) => (a < b ? -1 : 1))) {
    const kept = sealed?.chains.find((chain) => chain.file === file);
    if (sealed && !kept) {
      say(check, 'note', 'chain_added', `${file} was added after the seal; nothing of it is proven.`, { file });
      continue;
    }
    whole = (await walkChain(check, file, kept ?? null, tree)) && whole;
  }
  if (!sealed) return;
  if (whole && toHex(tree.root()) === sealed.root) {
    say(
      check,
      'proven',
      'entries',
      `All ${tree.size} entries of ${known.length === 1 ? 'the chain' : `${known.length} chains`} are as they were sealed.`,
    );
  } else if (whole) {
    say(check, 'altered', 'root_wrong', 'The entries together do not give the root that was signed.');
  }
}

/** True when the chain is whole and ends as it was sealed. */
async function walkChain(
  check: Verification,
  file: string,
  sealed: { entries: number; head: string } | null,
  tree: MerkleTree,
): Promise<boolean> {
  const bytes = check.sizes.get(file);
  if (bytes === undefined) {
    say(check, 'missing', 'chain_removed', `${file} was removed; it had ${sealed?.entries ?? 0} entries.`, { file });
    return false;
  }
  const walk: Walk = {
    check,
    file,
    head: EMPTY_CHAIN,
    sealedEntries: sealed?.entries ?? null,
    tree,
    words: newChainWords(),
    sealedHead: sealed?.entries === 0 ? EMPTY_CHAIN.hash : null,
    whole: true,
    faults: 0,
    line: 0,
  };
  try {
    if (bytes > 0) await walkLines(walk, bytes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    fault(walk, error.message);
  }
  check.chains += 1;
  if (sealed) endSealed(walk, sealed);
  return walk.whole;
}

async function walkLines(walk: Walk, bytes: number): Promise<void> {
  for await (const line of fileLines(walk.check.files.read(walk.file, 0, bytes))) {
    stepLine(walk, line);
    if (walk.faults >= MOST_FAULTS)
      return fault(walk, `It has more than ${MOST_FAULTS} faults; what comes after line ${walk.line} was not read.`);
  }
}

function stepLine(walk: Walk, line: FileLine): void {
  const { check, file } = walk;
  walk.line += 1;
  const number = walk.line;
  const isSealed = walk.sealedEntries === null || number <= walk.sealedEntries;
  if (!line.ended) {
    const text = `The last line of ${file} was torn by a crash; its ${line.bytes.byteLength} bytes prove nothing.`;
    if (isSealed && walk.sealedEntries !== null) return fault(walk, `Entry ${number} was cut off.`);
    return say(check, 'unknown', 'torn_line', text, { file });
  }
  if (!isSealed) {
    if (number === (walk.sealedEntries ?? 0) + 1)
      say(check, 'note', 'entries_added', `Entries of ${file} from number ${number} on were added after the seal.`, {
        file,
      });
    return;
  }
  const { entry, fault: wrong } = readEntry(line.bytes);
  const hash = toHex(check.digests.sha256(line.bytes));
  if (entry === null) {
    fault(walk, `Entry ${number} was altered. ${wrong}`);
    walk.head = { seq: walk.head.seq + 1, hash };
    return;
  }
  const misfit = faultAfter(walk.head, entry);
  if (misfit !== null) fault(walk, misfitText(walk.head, entry.seq, misfit));
  walk.head = { seq: entry.seq, hash };
  walk.tree.addLeafHash(leafHash(fromHex(hash), check.digests.sha256));
  if (number === walk.sealedEntries) walk.sealedHead = hash;
  check.entries += 1;
  const words = redactionWords(entry);
  if (words) check.statements.push({ text: words, file });
  const payload = labelled(file, entry, walk.words);
  if (payload) check.payloads.push(payload);
}

function misfitText(head: ChainHead, seq: number, misfit: string): string {
  if (seq > head.seq + 1) return `Entries ${head.seq + 1} to ${seq - 1} were removed.`;
  if (seq <= head.seq) return `Entry ${seq} stands after entry ${head.seq}: they were swapped, or one was put in.`;
  return head.seq === 0
    ? `The beginning was removed. ${misfit}`
    : `Entry ${head.seq} was altered: entry ${seq} names another hash for it.`;
}

function fault(walk: Walk, text: string): void {
  walk.whole = false;
  walk.faults += 1;
  say(walk.check, 'altered', 'chain_altered', `${walk.file}: ${text}`, { file: walk.file });
}

function endSealed(walk: Walk, sealed: { entries: number; head: string }): void {
  const { check, file } = walk;
  if (walk.faults > MOST_FAULTS) return;
  if (walk.line < sealed.entries) {
    walk.whole = false;
    const text = `${file} was cut short: entries ${walk.line + 1} to ${sealed.entries} are missing.`;
    say(check, 'missing', 'chain_truncated', text, { file });
  } else if (walk.whole && walk.sealedHead !== sealed.head) {
    // The last entry has no follower that would name its hash.
    fault(
      walk,
      `Entry ${sealed.entries} was altered, or the whole chain was written anew: it does not end with the hash that was sealed.`,
    );
  }
}
