export const FIRST_DELAY_MS = 500;
export const LAST_DELAY_MS = 30_000;

/**
 * Full-jitter back-off: a random time up to a bound that doubles with each failure, from 0.5 to 30 s, so that many gateways
 * do not call again all at once. @param random 0 to 1
 */
export function backOffMs(failures: number, random: number): number {
  const bound = Math.min(LAST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(failures, 16));
  return Math.max(50, bound * random);
}
