import { expect, test } from 'vitest';
import { Pacer } from './pacer.js';

const takes = (pacer: Pacer, atMs: number[]) => atMs.map((nowMs) => pacer.take(nowMs));

test('who comes alone begins at once; of a crowd one begins each gap', () => {
  const pacer = new Pacer(10, 2);
  expect(takes(pacer, [1000, 1000, 1000, 1000])).toEqual([true, true, false, false]);
  expect(takes(pacer, [1005, 1010, 1010, 1020])).toEqual([false, true, false, true]);
  expect(takes(pacer, [60_000, 60_000, 60_000])).toEqual([true, true, false]);
});

test('a crowd of a thousand is through within ten seconds of ticks, each once', () => {
  const pacer = new Pacer(10, 2);
  let waiting = 1000;
  let nowMs = 0;
  for (; waiting > 0; nowMs += 20) while (waiting > 0 && pacer.take(nowMs)) waiting -= 1;
  expect(nowMs).toBe(10_000);
});

test('a process that stood still does not let in at once all that came meanwhile', () => {
  const pacer = new Pacer(10, 2);
  takes(pacer, [0, 0]);
  expect(takes(pacer, [3000, 3000, 3000])).toEqual([true, true, false]);
});
