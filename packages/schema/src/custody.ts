/** Who had a record in hand, what holds it back from deletion, and how long it is kept. */
import Type, { type Static } from 'typebox';
import { FlightPurpose } from './flight.js';
import { FlightRecordState } from './evidence.js';
import { Id, Nullable, Strict, Text, UtcMs, WholeUtcMs, Words } from './primitives.js';

const DAY_MS = 86_400_000;
/** Nothing is deleted sooner than this after the policy was changed or a hold has ended, so that a mistake can be seen and undone. */
export const RETENTION_NOTICE_MS = 7 * DAY_MS;
const LEAST_DAYS = 7;
const MOST_DAYS = 36_500;

/** What custody of a record consists of; also the kind of the leaf in the agency's log. */
export const CUSTODY_KINDS = [
  'video_viewed',
  'record_exported',
  'clip_exported',
  'data_exported',
  'case_changed',
  'hold_set',
  'hold_lifted',
  'released',
  'withheld',
  'payload_deleted',
  'original_imported',
  'redaction_created',
  'redaction_rejected',
  'redaction_signed_off',
  'redaction_exported',
] as const;
export const CustodyKind = Words(CUSTODY_KINDS);
export type CustodyKind = (typeof CUSTODY_KINDS)[number];

/** One event of custody. It is a leaf of the agency's append-only log, which holds the same words. */
export const CustodyEvent = Strict({
  flight_id: Id,
  /** Its place in the agency's log, from 0. */
  log_index: Type.Integer({ minimum: 0 }),
  /** From 1 within the record, without gaps, so that one left out is missed; null of those from before events were numbered. */
  number: Nullable(Type.Integer({ minimum: 1 })),
  kind: CustodyKind,
  at_utc_ms: UtcMs,
  /** Who; null: the system by its rules. */
  by: Nullable(Type.String()),
  /** A whole sentence. */
  text: Type.String(),
  detail: Type.Record(Type.String(), Type.Unknown()),
});
export type CustodyEvent = Static<typeof CustodyEvent>;

/** Keeps everything of a record from being deleted until it is lifted or its day has come. */
export const HoldInput = Strict({
  reason: Text(500),
  /** null: until somebody lifts it */
  until_utc_ms: Nullable(WholeUtcMs),
});
export type HoldInput = Static<typeof HoldInput>;
export const HoldLift = Strict({ reason: Text(500) });
export const Hold = Strict({
  id: Id,
  flight_id: Id,
  reason: Type.String(),
  set_by: Type.String(),
  set_at_utc_ms: UtcMs,
  until_utc_ms: Nullable(UtcMs),
  lifted_at_utc_ms: Nullable(UtcMs),
  lifted_by: Nullable(Type.String()),
  lift_reason: Nullable(Type.String()),
  /** Neither lifted nor past its day. */
  active: Type.Boolean(),
});
export type Hold = Static<typeof Hold>;

/** The agency's own number of a case; null takes it away. */
export const CaseNumberInput = Strict({ case_number: Nullable(Text(60)) });

/** What may be deleted apart from each other; decisions, commands and the chain itself are always kept. */
export const RETENTION_KINDS = ['video', 'telemetry'] as const;
export const RetentionKind = Words(RETENTION_KINDS);
export type RetentionKind = (typeof RETENTION_KINDS)[number];

const Days = Nullable(Type.Integer({ minimum: LEAST_DAYS, maximum: MOST_DAYS }));
/** Days after the end of the flight; null: for ever. */
export const RetentionPeriods = Strict({ video_days: Days, telemetry_days: Days });
export type RetentionPeriods = Static<typeof RetentionPeriods>;
/** How long payloads are kept, by what the flight was for. A replayed log is kept as a test. */
export const RetentionPolicy = Strict({
  incident: RetentionPeriods,
  patrol: RetentionPeriods,
  training: RetentionPeriods,
  test: RetentionPeriods,
});
export type RetentionPolicy = Static<typeof RetentionPolicy>;
export const RetentionState = Strict({
  policy: RetentionPolicy,
  /** null: nobody has set one, so everything is kept. */
  changed_at_utc_ms: Nullable(UtcMs),
  changed_by: Nullable(Type.String()),
  /** Until then nothing is deleted by it. */
  deletes_from_utc_ms: Nullable(UtcMs),
});
export type RetentionState = Static<typeof RetentionState>;

/**
 * When something of a record is deleted. kept: no period. unsealed: never before it is sealed. held: not while a hold stands. planned: at
 * that time or soon after. deleted: it was, then. none: there is nothing of it.
 */
export const RetentionDate = Strict({
  state: Words(['kept', 'unsealed', 'held', 'planned', 'deleted', 'none'] as const),
  at_utc_ms: Nullable(UtcMs),
});
export type RetentionDate = Static<typeof RetentionDate>;

/** A record in the custodian's list. */
export const RecordSummary = Strict({
  flight_id: Id,
  flight_number: Type.String(),
  aircraft_name: Type.String(),
  purpose: FlightPurpose,
  incident_number: Nullable(Type.String()),
  rpic_name: Nullable(Type.String()),
  requested_at_utc_ms: UtcMs,
  ended_at_utc_ms: Nullable(UtcMs),
  case_number: Nullable(Type.String()),
  state: FlightRecordState.properties.state,
  incomplete_reason: Nullable(Type.String()),
  /** Reasons of the holds that stand, oldest first. */
  holds: Type.Array(Type.String()),
  video: RetentionDate,
  telemetry: RetentionDate,
});
export type RecordSummary = Static<typeof RecordSummary>;

/** A record with its custody, oldest event first. */
export const RecordCustody = Strict({
  record: RecordSummary,
  holds: Type.Array(Hold),
  events: Type.Array(CustodyEvent),
});
export type RecordCustody = Static<typeof RecordCustody>;

/** Payload files of one kind of one record that the policy deletes. */
export const PlannedDeletion = Strict({
  flight_id: Id,
  flight_number: Type.String(),
  aircraft_name: Type.String(),
  purpose: FlightPurpose,
  case_number: Nullable(Type.String()),
  ended_at_utc_ms: UtcMs,
  kind: RetentionKind,
  at_utc_ms: UtcMs,
  files: Type.Integer({ minimum: 0 }),
  bytes: Type.Integer({ minimum: 0 }),
});
export type PlannedDeletion = Static<typeof PlannedDeletion>;
