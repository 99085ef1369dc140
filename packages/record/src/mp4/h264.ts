import { BadStream, BitReader } from './bit-reader.js';

/** nal_unit_type of ITU-T H.264 table 7-1, those that a recording looks at. */
export const H264_NAL = { slice: 1, idr: 5, sei: 6, sps: 7, pps: 8, delimiter: 9, filler: 12 } as const;
export const h264NalType = (nal: Uint8Array): number => (nal[0] ?? 0) & 0x1f;

/** What a sequence parameter set says of the pictures (ITU-T H.264 7.3.2.1.1). */
export interface H264Sequence {
  id: number;
  profile_idc: number;
  constraints: number;
  level_idc: number;
  chroma_format_idc: number;
  bit_depth_luma: number;
  bit_depth_chroma: number;
  /** Of the pictures as shown, cropping applied. */
  width_px: number;
  height_px: number;
}

/** Profiles whose sequence parameter set tells its chroma format. */
const HIGH_PROFILES = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]);
const LARGEST_SIDE_PX = 16_384;

/** Throws BadStream for bytes that are no sequence parameter set. */
export function readH264Sequence(nal: Uint8Array): H264Sequence {
  if (h264NalType(nal) !== H264_NAL.sps) throw new BadStream('This is no H.264 sequence parameter set.');
  const bits = new BitReader(nal);
  bits.skip(8);
  const profile_idc = bits.bits(8);
  const constraints = bits.bits(8);
  const level_idc = bits.bits(8);
  const id = bits.ue();
  const format = HIGH_PROFILES.has(profile_idc) ? readFormat(bits) : { chroma: 1, luma: 8, chromaDepth: 8 };
  bits.ue(); // log2_max_frame_num_minus4
  skipOrderCount(bits);
  bits.ue(); // max_num_ref_frames
  bits.bit(); // gaps_in_frame_num_value_allowed_flag
  return {
    id,
    profile_idc,
    constraints,
    level_idc,
    chroma_format_idc: format.chroma,
    bit_depth_luma: format.luma,
    bit_depth_chroma: format.chromaDepth,
    ...readSize(bits, format.chroma),
  };
}

/** pic_parameter_set_id: the first number of a picture parameter set. */
export const h264PictureSetId = (nal: Uint8Array): number => new BitReader(nal.subarray(1)).ue();

function readFormat(bits: BitReader): { chroma: number; luma: number; chromaDepth: number } {
  const chroma = bits.ue();
  if (chroma > 3) throw new BadStream('The chroma format of a parameter set does not exist.');
  if (chroma === 3) bits.bit(); // separate_colour_plane_flag
  const luma = bits.ue() + 8;
  const chromaDepth = bits.ue() + 8;
  bits.bit(); // qpprime_y_zero_transform_bypass_flag
  if (bits.bit() === 1) skipScalingMatrix(bits, chroma === 3 ? 12 : 8);
  return { chroma, luma, chromaDepth };
}

function skipScalingMatrix(bits: BitReader, lists: number): void {
  for (let list = 0; list < lists; list++) {
    if (bits.bit() === 0) continue;
    let last = 8;
    let next = 8;
    for (let i = 0; i < (list < 6 ? 16 : 64); i++) {
      if (next !== 0) next = (last + bits.se() + 256) % 256;
      last = next === 0 ? last : next;
    }
  }
}

function skipOrderCount(bits: BitReader): void {
  const type = bits.ue();
  if (type === 0) bits.ue();
  if (type !== 1) return;
  bits.bit();
  bits.se();
  bits.se();
  const cycle = bits.ue();
  if (cycle > 255) throw new BadStream('The picture order count of a parameter set is wrong.');
  for (let i = 0; i < cycle; i++) bits.se();
}

function readSize(bits: BitReader, chroma: number): { width_px: number; height_px: number } {
  const width = (bits.ue() + 1) * 16;
  const mapUnits = bits.ue() + 1;
  const frames = bits.bit();
  if (frames === 0) bits.bit(); // mb_adaptive_frame_field_flag
  const height = mapUnits * 16 * (2 - frames);
  bits.bit(); // direct_8x8_inference_flag
  const [left, right, top, bottom] = bits.bit() === 1 ? [bits.ue(), bits.ue(), bits.ue(), bits.ue()] : [0, 0, 0, 0];
  const unitX = chroma === 1 || chroma === 2 ? 2 : 1;
  const unitY = (chroma === 1 ? 2 : 1) * (2 - frames);
  const width_px = width - unitX * (left + right);
  const height_px = height - unitY * (top + bottom);
  if (!isSize(width_px) || !isSize(height_px))
    throw new BadStream('The picture size of a parameter set is impossible.');
  return { width_px, height_px };
}

const isSize = (px: number): boolean => px > 0 && px <= LARGEST_SIDE_PX;
