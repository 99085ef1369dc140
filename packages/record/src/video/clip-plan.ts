import { fileTimeOf } from '@outrider/core/video';
import type { IndexedFragment } from '@outrider/core/video';
import type { FragmentHead, InitInfo, TableSample } from '../mp4/index.js';

export interface ClipRange {
  from_utc_ms: number;
  to_utc_ms: number;
}

/** Why no clip can be made; the message says what to do. */
export class ClipRefused extends Error {
  override readonly name = 'ClipRefused';
}

/** Fragments of a clip, and when its shown part begins and ends in the time of the recording. */
export interface ChosenFragments {
  fragments: IndexedFragment[];
  from_90khz: number;
  to_90khz: number;
}

/**
 * The fragments that a clip needs: from the last picture before its start at which decoding may begin, to its end. Throws
 * ClipRefused where nothing was recorded in that time.
 */
export function chooseFragments(
  all: readonly IndexedFragment[],
  { from_utc_ms, to_utc_ms }: ClipRange,
): ChosenFragments {
  const from_90khz = fileTimeOf(all, from_utc_ms);
  const to_90khz = fileTimeOf(all, to_utc_ms) ?? all.at(-1)?.end_90khz ?? 0;
  if (from_90khz === null || to_90khz <= from_90khz) throw new ClipRefused('No video was recorded in that time.');
  const start = all.findLastIndex(({ keyframe, time_90khz }) => keyframe && time_90khz <= from_90khz);
  if (start < 0) throw new ClipRefused('No picture at which decoding may begin was recorded before that time.');
  const fragments = all.slice(start).filter(({ time_90khz }) => time_90khz < to_90khz);
  return { fragments, from_90khz, to_90khz };
}

/** Throws ClipRefused where a clip would hold pictures of two kinds. */
export function requireOneKind(inits: readonly { init: InitInfo; start_utc_ms: number }[]): InitInfo {
  const first = inits[0]!.init;
  const other = inits.find(({ init }) => Buffer.compare(init.sample_entry, first.sample_entry) !== 0);
  if (!other) return first;
  const at = new Date(other.start_utc_ms).toISOString();
  throw new ClipRefused(
    `The camera changed its pictures at ${at} (to ${other.init.width_px} x ${other.init.height_px}, ${other.init.codec}). Export up to there, and from there.`,
  );
}

/** Pictures of one fragment that go into the clip. */
export interface ClipPart {
  fragment: IndexedFragment;
  /** Where its pictures begin in the segment's file. */
  data_offset: number;
  samples: TableSample[];
}

/**
 * The pictures of a clip: those after its end are left out, and each picture before a gap is shown until the gap ends, so that the clip
 * keeps the time of day.
 */
export function clipParts(
  heads: readonly { fragment: IndexedFragment; head: FragmentHead }[],
  to_90khz: number,
): ClipPart[] {
  const parts = heads.map(({ fragment, head }, index) => {
    const samples = head.samples.slice(0, lastNeeded(head, to_90khz));
    const next = heads[index + 1]?.fragment.time_90khz ?? null;
    if (next !== null) showLastUntil(samples, next - head.time_90khz);
    const data_offset = fragment.segment.offset_bytes[fragment.at]! + head.data_offset;
    return { fragment, data_offset, samples };
  });
  return parts.filter(({ samples }) => samples.length > 0);
}

/** Times add up in a whole file: the last picture of a fragment is shown until the next fragment begins. */
function showLastUntil(samples: TableSample[], end_90khz: number): void {
  const last = samples.pop();
  if (!last) return;
  const before = samples.reduce((sum, sample) => sum + sample.duration_90khz, 0);
  samples.push({ ...last, duration_90khz: Math.max(1, end_90khz - before) });
}

/** How many pictures of a fragment, in decoding order, up to the last that is shown before `to_90khz`. */
function lastNeeded({ samples, time_90khz }: FragmentHead, to_90khz: number): number {
  let decoded = time_90khz;
  let needed = 0;
  samples.forEach((sample, index) => {
    if (decoded + sample.composition_offset_90khz < to_90khz) needed = index + 1;
    decoded += sample.duration_90khz;
  });
  return needed;
}
