import type { VideoIndex, VideoSegment } from '@outrider/schema';

/** One fragment of an index, on both clocks. */
export interface IndexedFragment {
  segment: VideoSegment;
  /** Its place in the columns of the segment. */
  at: number;
  /** In the time of the file, which runs on from segment to segment. */
  time_90khz: number;
  end_90khz: number;
  /** Of its first picture. */
  utc_ms: number;
  keyframe: boolean;
}

/** All fragments of an index in their order. */
export function fragmentsOf({ segments }: Pick<VideoIndex, 'segments'>): IndexedFragment[] {
  return segments.flatMap((segment) =>
    segment.time_90khz.map((time_90khz, at) => ({
      segment,
      at,
      time_90khz,
      end_90khz: time_90khz + segment.duration_90khz[at]!,
      utc_ms: segment.utc_ms[at]!,
      keyframe: segment.keyframe[at] === 1,
    })),
  );
}

export const endUtcMsOf = ({ utc_ms, time_90khz, end_90khz }: IndexedFragment): number =>
  utc_ms + (end_90khz - time_90khz) / 90;

/** The last fragment that begins at or before a UTC time, or null before the first. Whether it still lasts then is another question. */
export function fragmentAt(fragments: readonly IndexedFragment[], utc_ms: number): IndexedFragment | null {
  return lastNotAfter(fragments, (fragment) => fragment.utc_ms <= utc_ms);
}

/** Time of the file at a UTC time; in a gap, and before the first picture, that of the next picture. Null behind the last. */
export function fileTimeOf(fragments: readonly IndexedFragment[], utc_ms: number): number | null {
  const found = fragmentAt(fragments, utc_ms);
  if (found && utc_ms < endUtcMsOf(found)) return found.time_90khz + Math.round((utc_ms - found.utc_ms) * 90);
  const next = found ? fragments[fragments.indexOf(found) + 1] : fragments[0];
  return next?.time_90khz ?? null;
}

/** UTC of a time of the file, by the fragment in which it lies or behind which it comes; null before the first. */
export function utcOf(fragments: readonly IndexedFragment[], time_90khz: number): number | null {
  const found = lastNotAfter(fragments, (fragment) => fragment.time_90khz <= time_90khz);
  return found && found.utc_ms + (time_90khz - found.time_90khz) / 90;
}

/** The last for which it holds, of a list in which it holds for the first so many. */
function lastNotAfter<T>(list: readonly T[], holds: (item: T) => boolean): T | null {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(list[middle]!)) low = middle + 1;
    else high = middle;
  }
  return list[low - 1] ?? null;
}
