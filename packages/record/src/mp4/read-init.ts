import { BoxNumbers, boxAt, boxesIn } from './box-reader.js';
import { codecString } from './codec-string.js';
import type { ParameterSets, VideoCodec } from './parameter-sets.js';
import type { PictureSize } from './sample-entry.js';

/** What the start of a segment says of its pictures. */
export interface InitInfo extends PictureSize {
  codec: VideoCodec;
  /** `codecs` parameter (RFC 6381). */
  codec_string: string;
  /** The sample entry (`avc1`, `hvc1`) as it stands. */
  sample_entry: Uint8Array;
  /** Bytes of `ftyp` and `moov`. */
  bytes: number;
}

/** Bytes at the start of a segment within which its first fragment begins. */
export const INIT_BYTES = 4096;
// Of a VisualSampleEntry up to its boxes: what all sample entries have (8) and what those of pictures add (70).
const VISUAL_ENTRY_BYTES = 78;

/** Reads `ftyp` and `moov` of one of our segments from its first bytes; null when they are torn or not ours. */
export function readInit(bytes: Uint8Array): InitInfo | null {
  const moov = boxesIn(bytes).find((box) => box.type === 'moov');
  const table = boxAt(bytes, 'moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd');
  if (!moov || !table) return null;
  const [entry] = boxesIn(bytes, table.start + 8, table.end);
  if (!entry || (entry.type !== 'avc1' && entry.type !== 'hvc1')) return null;
  const [configuration] = boxesIn(bytes, entry.start + VISUAL_ENTRY_BYTES, entry.end);
  if (!configuration) return null;
  const numbers = new BoxNumbers(bytes, entry);
  numbers.skip(24);
  const size = { width_px: numbers.u16(), height_px: numbers.u16() };
  const record = bytes.subarray(configuration.start, configuration.end);
  const sets = entry.type === 'avc1' ? avcSets(record) : hevcSets(record);
  return {
    codec: sets.codec,
    codec_string: codecString(sets),
    ...size,
    sample_entry: bytes.slice(entry.start - 8, entry.end),
    bytes: moov.end,
  };
}

function avcSets(record: Uint8Array): ParameterSets {
  const spsCount = (record[5] ?? 0) & 0x1f;
  const { nals: sps, end } = lengthPrefixed(record, 6, spsCount);
  const { nals: pps } = lengthPrefixed(record, end + 1, record[end] ?? 0);
  return { codec: 'h264', vps: [], sps, pps };
}

function hevcSets(record: Uint8Array): ParameterSets {
  const lists: Uint8Array[][] = [];
  let at = 23;
  for (let array = 0; array < (record[22] ?? 0); array++) {
    const count = ((record[at + 1] ?? 0) << 8) | (record[at + 2] ?? 0);
    const { nals, end } = lengthPrefixed(record, at + 3, count);
    lists.push(nals);
    at = end;
  }
  const [vps = [], sps = [], pps = []] = lists;
  return { codec: 'h265', vps, sps, pps };
}

function lengthPrefixed(record: Uint8Array, start: number, count: number): { nals: Uint8Array[]; end: number } {
  const nals: Uint8Array[] = [];
  let at = start;
  for (let i = 0; i < count; i++) {
    const length = ((record[at] ?? 0) << 8) | (record[at + 1] ?? 0);
    nals.push(record.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return { nals, end: at };
}
