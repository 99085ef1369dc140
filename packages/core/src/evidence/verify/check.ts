import type {
  AgencyPublicKey,
  FindingLevel,
  SealedManifest,
  DeletionStatement,
  VerificationFinding,
} from '@outrider/schema';
import type { Digests } from '../digests.js';
import type { CountedKey, TrustedKey } from '../keys.js';
import { sameKey } from '../signed-note.js';
import type { NoteKey } from '../signed-note.js';
import type { RecordFiles } from './record-files.js';
import type { ReadTimestamp } from './timestamp-reading.js';

export interface VerifyOptions {
  files: RecordFiles;
  digests: Digests;
  /** Keys that the verifier has from the agency itself and not from the record; empty: the record's own key is taken and that is said. */
  trustedKeys: readonly TrustedKey[];
  /** Checkpoints (signed notes) that somebody outside the agency kept, each with the name under which it is spoken of. */
  checkpoints: readonly { name: string; note: string }[];
  /** Checks time stamps (RFC 3161); left out where that cannot be done, which is said. */
  readTimestamp?: ReadTimestamp;
  /** Called as payloads are read. */
  onProgress?: (doneBytes: number, totalBytes: number) => void;
}

/** Where a finding is, beside its file. */
export interface Place {
  file?: string;
  from_s?: number | null;
  to_s?: number | null;
}

/** A payload that entries vouch for, with words for people. */
export interface KnownPayload {
  chain: string;
  seq: number;
  file: string;
  offset: number;
  bytes: number;
  salt: string;
  sha256: string;
  /** "video Wide, segment 3 (00:20.0-00:30.0)" */
  label: string;
  from_s: number | null;
  to_s: number | null;
}

/** What one verification knows so far. Each step adds to it. */
export interface Verification extends VerifyOptions {
  sizes: ReadonlyMap<string, number>;
  findings: VerificationFinding[];
  /** How many findings of each code there were. */
  said: Map<string, number>;
  /** False when something that a proof needs is neither proven nor refuted: whose the key is, or when it signed. */
  confirmed: boolean;
  sealed: SealedManifest | null;
  /** SHA-256 of manifest.json, in hexadecimal. */
  manifestHash: string | null;
  history: AgencyPublicKey[];
  /** Keys whose signature counts. */
  keys: CountedKey[];
  signedBy: NoteKey | null;
  /** Files for whose deletion there is a statement that counts. */
  deleted: ReadonlyMap<string, DeletionStatement>;
  /** Statements among them that a key signed which was replaced, with what is to be said unless the log shows that they are older. */
  oldDeletions: { statement: DeletionStatement; text: string }[];
  /** Which event of custody the giving out of this package is; null of a record that was not given out, or before events were numbered. */
  exportNumber: number | null;
  payloads: KnownPayload[];
  /** Leaf hashes of the log, when they are there and give the root of the checkpoint. */
  leaves: readonly Uint8Array[] | null;
  /** How many of these, from the first, are vouched for by a key in use or by an outsider. */
  confirmedLeaves: number;
  /** What chains say of how the record was made out of another one. */
  statements: { text: string; file: string }[];
  entries: number;
  chains: number;
  payloadBytes: number;
}

/** Of one kind; who wants more has the record. */
const MOST_OF_A_CODE = 1000;
const MOST_CHARACTERS = 2000;

/** Adds a finding. What a forger could make endless is cut: the text, and how many there are of a kind. */
export function say(
  { findings, said }: Verification,
  level: FindingLevel,
  code: string,
  text: string,
  { file, from_s = null, to_s = null }: Place = {},
): void {
  const count = (said.get(code) ?? 0) + 1;
  said.set(code, count);
  if (count > MOST_OF_A_CODE) return;
  const words = count < MOST_OF_A_CODE ? text : 'There are more of this kind, which are not listed.';
  findings.push({ level, code, text: words.slice(0, MOST_CHARACTERS), file: file ?? null, from_s, to_s });
}

/** The agency's own signed statement that it deleted a file; null when there is none. */
export const deletionOf = ({ deleted }: Verification, file: string): DeletionStatement | null =>
  deleted.get(file) ?? null;

/** Adds a finding for want of which the record is not proven, though nothing speaks against it. */
export function doubt(check: Verification, code: string, text: string, place: Place = {}): void {
  check.confirmed = false;
  say(check, 'unknown', code, text, place);
}

/** The key that counts and is this one, by all its bytes; null when there is none. */
export const countedKey = ({ keys }: Verification, key: NoteKey | null): CountedKey | null =>
  (key && keys.find((known) => sameKey(known, key))) ?? null;

/** UTC to the second, as people read it. */
export const utcText = (utcMs: number): string => `${new Date(utcMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
