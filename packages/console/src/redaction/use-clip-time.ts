import { useEffect, useRef, useState } from 'react';

const FASTEST = 8;
const BACK_EVERY_MS = 120;

/** Where the clip is, and the ways through it: by seeking, and played forwards or back at several speeds. */
export function useClipTime(lengthMs: number) {
  const [time, setTime] = useState({ ms: 0, durationMs: lengthMs });
  // Negative: back in time, which no player can do by itself.
  const [speed, setSpeed] = useState(0);
  const video = useRef<HTMLVideoElement>(null);
  const tell = (ms: number, durationMs: number): void =>
    setTime((before) => ({ ms, durationMs: Number.isFinite(durationMs) ? durationMs : before.durationMs }));
  const seek = (ms: number): void => {
    const at = Math.min(time.durationMs, Math.max(0, ms));
    if (video.current) video.current.currentTime = at / 1000;
    tell(at, time.durationMs);
  };
  const run = (wanted: number): void => {
    const { current } = video;
    setSpeed(wanted);
    if (!current) return;
    if (wanted <= 0) return current.pause();
    current.playbackRate = wanted;
    void current.play().catch(() => setSpeed(0));
  };
  /** Faster each time that it is asked for again, as with the keys of a cutting table. */
  const shuttle = (direction: 1 | -1): void =>
    run(Math.sign(speed) === direction ? direction * Math.min(FASTEST, Math.abs(speed) * 2) : direction);
  useEffect(() => {
    if (speed >= 0) return;
    const timer = setInterval(() => {
      const { current } = video;
      if (!current) return;
      if (current.currentTime <= 0) setSpeed(0);
      else if (!current.seeking)
        current.currentTime = Math.max(0, current.currentTime + (speed * BACK_EVERY_MS) / 1000);
    }, BACK_EVERY_MS);
    return () => clearInterval(timer);
  }, [speed]);
  const stop = (): void => run(0);
  return { video, time, tell, seek, speed, shuttle, stop, play: () => run(speed === 0 ? 1 : 0) };
}
