import { describe, expect, test } from 'vitest';
import type { BoxShape } from '@outrider/schema';
import type { TimedPicture } from '../track.js';
import type { DetectedBox } from './detector.js';
import { FollowedDetections } from './follow.js';
import { merged, squaresOf } from './squares.js';

const WIDTH = 320;
const HEIGHT = 180;
const box = (x: number, over: Partial<DetectedBox> = {}): DetectedBox => ({
  kind: 'person',
  confidence: 0.8,
  x,
  y: 60,
  width: 20,
  height: 40,
  ...over,
});

/** Something with a pattern at x pixels, before a ground with another. */
function picture(x: number | null, time_ms: number): TimedPicture {
  const luma = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, at) => 90 + ((at * 7919) % 61));
  if (x !== null)
    for (let row = 0; row < 40; row++)
      for (let column = 0; column < 20; column++)
        luma[(60 + row) * WIDTH + Math.round(x) + column] =
          40 + (((Math.floor(row / 5) * 5 + Math.floor(column / 5)) * 97) % 200);
  return { luma, width: WIDTH, height: HEIGHT, time_ms };
}
const at = (time_ms: number): number => 40 + time_ms * 0.03;
/** Eight pictures a second; in each eighth something is detected, or nothing. */
function follow(detections: readonly (readonly DetectedBox[])[], gone_ms = Infinity): FollowedDetections {
  const followed = new FollowedDetections(0.5);
  for (let number = 0; number <= (detections.length - 1) * 8; number++) {
    const time_ms = number * 125;
    const seen = picture(time_ms < gone_ms ? at(time_ms) : null, time_ms);
    if (number % 8 === 0) followed.detected(seen, detections[number / 8]!);
    else followed.look(seen);
  }
  return followed;
}

describe('what is detected now and then is followed', () => {
  test('detected in each second, it is one thing on one way', () => {
    const [one, ...others] = follow([0, 1000, 2000].map((time_ms) => [box(at(time_ms))])).finish();
    expect(others).toEqual([]);
    expect(one).toMatchObject({ kind: 'person', detections: 3 });
    for (const { time_ms, shape } of one!.keyframes)
      expect(Math.abs((shape as BoxShape).x * WIDTH - at(time_ms))).toBeLessThan(3);
    const times = one!.keyframes.map(({ time_ms }) => time_ms);
    expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b));
  });

  test('found late, it is followed back to the detection before; missed once, it goes on', () => {
    const [one, ...others] = follow([[], [box(at(1000))], [], [box(at(3000))]]).finish();
    expect(others).toEqual([]);
    expect(one!.keyframes[0]!.time_ms).toBeLessThan(300);
    expect(one!.keyframes.at(-1)!.time_ms).toBe(3000);
  });

  test('gone, it ends there', () => {
    const [one] = follow([[box(at(0))], [], [], [], [], []], 900).finish();
    expect(one!.keyframes.at(-1)!.time_ms).toBeLessThan(1200);
  });

  test('something new needs more confidence than something that goes on', () => {
    const weak = { confidence: 0.35 };
    expect(follow([[box(40, weak)], [box(at(1000), weak)]]).finish()).toEqual([]);
    expect(follow([[box(40)], [box(at(1000), weak)]]).finish()).toMatchObject([{ detections: 2, confidence: 0.8 }]);
  });
});

describe('squares', () => {
  test.each([
    [1280, 720],
    [640, 360],
    [720, 1280],
    [416, 416],
  ])('of %i x %i cover every pixel, and lie inside', (width_px, height_px) => {
    const squares = squaresOf({ width_px, height_px }, 'fine');
    for (const { left, top, side } of squares) {
      expect(left + side).toBeLessThanOrEqual(width_px);
      expect(top + side).toBeLessThanOrEqual(height_px);
    }
    const isIn = (x: number, y: number): boolean =>
      squares.some(({ left, top, side }) => x >= left && y >= top && x < left + side && y < top + side);
    for (let x = 0; x < width_px; x += 7) for (let y = 0; y < height_px; y += 7) expect(isIn(x, y)).toBe(true);
  });

  test('boxes of one thing become one around both; side by side they stay two', () => {
    const cutOff = box(40, { height: 22, confidence: 0.9 });
    expect(merged([box(40), cutOff])).toEqual([{ ...box(40), confidence: 0.9 }]);
    expect(merged([box(40), box(56)])).toHaveLength(2);
    expect(merged([box(40), box(40, { kind: 'face' })])).toHaveLength(2);
  });
});
