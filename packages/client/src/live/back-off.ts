const FIRST_MS = 500;
const MOST_MS = 30_000;

/**
 * How long to wait before attempt `attempt` (from 0): a random share of a time that doubles from 0.5 s to 30 s, so that a
 * thousand consoles that lost the same server do not come back in one moment ("full jitter"). `random` is 0 to 1. Pure.
 */
export function backOffMs(attempt: number, random: number): number {
  return random * Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
}
