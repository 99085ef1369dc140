import type { VideoCodec } from '@outrider/schema';
import { isKeyNal, isParameterSet, nalType } from './nal.js';
import { payloadOf, timestampOf } from './rtp.js';

const H264_STAP_A = 24;
const H264_FU_A = 28;
const H265_AP = 48;
const H265_FU = 49;

/** Finds the packets with which a picture begins that can be decoded without those before. */
export class KeyframeStarts {
  #last: number | null = null;

  isStart(codec: VideoCodec, packet: Uint8Array): boolean {
    const timestamp = timestampOf(packet);
    if (timestamp === this.#last) return false;
    const payload = payloadOf(packet);
    if (!payload || !startsKeyframe(codec, payload)) return false;
    this.#last = timestamp;
    return true;
  }
}

/** Parameter sets lead a keyframe; a source that does not repeat them begins with the keyframe itself. */
function startsKeyframe(codec: VideoCodec, payload: Uint8Array): boolean {
  const type = innerType(codec, payload);
  return type !== null && (isParameterSet(codec, type) || isKeyNal(codec, type));
}

/** Type of the first NAL unit in a payload; null for a fragment that is not the first. */
function innerType(codec: VideoCodec, payload: Uint8Array): number | null {
  const type = nalType(codec, payload[0]!);
  if (codec === 'h264') {
    // Chromium's WHIP sends the parameter sets as an aggregate.
    if (type === H264_STAP_A) return payload.length > 3 ? payload[3]! & 0x1f : null;
    if (type === H264_FU_A) return (payload[1]! & 0x80) === 0 ? null : payload[1]! & 0x1f;
    return type;
  }
  if (type === H265_AP) return payload.length > 4 ? nalType(codec, payload[4]!) : null;
  if (type === H265_FU) return (payload[2]! & 0x80) === 0 ? null : payload[2]! & 0x3f;
  return type;
}
