/** The tamper-evident record of a flight: chain entries, manifest, log of the agency, and what a verification found. */
import Type, { type Static } from 'typebox';
import { Id, Nullable, Strict, Text, UtcMs, Words } from './primitives.js';

/** SHA-256 as 64 small hexadecimal digits. */
export const Sha256Hex = Type.String({ pattern: '^[0-9a-f]{64}$' });
/** A path inside a record folder: relative, with slashes, nothing that leads out of it. */
export const RecordFilePath = Type.String({
  pattern: '^[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*$',
  maxLength: 300,
});
const ByteCount = Type.Integer({ minimum: 0 });

/** Bytes of a file that an entry vouches for. They never change after they are hashed; they may be deleted, and the chain holds. */
export const ChainPayload = Strict({
  file: RecordFilePath,
  offset: ByteCount,
  bytes: ByteCount,
  /** 16 random bytes in hexadecimal: without them nobody can guess from the hash what was deleted. */
  salt: Type.String({ pattern: '^[0-9a-f]{32}$' }),
  /** SHA-256 over the bytes of the salt and then the bytes of the payload. */
  sha256: Sha256Hex,
});
export type ChainPayload = Static<typeof ChainPayload>;

/**
 * One line of a chain, as RFC 8785 JSON. Its hash is the SHA-256 of the line without the line feed.
 * @see packages/core/src/evidence/chain.ts
 */
export const ChainEntry = Strict({
  v: Type.Literal(1),
  /** From 1, without gaps. */
  seq: Type.Integer({ minimum: 1 }),
  at_utc_ms: UtcMs,
  kind: Type.String({ pattern: '^[a-z][a-z0-9_]*$', maxLength: 60 }),
  body: Type.Record(Type.String(), Type.Unknown()),
  payload: Type.Union([ChainPayload, Type.Null()]),
  /** Hash of the entry before; 64 zeros in the first. */
  prev: Sha256Hex,
});
export type ChainEntry = Static<typeof ChainEntry>;

/** A chain as it stood when the record was sealed. */
export const SealedChain = Strict({ file: RecordFilePath, entries: ByteCount, head: Sha256Hex });
/** A file of the record; the hash is null where entries of a chain vouch for its bytes. */
export const SealedFile = Strict({ file: RecordFilePath, bytes: ByteCount, sha256: Nullable(Sha256Hex) });

/** What is signed when a record is sealed: every chain and every file that belongs to it. */
export const RecordManifest = Strict({
  v: Type.Literal(1),
  agency_id: Id,
  agency_name: Text(),
  flight_id: Id,
  flight_number: Text(),
  /** Begin and end of the flight; the end is null where it never landed. */
  began_at_utc_ms: UtcMs,
  ended_at_utc_ms: Nullable(UtcMs),
  sealed_at_utc_ms: UtcMs,
  /** Why something is missing from the start, a whole sentence; null for a whole record. */
  incomplete_reason: Nullable(Type.String()),
  /** In the order of their paths. */
  chains: Type.Array(SealedChain),
  /** Merkle root (RFC 6962) over the hashes of all entries of all chains, in that order. */
  root: Sha256Hex,
  /** In the order of their paths. */
  files: Type.Array(SealedFile),
  /** Name and version of what made the record. */
  software: Type.Record(Type.String(), Type.String()),
  /** For a record made from another one: SHA-256 of the other's manifest file. */
  parent_manifest_sha256: Nullable(Sha256Hex),
});
export type RecordManifest = Static<typeof RecordManifest>;

/** An Ed25519 signature, with the key in the form of https://c2sp.org/signed-note. */
export const EvidenceSignature = Strict({
  key_id: Type.String({ pattern: '^[0-9a-f]{8}$' }),
  verifier_key: Text(300),
  signature_base64: Text(100),
});
export type EvidenceSignature = Static<typeof EvidenceSignature>;
/** The file manifest.json. */
export const SealedManifest = Strict({ manifest: RecordManifest, signature: EvidenceSignature });
export type SealedManifest = Static<typeof SealedManifest>;

/** An event in an agency's append-only log; its leaf is this as RFC 8785 JSON. */
export const LogLeaf = Strict({
  v: Type.Literal(1),
  /** record_sealed, payload_deleted, ... */
  kind: Type.String({ pattern: '^[a-z][a-z0-9_]*$', maxLength: 60 }),
  at_utc_ms: UtcMs,
  body: Type.Record(Type.String(), Type.Unknown()),
});
export type LogLeaf = Static<typeof LogLeaf>;
/** That a leaf is in the log as a checkpoint has it (RFC 6962, 2.1.1); the path from the leaf upwards. */
export const InclusionProof = Strict({
  v: Type.Literal(1),
  leaf: LogLeaf,
  index: ByteCount,
  size: ByteCount,
  path: Type.Array(Sha256Hex),
});
export type InclusionProof = Static<typeof InclusionProof>;

/** A public key of an agency. A key that follows another is signed by both, so that who holds either trusts the other. */
export const AgencyPublicKey = Strict({
  key_id: Type.String({ pattern: '^[0-9a-f]{8}$' }),
  verifier_key: Text(300),
  from_utc_ms: UtcMs,
  /** null: in use */
  until_utc_ms: Nullable(UtcMs),
  succession: Nullable(
    Strict({
      previous_key_id: Type.String({ pattern: '^[0-9a-f]{8}$' }),
      signature_of_previous_base64: Text(100),
      signature_of_this_base64: Text(100),
    }),
  ),
});
export type AgencyPublicKey = Static<typeof AgencyPublicKey>;

