import type { Picture } from '../picture.js';

/** When a picture was taken. */
export interface Moment {
  utc_ms: number;
  /** By a clock that never steps and ticks as the machine does. */
  monotonic_ms: number;
}

/** What an encoder is made for. */
export interface EncoderFormat {
  width: number;
  height: number;
  /** Nominal; pictures may come slower. */
  frame_rate_hz: number;
  bitrate_bps: number;
}

/** One encoded picture: NAL units without start codes, parameter sets before every keyframe. */
export interface EncodedPicture {
  nals: Uint8Array[];
  keyframe: boolean;
  /** Of the picture that went in. */
  taken: Moment;
}

export interface EncoderEvents {
  onPicture(picture: EncodedPicture): void;
  /** It cannot go on; a sentence says why. */
  onFailure(reason: string): void;
}

/** Turns pictures into H.264 without B-frames, a keyframe at least once a second of machine time. */
export interface Encoder {
  /** False where the encoder is behind and the picture is left out. The picture's bytes may be reused at once. */
  encode(picture: Picture, taken: Moment): boolean;
  close(): void;
}

export type MakeEncoder = (format: EncoderFormat, events: EncoderEvents) => Encoder;
