/** Recordings from the aircraft's own card, which are kept beside what was received live. */
import Type, { type Static } from 'typebox';
import { Sha256Hex } from './evidence.js';
import { Id, Nullable, Strict, Text, UtcMs } from './primitives.js';

const ByteCount = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

export const OriginalRecording = Strict({
  /** From 1 in the order in which they came. */
  number: Type.Integer({ minimum: 1 }),
  camera_id: Id,
  /** How the file was called on the card. */
  name: Type.String(),
  bytes: ByteCount,
  /** Salted, as the chain has it. */
  sha256: Sha256Hex,
  imported_by: Type.String(),
  imported_at_utc_ms: UtcMs,
  /** Number of the addendum that holds it; null: it came before the record was sealed. */
  addendum: Nullable(Type.Integer({ minimum: 1 })),
  /** False once retention has deleted it. */
  present: Type.Boolean(),
});
export type OriginalRecording = Static<typeof OriginalRecording>;

/** Where a piece of a file belongs. A file is sent in pieces, so that an upload that breaks off goes on where it was. */
export const UploadedPiece = Strict({
  /** Made by the sender and the same for all pieces of a file. */
  upload_id: Id,
  camera_id: Id,
  name: Text(200),
  /** Of the whole file. */
  total_bytes: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
  offset: ByteCount,
});
export type UploadedPiece = Static<typeof UploadedPiece>;
/** How much of the file is here: the offset of the next piece. With the last one the original is part of the record. */
export const UploadState = Strict({ received_bytes: ByteCount, original: Nullable(OriginalRecording) });
export type UploadState = Static<typeof UploadState>;
