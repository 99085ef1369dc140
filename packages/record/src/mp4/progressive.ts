import { box, concat, fullBox, u16, u32, u64 } from './bytes.js';
import { movieHeader, track, videoMedia } from './movie-boxes.js';
import type { PictureSize } from './sample-entry.js';
import { sampleTable } from './sample-table.js';
import type { TableSample } from './sample-table.js';
import { fileTags } from './tags.js';
import type { FileTags } from './tags.js';

export interface ProgressiveFile {
  sample_entry: Uint8Array;
  size: PictureSize;
  /** In decoding order, in groups that follow one another in the file. */
  chunks: readonly (readonly TableSample[])[];
  /** The part that is shown: pictures before it are there only because decoding needs them. */
  shown: { from_90khz: number; duration_90khz: number };
  created_at_utc_ms: number;
  tags: FileTags;
}

const MDAT_HEADER_BYTES = 16;

/**
 * Everything of an MP4 file that stands before its pictures, so that it plays while it is still fetched ("fast start"). The bytes of the
 * pictures follow, in the order of the chunks.
 */
export function progressiveHead(file: ProgressiveFile): { head: Uint8Array; data_bytes: number } {
  const data_bytes = file.chunks.flat().reduce((sum, sample) => sum + sample.bytes, 0);
  const type = box('ftyp', 'isom', u32(0x200), 'isomiso2mp41');
  // The length of the table of offsets does not depend on the offsets, unless they pass 4 GiB; then it is measured with large ones.
  const assumed = movie(file, data_bytes > 0xf000_0000 ? data_bytes : 0);
  const start = type.byteLength + assumed.byteLength + MDAT_HEADER_BYTES;
  const data = concat([u32(1), 'mdat', u64(data_bytes + MDAT_HEADER_BYTES)]);
  return { head: concat([type, movie(file, start), data]), data_bytes };
}

function movie(file: ProgressiveFile, dataStart: number): Uint8Array {
  const { shown, created_at_utc_ms, size } = file;
  const { samples, shift_90khz } = withoutNegativeOffsets(file.chunks.flat());
  const media_90khz = samples.reduce((sum, sample) => sum + sample.duration_90khz, 0);
  const movieTimes = { duration_90khz: shown.duration_90khz, created_at_utc_ms };
  const table = sampleTable(file.sample_entry, samples, placed(file.chunks, dataStart));
  const edit = box(
    'edts',
    fullBox('elst', 0, 0, u32(1, shown.duration_90khz, shown.from_90khz + shift_90khz), u16(1, 0)),
  );
  const media = videoMedia({ duration_90khz: media_90khz, created_at_utc_ms }, table);
  return box('moov', movieHeader(movieTimes), track(movieTimes, size, edit, media), fileTags(file.tags));
}

/**
 * Players know pictures that are decoded before they are shown better than such that are shown before they are decoded: all are shown
 * later by the same, and the edit list takes that away again.
 */
function withoutNegativeOffsets(samples: readonly TableSample[]): { samples: TableSample[]; shift_90khz: number } {
  const least = samples.reduce((found, sample) => Math.min(found, sample.composition_offset_90khz), 0);
  const shift_90khz = -least;
  const shifted = samples.map((sample) => ({
    ...sample,
    composition_offset_90khz: sample.composition_offset_90khz + shift_90khz,
  }));
  return { samples: shifted, shift_90khz };
}

function placed(chunks: ProgressiveFile['chunks'], start: number): { offset: number; samples: number }[] {
  let offset = start;
  return chunks.map((samples) => {
    const chunk = { offset, samples: samples.length };
    offset += samples.reduce((sum, sample) => sum + sample.bytes, 0);
    return chunk;
  });
}
