import { box, concat, fullBox, u32, u64 } from './bytes.js';

/** One picture of a whole file, in decoding order. */
export interface TableSample {
  bytes: number;
  duration_90khz: number;
  composition_offset_90khz: number;
  keyframe: boolean;
}

/** Pictures that lie one behind the other in the file. */
export interface TableChunk {
  offset: number;
  samples: number;
}

const LARGEST_OFFSET = 0xffff_ffff;

/** `stbl` (ISO/IEC 14496-12 8.5): when each picture is decoded and shown, how large it is and where it lies. */
export function sampleTable(
  sampleEntry: Uint8Array,
  samples: readonly TableSample[],
  chunks: readonly TableChunk[],
): Uint8Array {
  const offsets = samples.map((sample) => sample.composition_offset_90khz);
  const sync = samples.flatMap((sample, index) => (sample.keyframe ? [index + 1] : []));
  const sizes = samples.map((sample) => sample.bytes);
  return box(
    'stbl',
    fullBox('stsd', 0, 0, u32(1), sampleEntry),
    fullBox('stts', 0, 0, counted(samples.map((sample) => sample.duration_90khz))),
    ...(offsets.some((offset) => offset !== 0) ? [fullBox('ctts', 1, 0, counted(offsets))] : []),
    fullBox('stss', 0, 0, u32(sync.length), numbers(sync)),
    fullBox('stsc', 0, 0, chunkRuns(chunks)),
    fullBox('stsz', 0, 0, u32(0, sizes.length), numbers(sizes)),
    chunkOffsets(chunks),
  );
}

/** Equal values that follow one another, as pairs of count and value. */
function counted(values: readonly number[]): Uint8Array {
  const runs: number[] = [];
  values.forEach((value, index) => {
    if (index > 0 && value === values[index - 1]) runs[runs.length - 2]! += 1;
    else runs.push(1, value);
  });
  return concat([u32(runs.length / 2), numbers(runs)]);
}

function chunkRuns(chunks: readonly TableChunk[]): Uint8Array {
  const runs: number[] = [];
  chunks.forEach(({ samples }, index) => {
    if (index === 0 || samples !== chunks[index - 1]!.samples) runs.push(index + 1, samples, 1);
  });
  return concat([u32(runs.length / 3), numbers(runs)]);
}

function chunkOffsets(chunks: readonly TableChunk[]): Uint8Array {
  const offsets = chunks.map(({ offset }) => offset);
  const isLarge = (offsets.at(-1) ?? 0) > LARGEST_OFFSET;
  if (isLarge) return fullBox('co64', 0, 0, u32(offsets.length), ...offsets.map(u64));
  return fullBox('stco', 0, 0, u32(offsets.length), numbers(offsets));
}

/** As `u32`, for lists that are too long to be arguments. */
function numbers(values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, index) => view.setUint32(index * 4, value));
  return new Uint8Array(view.buffer);
}
