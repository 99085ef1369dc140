/** A pending timer. Only the clock that made it can clear it. */
export interface Timer {
  /** Stops the timer; harmless when it has already fired. */
  cancel(): void;
}

/**
 * Time as an argument: every process gets one clock at its start and nobody reads the machine's time directly.
 * Leases, timeouts and the ladder use `monotonicMs`; records use `utcMs`.
 */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC; may be scaled, may step when the machine's clock is set. */
  utcMs(): number;
  /** Milliseconds since an arbitrary start, never going back, not comparable between processes. */
  monotonicMs(): number;
  /** Calls `fn` once after `ms` of this clock's time. */
  setTimeout(fn: () => void, ms: number): Timer;
  /** Calls `fn` every `ms` of this clock's time. */
  setInterval(fn: () => void, ms: number): Timer;
  /** Cancels a timer; accepts a missing one, so that callers need no check. */
  clear(timer: Timer | null | undefined): void;
  /** Resolves after `ms` of this clock's time. */
  sleep(ms: number): Promise<void>;
}

/** The parts of a clock that follow from its `setTimeout`. */
export function derivedTimerMethods(setTimer: (fn: () => void, ms: number) => Timer): Pick<Clock, 'clear' | 'sleep'> {
  return {
    clear: (timer) => timer?.cancel(),
    sleep: (ms) => new Promise((resolve) => setTimer(resolve, ms)),
  };
}
