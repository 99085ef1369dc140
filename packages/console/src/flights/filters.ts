import type { FlightPurpose, FlightState } from '@outrider/schema';

/** With what every search for flights begins. */
export interface SearchedFor {
  q: string;
  /** Calendar days in the browser's own zone, both included. */
  from: string;
  to: string;
}

/** What is searched for, as the form holds it. */
export interface Filters extends SearchedFor {
  state: FlightState | '';
  purpose: FlightPurpose | '';
  area: [west: number, south: number, east: number, north: number] | null;
}
export const NO_FILTERS: Filters = { q: '', state: '', purpose: '', from: '', to: '', area: null };

const dayStart = (day: string): number => new Date(`${day}T00:00:00`).getTime();

/** A day on which the clock is set has 23 or 25 hours. */
function dayEnd(day: string): number {
  const next = new Date(`${day}T00:00:00`);
  next.setDate(next.getDate() + 1);
  return next.getTime() - 1;
}

/** The part of a query for words and days; what is not set is left out. */
export function wordsAndDays({ q, from, to }: SearchedFor) {
  return {
    ...(q.trim() ? { q: q.trim() } : {}),
    ...(from ? { from_utc_ms: dayStart(from) } : {}),
    ...(to ? { to_utc_ms: dayEnd(to) } : {}),
  };
}

/** The query of a search; fields that are not set are left out. */
export function queryOf(filters: Filters, cursor: string | undefined) {
  const { state, purpose, area } = filters;
  return {
    limit: 50,
    ...(cursor ? { cursor } : {}),
    ...wordsAndDays(filters),
    ...(state ? { state } : {}),
    ...(purpose ? { purpose } : {}),
    ...(area ? { west: area[0], south: area[1], east: area[2], north: area[3] } : {}),
  };
}
