import type { ChainPayload, VideoGap } from '@outrider/schema';
import type { NewChainEntry } from '@outrider/core/evidence';
import type { RecordedCamera } from './messages.js';

/** What a segment's entry says of its pictures. */
export interface SegmentFacts {
  codec: string | null;
  width_px: number | null;
  height_px: number | null;
  start_time_90khz: number | null;
  end_time_90khz: number | null;
  /** RTP time at which the time of the file is 0. */
  zero_time_90khz: number | null;
  start_utc_ms: number | null;
  end_utc_ms: number | null;
  /** How UTC was found: when the source says it was taken, or when it arrived here; of each half-second below. */
  start_received_utc_ms: number | null;
  end_received_utc_ms: number | null;
  pictures: number;
  keyframes: number;
  damaged_pictures: number | null;
  /** [time_90khz, utc_ms, 1 captured or 0 arrived] of the first picture of each fragment. */
  times: [number, number, number][];
}

/** The entries of a video chain. Kinds: video_opened, video_segment, video_gap, video_closed, video_imported. */
export const openedEntry = (camera: RecordedCamera, at_utc_ms: number): NewChainEntry => ({
  at_utc_ms,
  kind: 'video_opened',
  body: { camera_id: camera.id, camera_name: camera.name, source: camera.source },
  payload: null,
});

/** `recovered` of a segment that a crash left open: bytes behind its last whole fragment, hashed as they are. */
export function segmentEntry(
  cameraId: string,
  facts: SegmentFacts,
  payload: ChainPayload,
  at_utc_ms: number,
  recovered: { torn_bytes: number } | null = null,
): NewChainEntry {
  const body = { camera_id: cameraId, ...facts, ...(recovered ? { recovered: true, ...recovered } : {}) };
  return { at_utc_ms, kind: 'video_segment', body, payload };
}

export const gapEntry = (cameraId: string, gap: VideoGap, at_utc_ms: number): NewChainEntry => ({
  at_utc_ms,
  kind: 'video_gap',
  body: { camera_id: cameraId, ...gap },
  payload: null,
});

export const closedEntry = (cameraId: string, totals: Record<string, unknown>, at_utc_ms: number): NewChainEntry => ({
  at_utc_ms,
  kind: 'video_closed',
  body: { camera_id: cameraId, ...totals },
  payload: null,
});
