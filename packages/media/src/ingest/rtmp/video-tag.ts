import type { VideoCodec } from '@outrider/schema';

/** What a video message carries (Video File Format 10.1 section E.4.3; enhanced RTMP, Veovera 2023). */
export type VideoTag =
  | { kind: 'config'; codec: VideoCodec; parameter_sets: Uint8Array[]; length_bytes: number }
  | { kind: 'picture'; codec: VideoCodec; /** shown later than decoded by, ms */ shift_ms: number; data: Uint8Array }
  | { kind: 'nothing' }
  | { kind: 'unknown'; name: string };

const AVC = 7;
const EXTENDED = 0x80;
const COMMAND_FRAME = 5;
const FOURCC: Record<string, VideoCodec> = { avc1: 'h264', hvc1: 'h265' };
const CODEC_NAMES: Record<number, string> = { 2: 'Sorenson H.263', 4: 'VP6', 12: 'H.265 in the old private way' };

/** Throws where it is cut off. */
export function readVideoTag(bytes: Uint8Array): VideoTag {
  if (bytes.length < 5) return { kind: 'nothing' };
  if (((bytes[0]! >> 4) & 7) === COMMAND_FRAME) return { kind: 'nothing' };
  if (bytes[0]! & EXTENDED) return readExtended(bytes);
  const id = bytes[0]! & 0x0f;
  if (id !== AVC) return { kind: 'unknown', name: CODEC_NAMES[id] ?? `codec ${id}` };
  if (bytes[1] === 0) return config('h264', bytes.subarray(5));
  return bytes[1] === 1 ? picture('h264', signed24(bytes, 2), bytes.subarray(5)) : { kind: 'nothing' };
}

function readExtended(bytes: Uint8Array): VideoTag {
  const name = String.fromCharCode(...bytes.subarray(1, 5));
  const codec = FOURCC[name];
  if (!codec) return { kind: 'unknown', name: name.replaceAll(/[^\w]/g, '?') };
  switch (bytes[0]! & 0x0f) {
    case 0:
      return config(codec, bytes.subarray(5));
    case 1:
      return picture(codec, signed24(bytes, 5), bytes.subarray(8));
    case 3:
      return picture(codec, 0, bytes.subarray(5));
    default:
      return { kind: 'nothing' };
  }
}

const picture = (codec: VideoCodec, shift_ms: number, data: Uint8Array): VideoTag =>
  data.length === 0 ? { kind: 'nothing' } : { kind: 'picture', codec, shift_ms, data };

function signed24(bytes: Uint8Array, at: number): number {
  if (bytes.length < at + 3) throw new Error('a video message is cut off');
  return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8)) >> 8;
}

/** AVCDecoderConfigurationRecord and HEVCDecoderConfigurationRecord (ISO/IEC 14496-15 sections 5.3.3.1 and 8.3.3.1). */
function config(codec: VideoCodec, record: Uint8Array): VideoTag {
  const sets: Uint8Array[] = [];
  let at = codec === 'h264' ? 5 : 22;
  const byte = (): number => {
    if (at >= record.length) throw new Error('the configuration of the stream is cut off');
    return record[at++]!;
  };
  const several = (count: number): void => {
    for (let index = 0; index < count; index++) {
      const length = (byte() << 8) | byte();
      if (length === 0 || at + length > record.length) throw new Error('the configuration of the stream is cut off');
      sets.push(record.slice(at, at + length));
      at += length;
    }
  };
  const size = record[codec === 'h264' ? 4 : 21] ?? 3;
  if (codec === 'h264') {
    several(byte() & 0x1f);
    several(byte());
  } else {
    for (let arrays = byte(); arrays > 0; arrays--) {
      byte();
      several((byte() << 8) | byte());
    }
  }
  return { kind: 'config', codec, parameter_sets: sets, length_bytes: (size & 3) + 1 };
}

/** NAL units that lie with their lengths before them (ISO/IEC 14496-15 section 5.3.2); stops at one that is cut off. */
export function splitNals(data: Uint8Array, lengthBytes: number): { nals: Uint8Array[]; whole: boolean } {
  const nals: Uint8Array[] = [];
  let at = 0;
  while (at + lengthBytes <= data.length) {
    let length = 0;
    for (let index = 0; index < lengthBytes; index++) length = length * 256 + data[at + index]!;
    at += lengthBytes;
    if (at + length > data.length) return { nals, whole: false };
    if (length > 0) nals.push(data.subarray(at, at + length));
    at += length;
  }
  return { nals, whole: at === data.length };
}
