import type { Map as MapLibreMap } from 'maplibre-gl';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Pace, restAfter } from './pace.js';

describe('rest after a picture', () => {
  it('is none where pictures are cheap, and grows with their cost up to a bound', () => {
    expect([8, 34].map(restAfter)).toEqual([0, 0]);
    expect(restAfter(134)).toBe(200);
    expect(restAfter(5000)).toBe(700);
  });
});

describe('a map', () => {
  const frames: ((now: number) => void)[] = [];
  let listeners: (() => void)[] = [];
  let drawn = 0;
  const map = {
    style: {},
    once: (_name: string, listener: () => void) => listeners.push(listener),
    triggerRepaint: () => {
      drawn += 1;
    },
  } as unknown as MapLibreMap;
  /** The picture is on the screen so many milliseconds after it was asked for. */
  const shown = (ms: number) => {
    vi.advanceTimersByTime(ms);
    for (const listener of listeners.splice(0)) listener();
    for (const frame of frames.splice(0)) frame(performance.now());
  };

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('requestAnimationFrame', (frame: (now: number) => void) => frames.push(frame));
    listeners = [];
    drawn = 0;
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is not drawn again before its last picture is there', () => {
    const pace = new Pace(map);
    pace.draw();
    pace.draw();
    expect(drawn).toBe(1);
    shown(16);
    pace.draw();
    expect(drawn).toBe(2);
  });

  it('that is slow rests, and is then drawn again', () => {
    const pace = new Pace(map);
    pace.draw();
    shown(234);
    pace.draw();
    expect(drawn).toBe(1);
    vi.advanceTimersByTime(400);
    pace.draw();
    expect(drawn).toBe(2);
  });
});
