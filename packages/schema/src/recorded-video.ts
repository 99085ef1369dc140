/** Recorded video of a flight: what there is, and where each piece of it lies. */
import Type, { type Static } from 'typebox';
import { Id, Nullable, Strict, UtcMs, Words } from './primitives.js';
import { VideoCodec } from './video.js';

/** Why pictures are missing. */
export const VIDEO_GAP_REASONS = [
  'no_pictures',
  'packets_lost',
  'pictures_unusable',
  'resolution_changed',
  'recorder_restarted',
  'recorder_overrun',
  'disk_full',
  'disk_failed',
] as const;
export const VideoGapReason = Words(VIDEO_GAP_REASONS);
export type VideoGapReason = Static<typeof VideoGapReason>;
export const VideoGap = Strict({ from_utc_ms: UtcMs, to_utc_ms: UtcMs, why: VideoGapReason });
export type VideoGap = Static<typeof VideoGap>;

/** The name of a recorded file inside the folder of its camera. */
export const SegmentName = Type.String({ pattern: '^[0-9]{6}\\.mp4$' });

/**
 * One file of about ten seconds. Its fragments (a half-second each, able to be fetched by themselves) are columns of equal length; the
 * time of the file runs on from one segment to the next, whatever was missing in between.
 */
export const VideoSegment = Strict({
  name: SegmentName,
  bytes: Type.Integer({ minimum: 0 }),
  /** The start of the file (`ftyp`, `moov`), which a player needs before any fragment. */
  init_bytes: Type.Integer({ minimum: 0 }),
  codec: VideoCodec,
  /** `codecs` parameter, RFC 6381. */
  codec_string: Type.String(),
  width_px: Type.Integer({ minimum: 1 }),
  height_px: Type.Integer({ minimum: 1 }),
  offset_bytes: Type.Array(Type.Integer({ minimum: 0 })),
  fragment_bytes: Type.Array(Type.Integer({ minimum: 0 })),
  /** Of the first picture, in the time of the file. */
  time_90khz: Type.Array(Type.Integer({ minimum: 0 })),
  duration_90khz: Type.Array(Type.Integer({ minimum: 0 })),
  /** Of the first picture. */
  utc_ms: Type.Array(UtcMs),
  /** 1: when it was taken, as the source says; 0: when it arrived. */
  captured: Type.Array(Type.Integer({ minimum: 0, maximum: 1 })),
  /** 1: begins with a picture at which decoding may begin. */
  keyframe: Type.Array(Type.Integer({ minimum: 0, maximum: 1 })),
  pictures: Type.Array(Type.Integer({ minimum: 1 })),
});
export type VideoSegment = Static<typeof VideoSegment>;

/** Everything recorded of one camera in one flight. */
export const VideoIndex = Strict({
  format_version: Type.Literal(1),
  camera_id: Id,
  camera_name: Nullable(Type.String()),
  segments: Type.Array(VideoSegment),
  gaps: Type.Array(VideoGap),
});
export type VideoIndex = Static<typeof VideoIndex>;

/** One line of the list of what was recorded in a flight. */
export const VideoSummary = Strict({
  camera_id: Id,
  camera_name: Nullable(Type.String()),
  codec: Nullable(VideoCodec),
  width_px: Nullable(Type.Integer()),
  height_px: Nullable(Type.Integer()),
  from_utc_ms: Nullable(UtcMs),
  to_utc_ms: Nullable(UtcMs),
  bytes: Type.Integer({ minimum: 0 }),
  segments: Type.Integer({ minimum: 0 }),
  gaps: Type.Array(VideoGap),
});
export type VideoSummary = Static<typeof VideoSummary>;
