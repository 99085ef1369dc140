import { box, concat, u16, u32, u8, zeros } from './bytes.js';
import { BadStream } from './bit-reader.js';
import { readH264Sequence } from './h264.js';
import { H265_NAL, readH265Sequence } from './h265.js';
import type { ParameterSets } from './parameter-sets.js';

export interface PictureSize {
  width_px: number;
  height_px: number;
}

const FULL_RESOLUTION = 0x480000; // 72 dpi, as 16.16
const H264_WITH_FORMAT = new Set([100, 110, 122, 144]);

/** Size of the pictures that a set of parameter sets describes: that of the first sequence. Throws BadStream. */
export function pictureSize({ codec, sps }: ParameterSets): PictureSize {
  const first = firstOf(sps);
  const { width_px, height_px } = codec === 'h264' ? readH264Sequence(first) : readH265Sequence(first);
  return { width_px, height_px };
}

/** The VisualSampleEntry `avc1` or `hvc1` (ISO/IEC 14496-15), with its decoder configuration. */
export function sampleEntry(sets: ParameterSets): Uint8Array {
  const { width_px, height_px } = pictureSize(sets);
  return box(
    sets.codec === 'h264' ? 'avc1' : 'hvc1',
    zeros(6),
    u16(1), // data_reference_index
    zeros(16),
    u16(width_px, height_px),
    u32(FULL_RESOLUTION, FULL_RESOLUTION, 0),
    u16(1), // frame_count
    zeros(32), // compressorname
    u16(0x18, 0xffff),
    sets.codec === 'h264' ? avcConfiguration(sets) : hevcConfiguration(sets),
  );
}

/** AVCDecoderConfigurationRecord (ISO/IEC 14496-15 5.3.3.1); NAL units carry lengths of 4 bytes. */
function avcConfiguration({ sps, pps }: ParameterSets): Uint8Array {
  const sequence = readH264Sequence(firstOf(sps));
  const { profile_idc, constraints, level_idc } = sequence;
  const format = H264_WITH_FORMAT.has(profile_idc)
    ? u8(
        0xfc | sequence.chroma_format_idc,
        0xf8 | (sequence.bit_depth_luma - 8),
        0xf8 | (sequence.bit_depth_chroma - 8),
        0,
      )
    : zeros(0);
  const head = u8(1, profile_idc, constraints, level_idc, 0xff);
  return box('avcC', head, u8(0xe0 | sps.length), listed(sps), u8(pps.length), listed(pps), format);
}

/** HEVCDecoderConfigurationRecord (ISO/IEC 14496-15 8.3.3.1); all parameter sets are here and none in the samples. */
function hevcConfiguration({ vps, sps, pps }: ParameterSets): Uint8Array {
  const sequence = readH265Sequence(firstOf(sps));
  const flags = (sequence.temporal_layers << 3) | (sequence.temporal_id_nested ? 4 : 0) | 3;
  return box(
    'hvcC',
    u8(1),
    sequence.general,
    u16(0xf000), // min_spatial_segmentation_idc: unknown
    u8(0xfc, 0xfc | sequence.chroma_format_idc),
    u8(0xf8 | (sequence.bit_depth_luma - 8), 0xf8 | (sequence.bit_depth_chroma - 8)),
    u16(0), // avgFrameRate: unknown
    u8(flags, 3),
    hevcArray(H265_NAL.vps, vps),
    hevcArray(H265_NAL.sps, sps),
    hevcArray(H265_NAL.pps, pps),
  );
}

const hevcArray = (type: number, nals: readonly Uint8Array[]): Uint8Array =>
  concat([u8(0x80 | type), u16(nals.length), listed(nals)]);

const listed = (nals: readonly Uint8Array[]): Uint8Array => concat(nals.flatMap((nal) => [u16(nal.byteLength), nal]));

function firstOf(sets: readonly Uint8Array[]): Uint8Array {
  const [first] = sets;
  if (!first) throw new BadStream('The stream has sent no sequence parameter set.');
  return first;
}
