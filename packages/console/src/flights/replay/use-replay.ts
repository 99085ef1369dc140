import { useEffect, useRef, useState } from 'react';
import type { ReplayClock } from './clock.js';
import { advance, newClock, seek, widen } from './clock.js';

/** A replay clock that runs with the screen while it plays; it first stands at `firstMs`. */
export function useReplay(
  startMs: number,
  endMs: number,
  firstMs: number,
): [ReplayClock, (change: (clock: ReplayClock) => ReplayClock) => void] {
  const [clock, setClock] = useState(() => seek(newClock(startMs, endMs), firstMs));
  const last = useRef(0);
  const { playing } = clock;
  useEffect(() => setClock((present) => widen(present, startMs, endMs)), [startMs, endMs]);
  useEffect(() => {
    if (!playing) return;
    let frame = 0;
    last.current = performance.now();
    const step = (now: number) => {
      const elapsed = now - last.current;
      last.current = now;
      setClock((present) => advance(present, elapsed));
      frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [playing]);
  return [clock, setClock];
}
