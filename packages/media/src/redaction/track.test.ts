import { describe, expect, test } from 'vitest';
import type { BoxShape, RegionShape } from '@outrider/schema';
import { trackShape } from './index.js';
import type { TimedPicture } from './track.js';

const WIDTH = 320;
const HEIGHT = 180;

/** Noise that is the same each time. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A thing with a pattern of its own before a background with another, at places in pixels. */
function scene(places: readonly ({ x: number; y: number; side: number } | null)[]): TimedPicture[] {
  const random = noise(7);
  const ground = Uint8Array.from({ length: WIDTH * HEIGHT }, () => 90 + random() * 60);
  const pattern = Uint8Array.from({ length: 16 }, () => random() * 255);
  return places.map((place, index) => {
    const luma = Uint8Array.from(ground);
    if (place) {
      const { x, y, side } = place;
      for (let row = 0; row < side; row++)
        for (let column = 0; column < side; column++) {
          const [px, py] = [Math.round(x) + column, Math.round(y) + row];
          if (px < 0 || py < 0 || px >= WIDTH || py >= HEIGHT) continue;
          luma[py * WIDTH + px] = pattern[Math.floor((row * 4) / side) * 4 + Math.floor((column * 4) / side)]!;
        }
    }
    return { luma, width: WIDTH, height: HEIGHT, time_ms: index * 40 };
  });
}

const boxAt = ({ x, y, side }: { x: number; y: number; side: number }): BoxShape => ({
  type: 'box',
  x: x / WIDTH,
  y: y / HEIGHT,
  width: side / WIDTH,
  height: side / HEIGHT,
});
const way = (count: number, at: (n: number) => { x: number; y: number; side: number }) =>
  Array.from({ length: count }, (_, n) => at(n));

describe('a box is followed', () => {
  test('over a straight way and a curve, within two pixels at every keyframe', () => {
    const places = way(60, (n) => ({ x: 30 + n * 3, y: 80 + 40 * Math.sin(n / 9), side: 24 }));
    const { keyframes, end, ended_at_ms } = trackShape(scene(places), boxAt(places[0]!));
    expect({ end, ended_at_ms }).toEqual({ end: 'reached', ended_at_ms: 59 * 40 });
    expect(keyframes).toHaveLength(12);
    for (const { time_ms, shape, confidence } of keyframes) {
      const place = places[time_ms / 40]!;
      const found = shape as BoxShape;
      expect(Math.abs(found.x * WIDTH - place.x)).toBeLessThan(2);
      expect(Math.abs(found.y * HEIGHT - place.y)).toBeLessThan(2);
      expect(confidence).toBeGreaterThan(0.55);
    }
  });

  test('back in time, with keyframes in the order of time', () => {
    const places = way(30, (n) => ({ x: 30 + n * 4, y: 60, side: 20 }));
    const { keyframes, end } = trackShape(scene(places).toReversed(), boxAt(places.at(-1)!));
    expect(end).toBe('reached');
    const times = keyframes.map(({ time_ms }) => time_ms);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect((keyframes[0]!.shape as BoxShape).x * WIDTH).toBeCloseTo(30, -0.5);
  });

  test('while it comes nearer, its box grows', () => {
    const places = way(50, (n) => ({ x: 100 - n * 0.3, y: 60 - n * 0.3, side: 24 + n * 0.6 }));
    const { keyframes, end } = trackShape(scene(places), boxAt(places[0]!));
    expect(end).toBe('reached');
    expect((keyframes.at(-1)!.shape as BoxShape).width * WIDTH).toBeGreaterThan(42);
  });
});

describe('it ends where it is not sure', () => {
  test('the thing is gone behind something: lost there, and nothing is made up after it', () => {
    const places = way(40, (n) => ({ x: 30 + n * 3, y: 80, side: 24 })).map((place, n) => (n < 25 ? place : null));
    const { keyframes, end, ended_at_ms } = trackShape(scene(places), boxAt(places[0]!));
    expect({ end, ended_at_ms }).toEqual({ end: 'lost', ended_at_ms: 24 * 40 });
    expect(keyframes.at(-1)!.time_ms).toBe(24 * 40);
  });

  test('the thing leaves the picture', () => {
    const places = way(40, (n) => ({ x: 260 + n * 3, y: 80, side: 24 }));
    const { end, ended_at_ms } = trackShape(scene(places), boxAt(places[0]!));
    expect(end).not.toBe('reached');
    expect(ended_at_ms).toBeGreaterThan(12 * 40);
  });

  test('a plain surface cannot be followed; a box of four pixels is refused', () => {
    const plain = scene([null, null]).map((picture) => ({ ...picture, luma: new Uint8Array(WIDTH * HEIGHT).fill(90) }));
    expect(trackShape(plain, boxAt({ x: 50, y: 50, side: 30 }))).toMatchObject({
      end: 'lost',
      keyframes: [],
      ended_at_ms: 0,
    });
    expect(() => trackShape(plain, boxAt({ x: 50, y: 50, side: 4 }))).toThrow(/too small/);
  });
});

describe('an outline', () => {
  const places = way(30, (n) => ({ x: 30 + n * 4, y: 60, side: 30 }));
  const corner = ({ x, y, side }: { x: number; y: number; side: number }, dx: number, dy: number) => ({
    x: (x + side * dx) / WIDTH,
    y: (y + side * dy) / HEIGHT,
  });
  const outline = (place: { x: number; y: number; side: number }): RegionShape => ({
    type: 'polygon',
    points: [corner(place, 0.5, 0), corner(place, 1, 0.6), corner(place, 0.6, 1), corner(place, 0, 0.4)],
  });

  test('is taken along with as many corners, each where it belongs', () => {
    const { keyframes, end } = trackShape(scene(places), outline(places[0]!));
    expect(end).toBe('reached');
    const last = keyframes.at(-1)!.shape;
    const wanted = outline(places.at(-1)!);
    if (last.type !== 'polygon' || wanted.type !== 'polygon') throw new Error('an outline became a box');
    expect(last.points).toHaveLength(4);
    last.points.forEach((point, at) => {
      expect(Math.abs(point.x - wanted.points[at]!.x) * WIDTH).toBeLessThan(3);
      expect(Math.abs(point.y - wanted.points[at]!.y) * HEIGHT).toBeLessThan(3);
    });
  });

  test('stays inside the picture where it leaves it', () => {
    const leaving = way(20, (n) => ({ x: 270 + n * 2, y: 60, side: 30 }));
    const { keyframes } = trackShape(scene(leaving), outline(leaving[0]!));
    expect(keyframes.length).toBeGreaterThan(2);
    for (const { shape } of keyframes)
      for (const { x, y } of shape.type === 'polygon' ? shape.points : []) {
        expect(x).toBeLessThanOrEqual(1);
        expect(y).toBeLessThanOrEqual(1);
      }
  });
});