/** Signed when files of a sealed record are deleted, so that a hole is not taken for a theft. */
export const DeletionStatement = Strict({
  v: Type.Literal(1),
  flight_id: Id,
  manifest_sha256: Sha256Hex,
  files: Type.Array(RecordFilePath),
  deleted_at_utc_ms: UtcMs,
  reason: Text(500),
});
export type DeletionStatement = Static<typeof DeletionStatement>;
export const SignedDeletion = Strict({ statement: DeletionStatement, signature: EvidenceSignature });
export type SignedDeletion = Static<typeof SignedDeletion>;

/** proven: holds. note: holds, with something to know. unknown: can be neither proven nor refuted. missing, altered: does not hold. */
export const FindingLevel = Words(['proven', 'note', 'unknown', 'missing', 'altered'] as const);
export type FindingLevel = Static<typeof FindingLevel>;
/** One thing that a verification found, a whole sentence. */
export const VerificationFinding = Strict({
  level: FindingLevel,
  code: Type.String(),
  text: Type.String(),
  file: Nullable(Type.String()),
  /** The part of a recording that it is about, seconds from its beginning. */
  from_s: Nullable(Type.Number()),
  to_s: Nullable(Type.Number()),
});
export type VerificationFinding = Static<typeof VerificationFinding>;
/**
 * What a verification of a record found. proven: sealed with a key that the verifier trusts, nothing is missing or altered, and a
 * checkpoint that was given shows that it was not replaced. unconfirmed: sealed, and nothing is missing or altered, but whose key
 * signed, or whether it was replaced, nothing from outside the record shows. unsealed: nothing is altered that the record itself could
 * show, but nobody signed for its end. unreadable: it is no record.
 */
export const VerificationReport = Strict({
  verdict: Words(['proven', 'unconfirmed', 'unsealed', 'altered', 'unreadable'] as const),
  agency_id: Nullable(Type.String()),
  agency_name: Nullable(Type.String()),
  flight_id: Nullable(Type.String()),
  flight_number: Nullable(Type.String()),
  sealed_at_utc_ms: Nullable(UtcMs),
  incomplete_reason: Nullable(Type.String()),
  manifest_sha256: Nullable(Sha256Hex),
  key_id: Nullable(Type.String()),
  /** The signing key is one that the verifier brought along, or is vouched for by it. */
  key_trusted: Type.Boolean(),
  chains: ByteCount,
  entries: ByteCount,
  payload_bytes: ByteCount,
  findings: Type.Array(VerificationFinding),
});
export type VerificationReport = Static<typeof VerificationReport>;

/** How the record of a flight stands. */
export const FlightRecordState = Strict({
  flight_id: Id,
  /** none: made before records had chains, or nothing has happened yet. broken: its chain was altered and takes nothing more. */
  state: Words(['none', 'open', 'sealed', 'broken'] as const),
  /** What it still waits for, or what is wrong with it, a whole sentence; null of a sealed one. */
  detail: Nullable(Type.String()),
  chain_entries: Nullable(ByteCount),
  chain_head: Nullable(Sha256Hex),
  files: ByteCount,
  bytes: ByteCount,
  sealed_at_utc_ms: Nullable(UtcMs),
  incomplete_reason: Nullable(Type.String()),
  manifest_sha256: Nullable(Sha256Hex),
  key_id: Nullable(Type.String()),
  /** Its place in the agency's log, from 0. */
  log_index: Nullable(ByteCount),
  /** Whether a place outside the agency has a checkpoint that holds it. */
  held_outside: Type.Boolean(),
});
export type FlightRecordState = Static<typeof FlightRecordState>;

/** A checkpoint as a signed note: https://c2sp.org/tlog-checkpoint. */
export const SignedCheckpoint = Strict({ size: ByteCount, note: Type.String(), created_at_utc_ms: UtcMs });
export type SignedCheckpoint = Static<typeof SignedCheckpoint>;

const Address = Type.String({ minLength: 1, maxLength: 500 });
/**
 * A place outside: the host's folder for checkpoints, an address that gets each as a POST of the signed note, a mailbox, or a
 * time-stamping authority (RFC 3161), whose token is kept and goes out with the records.
 */
export const CheckpointTargetInput = Type.Union([
  Strict({ kind: Type.Literal('folder') }),
  Strict({ kind: Type.Literal('webhook'), url: Address }),
  Strict({
    kind: Type.Literal('mail'),
    address: Type.String({ pattern: '^[^\\s@<>,;:"()]+@[^\\s@<>,;:"()]+$', maxLength: 254 }),
  }),
  Strict({ kind: Type.Literal('timestamp'), url: Address }),
]);
export type CheckpointTargetInput = Static<typeof CheckpointTargetInput>;
export const CheckpointTargets = Strict({ targets: Type.Array(CheckpointTargetInput, { maxItems: 10 }) });
export const CheckpointTarget = Strict({
  kind: Words(['folder', 'webhook', 'mail', 'timestamp'] as const),
  /** Of a mailbox its address; null for the folder. */
  url: Nullable(Type.String()),
  /** Size of the newest checkpoint that it has; 0: none. */
  delivered_size: ByteCount,
  delivered_at_utc_ms: Nullable(UtcMs),
  /** Why the last attempt failed; null when it did not. */
  failure: Nullable(Type.String()),
});
export type CheckpointTarget = Static<typeof CheckpointTarget>;
