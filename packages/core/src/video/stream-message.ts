/**
 * One picture of a camera as the WebSocket stream carries it, where WebRTC finds no way through a network. Big-endian:
 *
 * | offset | bytes | what |
 * |---|---|---|
 * | 0 | 1 | version, 1 |
 * | 1 | 1 | flags: 1 keyframe, 2 packets were lost in it or before it, 4 H.265 (otherwise H.264) |
 * | 2 | 2 | zero |
 * | 4 | 8 | float64, RTP time of 90 kHz, growing |
 * | 12 | 8 | float64, UTC in ms at which it was received |
 * | 20 | 8 | float64, UTC in ms at which it was taken; NaN: the source does not tell |
 * | 28 | | the access unit as a byte stream with start codes (ITU-T H.264 and H.265, annex B) |
 */
export interface StreamPicture {
  codec: 'h264' | 'h265';
  keyframe: boolean;
  damaged: boolean;
  time_90khz: number;
  received_utc_ms: number;
  captured_utc_ms: number | null;
}

export const STREAM_MESSAGE_VERSION = 1;
const HEADER_BYTES = 28;
const KEYFRAME = 1;
const DAMAGED = 2;
const H265 = 4;
const START_CODE = Uint8Array.of(0, 0, 0, 1);

/** @param nals NAL units without start codes */
export function encodeStreamMessage(picture: StreamPicture, nals: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const size = nals.reduce((sum, nal) => sum + START_CODE.length + nal.length, HEADER_BYTES);
  const message = new Uint8Array(size);
  const view = new DataView(message.buffer);
  view.setUint8(0, STREAM_MESSAGE_VERSION);
  const flags = [picture.keyframe && KEYFRAME, picture.damaged && DAMAGED, picture.codec === 'h265' && H265];
  view.setUint8(
    1,
    flags.reduce<number>((sum, flag) => sum | (flag || 0), 0),
  );
  view.setFloat64(4, picture.time_90khz);
  view.setFloat64(12, picture.received_utc_ms);
  view.setFloat64(20, picture.captured_utc_ms ?? Number.NaN);
  let offset = HEADER_BYTES;
  for (const nal of nals) {
    message.set(START_CODE, offset);
    message.set(nal, offset + START_CODE.length);
    offset += START_CODE.length + nal.length;
  }
  return message;
}

/** Null for a message of another version or one that is cut off. `bytes` is a view into the message. */
export function decodeStreamMessage(
  message: Uint8Array<ArrayBuffer>,
): (StreamPicture & { bytes: Uint8Array<ArrayBuffer> }) | null {
  if (message.length <= HEADER_BYTES || message[0] !== STREAM_MESSAGE_VERSION) return null;
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const flags = view.getUint8(1);
  const captured = view.getFloat64(20);
  return {
    codec: flags & H265 ? 'h265' : 'h264',
    keyframe: (flags & KEYFRAME) !== 0,
    damaged: (flags & DAMAGED) !== 0,
    time_90khz: view.getFloat64(4),
    received_utc_ms: view.getFloat64(12),
    captured_utc_ms: Number.isNaN(captured) ? null : captured,
    bytes: message.subarray(HEADER_BYTES),
  };
}

/**
 * The codec string of RFC 6381 for an H.264 byte stream: "avc1." and profile, constraints and level of its sequence parameter set
 * (ISO/IEC 14496-15 annex E); null when there is none in it.
 */
export function avcCodecString(byteStream: Uint8Array): string | null {
  for (let at = 0; at + 6 < byteStream.length; at++) {
    if (byteStream[at] !== 0 || byteStream[at + 1] !== 0 || byteStream[at + 2] !== 1) continue;
    if ((byteStream[at + 3]! & 0x1f) !== SEQUENCE_PARAMETER_SET) continue;
    const hex = [...byteStream.subarray(at + 4, at + 7)].map((byte) => byte.toString(16).padStart(2, '0'));
    return `avc1.${hex.join('')}`;
  }
  return null;
}
const SEQUENCE_PARAMETER_SET = 7;
