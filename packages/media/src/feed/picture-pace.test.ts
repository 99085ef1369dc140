import { expect, it } from 'vitest';
import { PicturePace } from './picture-pace.js';

it('calls a stream dead after a second, and a slow one after the pictures that it missed', () => {
  const pace = (intervalMs: number): number => {
    const one = new PicturePace();
    for (let at = 0; at < 20 * intervalMs; at += intervalMs) one.take(at);
    return one.staleAfterMs;
  };
  expect(pace(33)).toBe(1000);
  expect(pace(1000)).toBe(2500);
  expect(pace(10_000)).toBe(5000);
  expect(new PicturePace().staleAfterMs).toBe(1000);
});
