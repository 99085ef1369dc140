import type { VideoCodec } from '@outrider/schema';

/** NAL unit types, ITU-T H.264 table 7-1 and H.265 table 7-1. */
export const H264 = { slice: 1, idr: 5, sei: 6, sps: 7, pps: 8, aud: 9 } as const;
export const H265 = { irapFirst: 16, irapLast: 23, vps: 32, sps: 33, pps: 34, aud: 35 } as const;

/** Type of a NAL unit by its first byte. */
export const nalType = (codec: VideoCodec, firstByte: number): number =>
  codec === 'h264' ? firstByte & 0x1f : (firstByte >> 1) & 0x3f;

/** A picture can be decoded from here on: IDR (H.264), or a random access point (H.265). */
export function isKeyNal(codec: VideoCodec, type: number): boolean {
  return codec === 'h264' ? type === H264.idr : type >= H265.irapFirst && type <= H265.irapLast;
}

export function isParameterSet(codec: VideoCodec, type: number): boolean {
  return codec === 'h264' ? type === H264.sps || type === H264.pps : type >= H265.vps && type <= H265.pps;
}
