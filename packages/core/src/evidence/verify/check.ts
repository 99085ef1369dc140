import type {
  AgencyPublicKey,
  FindingLevel,
  SealedManifest,
  SignedDeletion,
  VerificationFinding,
} from '@outrider/schema';
import type { Digests } from '../digests.js';
import type { NoteKey } from '../signed-note.js';
import type { RecordFiles } from './record-files.js';

export interface VerifyOptions {
  files: RecordFiles;
  digests: Digests;
  /** Keys that the verifier has from the agency itself and not from the record; empty: the record's own key is taken and that is said. */
  trustedKeys: readonly NoteKey[];
  /** Checkpoints (signed notes) that somebody outside the agency kept, each with the name under which it is spoken of. */
  checkpoints: readonly { name: string; note: string }[];
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
  sealed: SealedManifest | null;
  /** SHA-256 of manifest.json, in hexadecimal. */
  manifestHash: string | null;
  history: AgencyPublicKey[];
  /** Keys whose signature counts. */
  keys: NoteKey[];
  signedBy: NoteKey | null;
  deletions: SignedDeletion[];
  /** Which event of custody the giving out of this package is; null of a record that was not given out, or before events were numbered. */
  exportNumber: number | null;
  payloads: KnownPayload[];
  /** Leaf hashes of the log, when they are there and give the root of the checkpoint. */
  leaves: readonly Uint8Array[] | null;
  /** What chains say of how the record was made out of another one. */
  statements: { text: string; file: string }[];
  entries: number;
  chains: number;
  payloadBytes: number;
}

/** Adds a finding. */
export function say(
  { findings }: Verification,
  level: FindingLevel,
  code: string,
  text: string,
  { file, from_s = null, to_s = null }: Place = {},
): void {
  findings.push({ level, code, text, file: file ?? null, from_s, to_s });
}

/** The agency's own signed statement that it deleted a file; null when there is none. */
export const deletionOf = ({ deletions }: Verification, file: string): SignedDeletion['statement'] | null =>
  deletions.find(({ statement }) => statement.files.includes(file))?.statement ?? null;

/** UTC to the second, as people read it. */
export const utcText = (utcMs: number): string => `${new Date(utcMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
