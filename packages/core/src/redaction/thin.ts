import type { BoxShape, RegionKeyframe } from '@outrider/schema';
import { boundsOf } from './shape.js';

/**
 * Leaves out keyframes that lie on the straight way between those that are kept, so that a long track is small. The first and the last
 * stay. Keyframes are in the order of time.
 * @param tolerance how far any side may come to lie from where it was, as a share of the picture
 */
export function thinned(keyframes: readonly RegionKeyframe[], tolerance: number): RegionKeyframe[] {
  const kept = keyframes.slice(0, 1);
  let from = 0;
  for (let to = 2; to < keyframes.length; to++) {
    if (isStraight(keyframes, from, to, tolerance)) continue;
    kept.push(keyframes[to - 1]!);
    from = to - 1;
  }
  if (keyframes.length > 1) kept.push(keyframes.at(-1)!);
  return kept;
}

function isStraight(all: readonly RegionKeyframe[], from: number, to: number, tolerance: number): boolean {
  const [a, b] = [all[from]!, all[to]!];
  const [first, last] = [sidesOf(a), sidesOf(b)];
  return all.slice(from + 1, to).every((keyframe) => {
    const share = (keyframe.time_ms - a.time_ms) / (b.time_ms - a.time_ms);
    return sidesOf(keyframe).every(
      (side, at) => Math.abs(first[at]! + (last[at]! - first[at]!) * share - side) <= tolerance,
    );
  });
}

function sidesOf({ shape }: RegionKeyframe): [number, number, number, number] {
  const { x, y, width, height }: BoxShape = boundsOf(shape);
  return [x, y, x + width, y + height];
}
