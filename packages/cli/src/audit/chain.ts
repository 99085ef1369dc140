import { createHash } from 'node:crypto';

/** A line of the audit log as the database keeps it. */
export interface AuditLine {
  agency_id: string;
  seq: number;
  hash: Uint8Array;
  /** What is hashed: every other column. */
  entry: Record<string, unknown>;
}
/** The newest line as the agency's row knows it. */
export interface AuditHead {
  agency_id: string;
  name: string;
  last_seq: number;
  last_hash: Uint8Array;
}
export interface ChainReport {
  agency_id: string;
  name: string;
  /** Lines that were read. */
  entries: number;
  /** A whole sentence about the first thing that is wrong; null when nothing is. */
  fault: string | null;
}

interface State {
  seq: number;
  hash: Uint8Array;
  fault: string | null;
}

/** Checks the lines of all agencies, given in the order of agency and number, against their hashes and against the heads. */
export async function checkChains(
  heads: readonly AuditHead[],
  lines: AsyncIterable<AuditLine>,
): Promise<ChainReport[]> {
  const states = new Map<string, State>();
  for await (const line of lines) {
    const state = states.get(line.agency_id) ?? { seq: 0, hash: new Uint8Array(), fault: null };
    states.set(line.agency_id, step(state, line));
  }
  const known = new Set(heads.map((head) => head.agency_id));
  const orphans = [...states.keys()].filter((id) => !known.has(id));
  return [
    ...heads.map((head) => reportOf(head, states.get(head.agency_id))),
    ...orphans.map((id) => ({
      agency_id: id,
      name: '?',
      entries: states.get(id)!.seq,
      fault: 'No head knows this log.',
    })),
  ];
}

function step(state: State, line: AuditLine): State {
  const { seq, hash } = line;
  return { seq: state.seq + 1, hash, fault: state.fault ?? faultOf(state, line, seq) };
}

function faultOf(state: State, line: AuditLine, seq: number): string | null {
  const expected = state.seq + 1;
  if (seq !== expected) return `Entry ${expected} is missing; after ${state.seq} comes ${seq}.`;
  if (equal(lineHash(state.hash, line.entry), line.hash)) return null;
  return `Entry ${seq} was altered, or one before it was exchanged: its hash does not fit.`;
}

function reportOf(head: AuditHead, state: State | undefined): ChainReport {
  const { seq, hash, fault } = state ?? { seq: 0, hash: new Uint8Array(), fault: null };
  const ends = seq === head.last_seq && equal(hash, head.last_hash);
  const cut = ends ? null : `The log ends with entry ${seq}, but the agency's head names entry ${head.last_seq}.`;
  return { agency_id: head.agency_id, name: head.name, entries: seq, fault: fault ?? cut };
}

/** SHA-256 over the hash before and the line as JSON with its keys in order at every depth, as the server writes it. */
export function lineHash(previous: Uint8Array, entry: Record<string, unknown>): Uint8Array {
  return createHash('sha256')
    .update(previous)
    .update(JSON.stringify(sorted(entry)))
    .digest();
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

const equal = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
