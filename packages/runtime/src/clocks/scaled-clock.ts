import { performance } from 'node:perf_hooks';
import type { Clock } from './clock.js';
import { derivedTimerMethods } from './clock.js';

export interface ScaledClockOptions {
  /** How many seconds pass on this clock in one second of the machine; 1 is machine time. */
  speed: number;
  /** Machine time at which scaled time and machine time are equal. Processes given the same value agree. Default: now. */
  epochUtcMs?: number;
}

/** A clock whose time runs `speed` times as fast as the machine's. Timers shorten accordingly. */
export function scaledClock({ speed, epochUtcMs }: ScaledClockOptions): Clock {
  if (!Number.isFinite(speed) || speed <= 0) throw new RangeError(`clock speed must be above 0, got ${speed}`);
  // timeOrigin + now() has a resolution below 1 ms, which matters after multiplication by the speed.
  const machineUtcMs = performance.timeOrigin + performance.now();
  const epochMs = epochUtcMs ?? machineUtcMs;
  const startMonotonicMs = performance.now();
  const startUtcMs = epochMs + (machineUtcMs - epochMs) * speed;
  const monotonicMs = (): number => (performance.now() - startMonotonicMs) * speed;
  const setTimer: Clock['setTimeout'] = (fn, ms) => {
    const handle = setTimeout(fn, ms / speed);
    return { cancel: () => clearTimeout(handle) };
  };
  return {
    utcMs: () => Math.round(startUtcMs + monotonicMs()),
    monotonicMs,
    setTimeout: setTimer,
    setInterval: (fn, ms) => {
      const handle = setInterval(fn, ms / speed);
      return { cancel: () => clearInterval(handle) };
    },
    ...derivedTimerMethods(setTimer),
  };
}
