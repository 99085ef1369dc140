import { BoxNumbers, boxAt, boxHeader } from './box-reader.js';
import type { FoundBox } from './box-reader.js';
import type { FragmentClock } from './fragment.js';
import { CLOCK_FLAGS, SAMPLE_FLAGS, utcOfNtp } from './fragment.js';

/** One picture of a fragment, as its `trun` says. */
export interface SampleRow {
  duration_90khz: number;
  bytes: number;
  keyframe: boolean;
  /** Time of showing less that of decoding; may be negative. */
  composition_offset_90khz: number;
}

/** What stands before the pictures of a fragment. */
export interface FragmentHead {
  clock: FragmentClock;
  /** Decoding time of the first picture. */
  time_90khz: number;
  samples: SampleRow[];
  /** Bytes from the fragment's start to its first picture, and to its end. */
  data_offset: number;
  bytes: number;
}

/**
 * Reads a fragment of our own (`prft`, `moof`, the head of `mdat`) that begins at the start of `bytes`; of the pictures themselves
 * nothing is needed. Null when it is torn before that, or is none of ours.
 */
export function readFragmentHead(bytes: Uint8Array): FragmentHead | null {
  const clockBox = boxHeader(bytes, 0);
  if (clockBox?.type !== 'prft') return null;
  const moof = boxHeader(bytes, clockBox.size);
  if (moof?.type !== 'moof') return null;
  const data = boxHeader(bytes, clockBox.size + moof.size);
  if (data?.type !== 'mdat') return null;
  const clock = boxAt(bytes, 'prft');
  const start = boxAt(bytes, 'moof', 'traf', 'tfdt');
  const run = boxAt(bytes, 'moof', 'traf', 'trun');
  if (!clock || !start || !run) return null;
  try {
    return {
      clock: readClock(bytes, clock),
      time_90khz: readStart(bytes, start),
      samples: readRun(bytes, run),
      data_offset: clockBox.size + moof.size + 8,
      bytes: clockBox.size + moof.size + data.size,
    };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Bytes at the start of a fragment within which `mdat` begins, for as many pictures as we put into one. */
export const FRAGMENT_HEAD_BYTES = 2048;

function readClock(bytes: Uint8Array, box: FoundBox): FragmentClock {
  const numbers = new BoxNumbers(bytes, box);
  const captured = (numbers.u32() & 0xffffff) === CLOCK_FLAGS.captured;
  numbers.skip(4);
  return { captured, utc_ms: utcOfNtp(numbers.u32(), numbers.u32()) };
}

function readStart(bytes: Uint8Array, box: FoundBox): number {
  const numbers = new BoxNumbers(bytes, box);
  numbers.skip(4);
  return numbers.u64();
}

function readRun(bytes: Uint8Array, box: FoundBox): SampleRow[] {
  const numbers = new BoxNumbers(bytes, box);
  numbers.skip(4);
  const count = numbers.u32();
  numbers.skip(4);
  return Array.from({ length: count }, () => ({
    duration_90khz: numbers.u32(),
    bytes: numbers.u32(),
    keyframe: numbers.u32() === SAMPLE_FLAGS.keyframe,
    composition_offset_90khz: numbers.i32(),
  }));
}
