import { performance } from 'node:perf_hooks';
import type { Clock } from './clock.js';
import { derivedTimerMethods } from './clock.js';

/** The machine's own time. `utcMs` follows a clock that is set while we run; `monotonicMs` does not. */
export function systemClock(): Clock {
  const setTimer: Clock['setTimeout'] = (fn, ms) => {
    const handle = setTimeout(fn, ms);
    return { cancel: () => clearTimeout(handle) };
  };
  return {
    utcMs: () => Date.now(),
    monotonicMs: () => performance.now(),
    setTimeout: setTimer,
    setInterval: (fn, ms) => {
      const handle = setInterval(fn, ms);
      return { cancel: () => clearInterval(handle) };
    },
    ...derivedTimerMethods(setTimer),
  };
}
