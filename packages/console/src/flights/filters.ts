import type { FlightPurpose, FlightState } from '@outrider/schema';

/** What is searched for, as the form holds it. */
export interface Filters {
  q: string;
  state: FlightState | '';
  purpose: FlightPurpose | '';
  /** Calendar days in the browser's own zone, both included. */
  from: string;
  to: string;
  area: [west: number, south: number, east: number, north: number] | null;
}
export const NO_FILTERS: Filters = { q: '', state: '', purpose: '', from: '', to: '', area: null };

const dayStart = (day: string): number => new Date(`${day}T00:00:00`).getTime();
const DAY_MS = 86_400_000;

/** The query of a search; fields that are not set are left out. */
export function queryOf(filters: Filters, cursor: string | undefined) {
  const { q, state, purpose, from, to, area } = filters;
  return {
    limit: 50,
    ...(cursor ? { cursor } : {}),
    ...(q.trim() ? { q: q.trim() } : {}),
    ...(state ? { state } : {}),
    ...(purpose ? { purpose } : {}),
    ...(from ? { from_utc_ms: dayStart(from) } : {}),
    ...(to ? { to_utc_ms: dayStart(to) + DAY_MS - 1 } : {}),
    ...(area ? { west: area[0], south: area[1], east: area[2], north: area[3] } : {}),
  };
}
