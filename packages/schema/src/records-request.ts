/** Requests for records by the public: what was asked for, what was released or withheld, and why. */
import Type, { type Static } from 'typebox';
import { Id, Note, Nullable, Strict, Text, UtcMs, WholeUtcMs, Words } from './primitives.js';

export const RecordsRequestState = Words(['open', 'answered'] as const);
export type RecordsRequestState = Static<typeof RecordsRequestState>;
/** `record`: everything of the flight as it was sealed · `redaction`: redacted video that was signed off */
export const RequestedMaterial = Words(['record', 'redaction'] as const);
export type RequestedMaterial = Static<typeof RequestedMaterial>;
export const RequestOutcome = Words(['released', 'withheld'] as const);
export type RequestOutcome = Static<typeof RequestOutcome>;

export const RecordsRequestInput = Strict({
  requester: Text(),
  /** Address, mail or telephone; empty where none was given. */
  contact: Note(300),
  /** What was asked for, in the requester's words. */
  subject: Text(2000),
  received_at_utc_ms: WholeUtcMs,
  /** By when the law wants an answer; null where none is set. */
  due_at_utc_ms: Nullable(WholeUtcMs),
  /** The time that the request is about; null where it names flights. */
  from_utc_ms: Nullable(WholeUtcMs),
  to_utc_ms: Nullable(WholeUtcMs),
});
export type RecordsRequestInput = Static<typeof RecordsRequestInput>;

/** One thing that was asked for: of which flight, and what became of it. */
export const RecordsRequestItem = Strict({
  id: Id,
  request_id: Id,
  flight_id: Id,
  flight_number: Type.String(),
  aircraft_name: Type.String(),
  flown_at_utc_ms: UtcMs,
  material: RequestedMaterial,
  redaction_id: Nullable(Id),
  redaction_title: Nullable(Type.String()),
  outcome: Nullable(RequestOutcome),
  reason: Nullable(Type.String()),
  citation: Nullable(Type.String()),
  decided_by: Nullable(Type.String()),
  decided_at_utc_ms: Nullable(UtcMs),
  /** SHA-256 of the manifest of what was released. */
  manifest_sha256: Nullable(Type.String()),
});
export type RecordsRequestItem = Static<typeof RecordsRequestItem>;

export const RecordsRequest = Strict({
  id: Id,
  number: Type.String(),
  ...RecordsRequestInput.properties,
  state: RecordsRequestState,
  created_by: Text(),
  created_at_utc_ms: UtcMs,
  answered_by: Nullable(Text()),
  answered_at_utc_ms: Nullable(UtcMs),
  /** What the letter says at its end, such as how to appeal. */
  answer_note: Nullable(Type.String()),
  items: Type.Array(RecordsRequestItem),
});
export type RecordsRequest = Static<typeof RecordsRequest>;

export const RecordsRequestItemInput = Strict({
  flight_id: Id,
  material: RequestedMaterial,
  /** Which redaction, and only for that material. */
  redaction_id: Type.Optional(Id),
});
export type RecordsRequestItemInput = Static<typeof RecordsRequestItemInput>;

/** What is withheld wants a reason and what law it rests on. */
export const RecordsRequestDecision = Strict({
  outcome: RequestOutcome,
  reason: Type.Optional(Note(1000)),
  citation: Type.Optional(Note(300)),
});
export type RecordsRequestDecision = Static<typeof RecordsRequestDecision>;
