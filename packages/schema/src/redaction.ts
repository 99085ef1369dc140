/** Redaction of recorded video for release, assisted: what people hide, and how a released file came to be. */
import Type, { type Static } from 'typebox';
import { Sha256Hex } from './evidence.js';
import { Id, Note, Nullable, Strict, Text, UtcMs, WholeUtcMs, Words } from './primitives.js';

/** A share of the picture's width (x) or height (y), from its upper left corner. */
const Share = Type.Number({ minimum: 0, maximum: 1 });
export const PlanPoint = Strict({ x: Share, y: Share });
export type PlanPoint = Static<typeof PlanPoint>;
export const BoxShape = Strict({ type: Type.Literal('box'), x: Share, y: Share, width: Share, height: Share });
export type BoxShape = Static<typeof BoxShape>;
/** Closed by itself; its corners in order. */
export const PolygonShape = Strict({
  type: Type.Literal('polygon'),
  points: Type.Array(PlanPoint, { minItems: 3, maxItems: 64 }),
});
export type PolygonShape = Static<typeof PolygonShape>;
export const RegionShape = Type.Union([BoxShape, PolygonShape]);
export type RegionShape = Static<typeof RegionShape>;

export const REGION_KINDS = ['person', 'vehicle', 'face', 'screen', 'other'] as const;
export const RegionKind = Words(REGION_KINDS);
export type RegionKind = Static<typeof RegionKind>;

/** Time in the clip, from its first picture. */
const ClipTimeMs = Type.Number({ minimum: 0, maximum: 21_600_000 });
/** Where a region is at one moment: set by a person, or followed from there by the tracker with its confidence (0 to 1). */
export const RegionKeyframe = Strict({
  time_ms: ClipTimeMs,
  shape: RegionShape,
  confidence: Nullable(Type.Number({ minimum: 0, maximum: 1 })),
});
export type RegionKeyframe = Static<typeof RegionKeyframe>;
export const PROPOSAL_DECISIONS = ['open', 'accepted', 'rejected'] as const;
/** Where a region was proposed by a detector: by which, how sure it was (0 to 1), and what a person decided on it. */
export const RegionProposal = Strict({
  detector: Text(80),
  confidence: Type.Number({ minimum: 0, maximum: 1 }),
  decision: Words(PROPOSAL_DECISIONS),
});
export type RegionProposal = Static<typeof RegionProposal>;
export const RedactionRegion = Strict({
  id: Text(40),
  kind: RegionKind,
  label: Note(80),
  /** When the region is there; before its first and after its last keyframe it stays where that has it. */
  from_ms: ClipTimeMs,
  to_ms: ClipTimeMs,
  /** Added on every side, as a share of the larger side of the shape. */
  padding: Type.Number({ minimum: 0, maximum: 2 }),
  /** hold: as the keyframe before has it, until the next. */
  interpolation: Words(['linear', 'hold'] as const),
  keyframes: Type.Array(RegionKeyframe, { minItems: 1, maxItems: 5000 }),
  /** Left out where a person drew it. An open one hides, is never seen instead, and keeps the redaction from being signed off. */
  proposal: Type.Optional(RegionProposal),
});
export type RedactionRegion = Static<typeof RedactionRegion>;

/** What is hidden, when and how. `solid` leaves nothing behind; `pixelate` leaves the mean colour of large blocks. */
export const RedactionPlan = Strict({
  v: Type.Literal(1),
  mode: Words(['hide_chosen', 'hide_everything_except'] as const),
  style: Words(['solid', 'pixelate'] as const),
  regions: Type.Array(RedactionRegion, { maxItems: 500 }),
});
export type RedactionPlan = Static<typeof RedactionPlan>;

export const RedactionState = Words(['draft', 'rendering', 'rendered', 'failed', 'signed_off', 'rejected'] as const);
export type RedactionState = Static<typeof RedactionState>;

/** What came out of a rendering. */
export const RenderedVideo = Strict({
  bytes: Type.Integer({ minimum: 0 }),
  sha256: Sha256Hex,
  /** Of the plan as RFC 8785 JSON. */
  plan_sha256: Sha256Hex,
  width_px: Type.Integer({ minimum: 1 }),
  height_px: Type.Integer({ minimum: 1 }),
  frame_rate_hz: Type.Number({ exclusiveMinimum: 0 }),
  pictures: Type.Integer({ minimum: 1 }),
  /** What of the recording was asked for and is in it. */
  from_utc_ms: UtcMs,
  to_utc_ms: UtcMs,
  /** Recorded files it was made from, with the salted hash that the record's chain has of each; null while one is still written. */
  segments: Type.Array(Strict({ file: Type.String(), sha256: Nullable(Sha256Hex) })),
});
export type RenderedVideo = Static<typeof RenderedVideo>;

