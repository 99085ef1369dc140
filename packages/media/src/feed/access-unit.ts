import type { VideoCodec } from '@outrider/schema';

/** One picture of a stream as it came, in decoding order. */
export interface AccessUnit {
  codec: VideoCodec;
  /** NAL units without start codes or lengths, parameter sets included where the source sent them. */
  nals: Uint8Array[];
  keyframe: boolean;
  /** RTP time, unwrapped to a growing number, 90 kHz. */
  time_90khz: number;
  received_utc_ms: number;
  /** When it was taken, by RTCP sender reports; null where the source does not tell. */
  captured_utc_ms: number | null;
  /** Packets were lost in this picture or since the last one. */
  damaged: boolean;
}
