/**
 * Room for the short-lived objects of decisions, and when it is swept. A decision over a thousand aircraft leaves 7 MB behind at once,
 * half of them alive until it is sent: a sweep in its midst copies these and takes longer than the decision. With room for several
 * decisions, and a sweep after each while nobody waits and hardly anything is left alive, none falls into one.
 */
import { setFlagsFromString } from 'node:v8';
import type { ResourceLimits } from 'node:worker_threads';

/** V8 takes a third of it for each of its two halves. */
const YOUNG_MB = 128;
const AT_LEAST_FROM_THE_START_MB = 32;

/**
 * Limits for a thread that makes decisions; to be asked for right before it is started. The server's own flag (see `NODE_FLAGS`) would
 * overrule them, so it is lifted; the heap of the thread that calls this was laid out long before and keeps its size.
 */
export function decisionRoom(): ResourceLimits {
  setFlagsFromString('--max-semi-space-size=0');
  setFlagsFromString(`--min-semi-space-size=${AT_LEAST_FROM_THE_START_MB}`);
  setFlagsFromString('--expose-gc');
  return { maxYoungGenerationSizeMb: YOUNG_MB };
}

/** Sweeps the young objects of this thread, where it was started with `decisionRoom`; takes some milliseconds after a decision over a thousand aircraft. */
export function sweepYoung(): void {
  globalThis.gc?.({ type: 'minor' });
}
