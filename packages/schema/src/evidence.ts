/** The tamper-evident record of a flight: chain entries, manifest, log of the agency, and what a verification found. */
import Type, { type Static } from 'typebox';
import { Strict, UtcMs } from './primitives.js';

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
