import type { Clock, Timer } from './clock.js';
import { derivedTimerMethods } from './clock.js';

/** A clock that stands still until it is told to go on. Same calls in, same order of callbacks out. */
export interface VirtualClock extends Clock {
  /** Moves time forward by `ms`, running each due timer at its own time; ties run in the order they were set. */
  advance(ms: number): void;
  /** As `advance`, but lets promises settle after each timer, for code that awaits between timers. */
  advanceAsync(ms: number): Promise<void>;
  /** How many timers wait. */
  readonly pendingTimers: number;
}

interface Pending {
  dueMs: number;
  order: number;
  intervalMs: number | null;
  fn: () => void;
}

// One turn of the event loop drains every promise chain that does not wait for I/O.
const settlePromises = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** @param startUtcMs where UTC starts; monotonic time starts at 0. */
export function virtualClock(startUtcMs = Date.UTC(2026, 0, 1)): VirtualClock {
  const pending = new Set<Pending>();
  let nowMs = 0;
  let nextOrder = 0;

  function add(fn: () => void, ms: number, intervalMs: number | null): Timer {
    const entry: Pending = { dueMs: nowMs + Math.max(0, ms), order: nextOrder++, intervalMs, fn };
    pending.add(entry);
    return { cancel: () => pending.delete(entry) };
  }

  function earliestDue(limitMs: number): Pending | null {
    let first: Pending | null = null;
    for (const entry of pending) {
      if (entry.dueMs > limitMs) continue;
      if (!first || entry.dueMs < first.dueMs || (entry.dueMs === first.dueMs && entry.order < first.order))
        first = entry;
    }
    return first;
  }

  function runNext(limitMs: number): boolean {
    const entry = earliestDue(limitMs);
    if (!entry) return false;
    nowMs = entry.dueMs;
    if (entry.intervalMs === null) {
      pending.delete(entry);
    } else {
      entry.dueMs += entry.intervalMs;
      entry.order = nextOrder++;
    }
    entry.fn();
    return true;
  }

  const setTimer: Clock['setTimeout'] = (fn, ms) => add(fn, ms, null);
  return {
    utcMs: () => startUtcMs + nowMs,
    monotonicMs: () => nowMs,
    setTimeout: setTimer,
    // A zero interval would never let `advance` end.
    setInterval: (fn, ms) => add(fn, Math.max(1, ms), Math.max(1, ms)),
    ...derivedTimerMethods(setTimer),
    advance(ms) {
      const limitMs = nowMs + ms;
      while (runNext(limitMs));
      nowMs = limitMs;
    },
    async advanceAsync(ms) {
      const limitMs = nowMs + ms;
      await settlePromises();
      while (runNext(limitMs)) await settlePromises();
      nowMs = limitMs;
      await settlePromises();
    },
    get pendingTimers() {
      return pending.size;
    },
  };
}