export const Redaction = Strict({
  id: Id,
  flight_id: Id,
  camera_id: Id,
  title: Text(120),
  from_utc_ms: UtcMs,
  to_utc_ms: UtcMs,
  state: RedactionState,
  /** From 1; each saved plan is kept. */
  plan_version: Type.Integer({ minimum: 1 }),
  created_by: Text(),
  created_at_utc_ms: UtcMs,
  /** Everybody who saved a plan of it. None of them may review it. */
  editors: Type.Array(Text()),
  changed_at_utc_ms: UtcMs,
  /** The version that was rendered last, or is being rendered. */
  rendered_version: Nullable(Type.Integer({ minimum: 1 })),
  /** 0 to 1 while it is rendered. */
  progress: Nullable(Type.Number({ minimum: 0, maximum: 1 })),
  /** Why a rendering failed, or what it waits for. */
  detail: Nullable(Type.String()),
  rendered: Nullable(RenderedVideo),
  reviewed_by: Nullable(Text()),
  reviewed_at_utc_ms: Nullable(UtcMs),
  review_note: Nullable(Type.String()),
  /** SHA-256 of the manifest of the release, once it is signed off. */
  release_manifest_sha256: Nullable(Sha256Hex),
});
export type Redaction = Static<typeof Redaction>;

export const RedactionInput = Strict({
  camera_id: Id,
  title: Text(120),
  from_utc_ms: WholeUtcMs,
  to_utc_ms: WholeUtcMs,
});
export type RedactionInput = Static<typeof RedactionInput>;
export const RedactionPlanInput = Strict({
  /** The version that was changed: somebody else's later one is not overwritten. */
  based_on_version: Type.Integer({ minimum: 1 }),
  plan: RedactionPlan,
});
export type RedactionPlanInput = Static<typeof RedactionPlanInput>;
export const RedactionReview = Strict({ decision: Words(['sign_off', 'reject'] as const), note: Note(1000) });
export type RedactionReview = Static<typeof RedactionReview>;

/** Follow a box or an outline from a keyframe to another time, which may lie before it. */
export const TrackRequest = Strict({ from_ms: ClipTimeMs, to_ms: ClipTimeMs, shape: RegionShape });
export type TrackRequest = Static<typeof TrackRequest>;
export const TrackedRegion = Strict({
  /** In the order of time, without the keyframe that it began with. */
  keyframes: Type.Array(RegionKeyframe),
  /** reached: followed to the end. lost: where the last keyframe is, the tracker was no longer sure; a person must look. */
  end: Words(['reached', 'lost', 'left_picture'] as const),
  ended_at_ms: ClipTimeMs,
});
export type TrackedRegion = Static<typeof TrackedRegion>;

/** What a detector can propose. It says that somebody or something is there, never who. */
export const PROPOSED_KINDS = ['person', 'vehicle', 'face'] as const;
export const DetectRequest = Strict({
  from_ms: ClipTimeMs,
  to_ms: ClipTimeMs,
  kinds: Type.Array(Words(PROPOSED_KINDS), { minItems: 1, maxItems: 3, uniqueItems: true }),
  /** Less sure ones are not proposed. */
  least_confidence: Type.Number({ minimum: 0.15, maximum: 0.95 }),
  /** coarse: the picture in squares of its height. fine: in smaller squares too, for people of few pixels; several times slower. */
  detail: Words(['coarse', 'fine'] as const),
  /** Faces, and people who are seen in part, are grown to the whole person. */
  whole_persons: Type.Boolean(),
});
export type DetectRequest = Static<typeof DetectRequest>;
export const Detection = Strict({
  /** none: nothing was asked for, or what was found is forgotten. */
  state: Words(['none', 'waiting', 'running', 'done', 'failed'] as const),
  progress: Type.Number({ minimum: 0, maximum: 1 }),
  detail: Nullable(Type.String()),
  /** Open proposals, once it is done; each is accepted or rejected by a person. */
  proposals: Type.Array(RedactionRegion),
  /** So many more were found, less sure than these. */
  left_out: Type.Integer({ minimum: 0 }),
  /** Pictures that the detector looked at; between them what it found was followed. */
  pictures: Type.Integer({ minimum: 0 }),
});
export type Detection = Static<typeof Detection>;

// Between the server and the media process.

/** Which part of which recording. */
export const RedactionSource = Strict({
  agency_id: Id,
  agency_name: Text(),
  flight_id: Id,
  flight_number: Text(),
  camera_id: Id,
  from_utc_ms: UtcMs,
  to_utc_ms: UtcMs,
});
export type RedactionSource = Static<typeof RedactionSource>;
/** Begins a rendering, or answers how the one of this redaction and version goes. */
export const RedactRequest = Strict({
  redaction_id: Id,
  version: Type.Integer({ minimum: 1 }),
  source: RedactionSource,
  plan: RedactionPlan,
});
export type RedactRequest = Static<typeof RedactRequest>;
export const RedactProgress = Strict({
  state: Words(['waiting', 'running', 'done', 'failed'] as const),
  progress: Type.Number({ minimum: 0, maximum: 1 }),
  detail: Nullable(Type.String()),
  rendered: Nullable(RenderedVideo),
});
export type RedactProgress = Static<typeof RedactProgress>;
export const RedactCancel = Strict({ redaction_id: Id });
export type RedactCancel = Static<typeof RedactCancel>;
export const RedactTrack = Strict({ source: RedactionSource, track: TrackRequest });
export type RedactTrack = Static<typeof RedactTrack>;
/** Begins to look for what could be hidden; answered with a Detection, also while it goes on. */
export const RedactDetect = Strict({ redaction_id: Id, source: RedactionSource, detect: DetectRequest });
export type RedactDetect = Static<typeof RedactDetect>;
/** Which detection is asked for, or ended. */
export const RedactDetectionOf = Strict({ agency_id: Id, redaction_id: Id });
export type RedactDetectionOf = Static<typeof RedactDetectionOf>;
