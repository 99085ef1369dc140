import type { VideoCodec } from '@outrider/schema';
import { isKeyNal, isParameterSet, nalType } from './nal.js';

const H264_STAP_A = 24;
const H264_FU_A = 28;
const H265_AP = 48;
const H265_FU = 49;

/** The first NAL unit in an RTP payload: its type, and the first byte after its header. */
export interface PayloadStart {
  type: number;
  afterHeader: number;
}

/** null for a fragment that is not the first, and for a payload that is cut off. */
export function payloadStart(codec: VideoCodec, payload: Uint8Array): PayloadStart | null {
  const type = nalType(codec, payload[0]!);
  const at = (type_: number, index: number): PayloadStart | null =>
    payload.length > index ? { type: type_, afterHeader: payload[index]! } : null;
  if (codec === 'h264') {
    // Chromium's WHIP sends the parameter sets as an aggregate.
    if (type === H264_STAP_A) return payload.length > 3 ? at(payload[3]! & 0x1f, 4) : null;
    if (type === H264_FU_A) return (payload[1]! & 0x80) === 0 ? null : at(payload[1]! & 0x1f, 2);
    return at(type, 1);
  }
  if (type === H265_AP) return payload.length > 4 ? at(nalType(codec, payload[4]!), 6) : null;
  if (type === H265_FU) return (payload[2]! & 0x80) === 0 ? null : at(payload[2]! & 0x3f, 3);
  return at(type, 2);
}

/** Parameter sets lead a keyframe; a source that does not repeat them begins with the keyframe itself. */
export function startsKeyframe(codec: VideoCodec, payload: Uint8Array): boolean {
  const start = payloadStart(codec, payload);
  return start !== null && (isParameterSet(codec, start.type) || isKeyNal(codec, start.type));
}

/**
 * The payload begins a picture: what precedes slices, or the first slice itself, whose header begins with a 1 bit
 * (first_mb_in_slice = 0, ITU-T H.264 section 7.3.3; first_slice_segment_in_pic_flag, H.265 section 7.3.6.1).
 */
export function startsPicture(codec: VideoCodec, payload: Uint8Array): boolean {
  const start = payloadStart(codec, payload);
  if (!start) return false;
  const slice = codec === 'h264' ? start.type >= 1 && start.type <= 5 : start.type <= 31;
  return !slice || (start.afterHeader & 0x80) !== 0;
}
