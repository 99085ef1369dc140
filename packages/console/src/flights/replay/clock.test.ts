import { describe, expect, it } from 'vitest';
import { advance, newClock, seek, setSpeed, toggle } from './clock.js';

describe('replay clock', () => {
  const clock = newClock(1000, 11_000);
  it('stands still until it plays', () => {
    expect(advance(clock, 5000)).toBe(clock);
  });
  it('runs at its speed and stops at the end', () => {
    const playing = toggle(setSpeed(clock, 10));
    expect(advance(playing, 100).atMs).toBe(2000);
    expect(advance(playing, 60_000)).toMatchObject({ atMs: 11_000, playing: false });
  });
  it('starts again from the beginning once it has ended', () => {
    expect(toggle(seek(clock, 11_000))).toMatchObject({ atMs: 1000, playing: true });
  });
  it('never leaves the flight', () => {
    expect(seek(clock, -5).atMs).toBe(1000);
    expect(seek(clock, 1e9).atMs).toBe(11_000);
    expect(newClock(5, 1).endMs).toBe(5);
  });
  it('does not run backwards', () => {
    expect(advance(toggle(clock), -100).atMs).toBe(1000);
  });
});
