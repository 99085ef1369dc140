/** Moments as a court reads them: UTC, and beside it the legal time of the agency where it is set. */
const two = (utcMs: number): string => new Date(utcMs).toISOString();

/** 2026-11-28 12:00:01 UTC */
export const utc = (utcMs: number | null): string =>
  utcMs === null ? 'unknown' : `${two(utcMs).slice(0, 10)} ${two(utcMs).slice(11, 19)} UTC`;
/** 12:00:01.123 */
export const clock = (utcMs: number): string => two(utcMs).slice(11, 23);
export const day = (utcMs: number): string => two(utcMs).slice(0, 10);

/** UTC with the legal time in brackets. */
export function both(utcMs: number | null, timeZone: string | null): string {
  if (utcMs === null || timeZone === null) return utc(utcMs);
  const local = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'medium', timeStyle: 'long' }).format(utcMs);
  return `${utc(utcMs)} (${local})`;
}

/** 1 h 02 min 03 s */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = `${seconds % 60} s`;
  if (hours > 0) return `${hours} h ${String(minutes).padStart(2, '0')} min ${rest}`;
  return minutes > 0 ? `${minutes} min ${rest}` : rest;
}
