import type { Flight, FlightState } from '@outrider/schema';
import { FLIGHT_STATES } from '@outrider/schema';

/** Order in which a flight goes through its states; the others are ends that can come at any time. */
const COURSE: readonly FlightState[] = [
  'requested',
  'accepted',
  'preparing',
  'departing',
  'en_route',
  'on_scene',
  'returning',
  'landing',
  'landed',
];
const ENDS: ReadonlySet<FlightState> = new Set(['declined', 'cancelled', 'failed', 'lost']);
export const isEnded = ({ state, ended_at_utc_ms }: Flight): boolean =>
  ended_at_utc_ms !== null || state === 'landed' || ENDS.has(state);

/** @throws RangeError for a word that is no flight state */
export function stateOf(word: string): FlightState {
  const found = FLIGHT_STATES.find((state) => state === word);
  if (!found) throw new RangeError(`"${word}" is no flight state; there are ${FLIGHT_STATES.join(', ')}`);
  return found;
}

/** Has the flight come to a state, or passed it? The scene counts only if it was really reached. */
export function hasReached(flight: Flight, wanted: FlightState): boolean {
  if (flight.state === wanted) return true;
  if (wanted === 'on_scene') return flight.on_scene_at_utc_ms !== null;
  if (wanted === 'landed') return flight.landed_at_utc_ms !== null;
  if (ENDS.has(wanted) || ENDS.has(flight.state)) return false;
  return COURSE.indexOf(flight.state) > COURSE.indexOf(wanted);
}

/** Seconds from the request to a state that has its own time; null where it was not reached or has none. */
export function secondsTo(flight: Flight, state: FlightState): number | null {
  const at: Partial<Record<FlightState, number | null>> = {
    accepted: flight.accepted_at_utc_ms,
    departing: flight.took_off_at_utc_ms,
    on_scene: flight.on_scene_at_utc_ms,
    landed: flight.landed_at_utc_ms,
  };
  const reached = at[state] ?? null;
  return reached === null ? null : (reached - flight.requested_at_utc_ms) / 1000;
}
