import { BadStream, BitReader } from './bit-reader.js';

/** nal_unit_type of ITU-T H.265 table 7-1, those that a recording looks at. */
export const H265_NAL = { vps: 32, sps: 33, pps: 34, delimiter: 35, filler: 38, sei: 39 } as const;
export const h265NalType = (nal: Uint8Array): number => ((nal[0] ?? 0) >> 1) & 0x3f;
/** Intra random access point pictures (BLA, IDR, CRA): decoding may begin at one. */
export const isH265RandomAccess = (type: number): boolean => type >= 16 && type <= 23;

/** What a sequence parameter set says of the pictures (ITU-T H.265 7.3.2.2.1). */
export interface H265Sequence {
  id: number;
  /** The 12 bytes of general profile, tier, compatibility, constraints and level, as `hvcC` takes them over. */
  general: Uint8Array;
  temporal_layers: number;
  temporal_id_nested: boolean;
  chroma_format_idc: number;
  bit_depth_luma: number;
  bit_depth_chroma: number;
  /** Of the pictures as shown, the conformance window applied. */
  width_px: number;
  height_px: number;
}

const NAL_HEADER_BITS = 16;
const LARGEST_SIDE_PX = 16_384;

/** Throws BadStream for bytes that are no sequence parameter set. */
export function readH265Sequence(nal: Uint8Array): H265Sequence {
  if (h265NalType(nal) !== H265_NAL.sps) throw new BadStream('This is no H.265 sequence parameter set.');
  const bits = new BitReader(nal);
  bits.skip(NAL_HEADER_BITS + 4);
  const subLayers = bits.bits(3);
  const nested = bits.bit() === 1;
  const general = Uint8Array.from({ length: 12 }, () => bits.bits(8));
  skipSubLayers(bits, subLayers);
  const id = bits.ue();
  const chroma = bits.ue();
  if (chroma > 3) throw new BadStream('The chroma format of a parameter set does not exist.');
  if (chroma === 3) bits.bit(); // separate_colour_plane_flag
  const size = readSize(bits, chroma);
  return {
    id,
    general,
    temporal_layers: subLayers + 1,
    temporal_id_nested: nested,
    chroma_format_idc: chroma,
    bit_depth_luma: bits.ue() + 8,
    bit_depth_chroma: bits.ue() + 8,
    ...size,
  };
}

/** The id of a video or picture parameter set. */
export function h265SetId(nal: Uint8Array): number {
  const bits = new BitReader(nal.subarray(2));
  return h265NalType(nal) === H265_NAL.vps ? bits.bits(4) : bits.ue();
}

/** profile_tier_level() behind the general part (7.3.3). */
function skipSubLayers(bits: BitReader, count: number): void {
  const present = Array.from({ length: count }, () => ({ profile: bits.bit(), level: bits.bit() }));
  if (count > 0) bits.skip(2 * (8 - count));
  for (const { profile, level } of present) bits.skip(profile * 88 + level * 8);
}

function readSize(bits: BitReader, chroma: number): { width_px: number; height_px: number } {
  const [width, height] = [bits.ue(), bits.ue()];
  const [left, right, top, bottom] = bits.bit() === 1 ? [bits.ue(), bits.ue(), bits.ue(), bits.ue()] : [0, 0, 0, 0];
  const width_px = width - (chroma === 1 || chroma === 2 ? 2 : 1) * (left + right);
  const height_px = height - (chroma === 1 ? 2 : 1) * (top + bottom);
  if (!isSize(width_px) || !isSize(height_px))
    throw new BadStream('The picture size of a parameter set is impossible.');
  return { width_px, height_px };
}

const isSize = (px: number): boolean => px > 0 && px <= LARGEST_SIDE_PX;
