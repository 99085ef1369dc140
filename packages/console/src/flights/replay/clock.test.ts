import { describe, expect, it } from 'vitest';
import { advance, hold, newClock, seek, setSpeed, showPicture, toggle, widen } from './clock.js';

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
  it('stays where it is when the axis grows', () => {
    const playing = toggle(seek(clock, 3000));
    expect(widen(playing, 500, 20_000)).toEqual({ ...playing, startMs: 500, endMs: 20_000 });
    expect(widen(playing, 4000, 20_000).atMs).toBe(4000);
  });
  it('waits for pictures, and goes with them while it plays', () => {
    const playing = toggle(seek(setSpeed(clock, 1), 3000));
    expect(advance(hold(playing, true), 100).atMs).toBe(3000);
    expect(advance(hold(hold(playing, true), false), 100).atMs).toBe(3100);
    expect(showPicture(playing, 3033.4).atMs).toBe(3033.4);
    expect(showPicture(playing, 9000).atMs).toBe(3000);
    expect(showPicture(toggle(playing), 3033).atMs).toBe(3000);
  });
});
