/** The agency's legal time zone. Decisions get the date; only here is it worked out, by the tables that Node brings. */
import { refuse } from '../platform/index.js';

const MOST_FORMATS = 1000;
/** By zone. The first one of a process takes a tenth of a second and more, so it is made before anybody waits for it. */
const formats = new Map([['UTC', formatOf('UTC')]]);

/** The ISO date at a moment in an IANA time zone; null is UTC. Throws RangeError for a name that is none. */
export function dateIn(utcMs: number, timeZone: string | null): string {
  const zone = timeZone ?? 'UTC';
  const format = formats.get(zone) ?? formatOf(zone);
  if (formats.size >= MOST_FORMATS) formats.clear();
  formats.set(zone, format);
  const parts = Object.fromEntries(format.formatToParts(utcMs).map(({ type, value }) => [type, value]));
  return `${parts['year']}-${parts['month']}-${parts['day']}`;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const numeric = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  return new Intl.DateTimeFormat('en', { ...numeric, timeZone, calendar: 'iso8601' });
}

/** Refuses a name that is no IANA time zone. */
export function requireTimeZone(timeZone: string | null): void {
  if (timeZone === null) return;
  try {
    dateIn(0, timeZone);
  } catch {
    const remedy = 'give an IANA name such as America/Los_Angeles, or leave it empty for UTC';
    throw refuse('bad_request', `There is no time zone "${timeZone}"; ${remedy}.`, 'time_zone');
  }
}
