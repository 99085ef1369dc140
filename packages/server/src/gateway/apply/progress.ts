import type { Flight, FlightState } from '@outrider/schema';
import type { EventOf } from './context.js';

const ENDED: ReadonlySet<FlightState> = new Set(['declined', 'cancelled', 'landed', 'failed', 'lost']);

const FLIES: ReadonlySet<EventOf<'flight'>['state']> = new Set(['airborne', 'en_route', 'on_scene']);
const ENDED_ON_THE_BOOKS_ONLY: ReadonlySet<FlightState> = new Set(['cancelled', 'failed']);

/** It was called off here, and is seen to fly all the same: the books have to follow. Pure. */
export const fliesThoughEnded = (flight: Flight, event: EventOf<'flight'>): boolean =>
  ENDED_ON_THE_BOOKS_ONLY.has(flight.state) && FLIES.has(event.state);

/** The flight under way again. Pure. */
export const reopened = (flight: Flight): Flight => ({ ...flight, state: 'departing', ended_at_utc_ms: null });

/**
 * A flight after a gateway's report. Times are those of the report; the first take-off and the first arrival count. A flight
 * that has ended on the books takes no further state, but still learns how far it went. Pure.
 */
export function progressOf(flight: Flight, event: EventOf<'flight'>): Flight {
  const at = Math.round(event.utc_ms);
  const measured: Flight = {
    ...flight,
    distance_m: event.distance_m ?? flight.distance_m,
    max_height_above_takeoff_m: event.max_height_above_takeoff_m ?? flight.max_height_above_takeoff_m,
  };
  if (ENDED.has(flight.state)) return measured;
  const next: Flight = { ...measured, state: stateAfter(flight, event.state), state_detail: event.detail };
  const flew = event.state !== 'preparing' && event.state !== 'departing' && event.state !== 'failed';
  if (flew && next.took_off_at_utc_ms === null) next.took_off_at_utc_ms = at;
  if (event.state === 'on_scene' && next.on_scene_at_utc_ms === null) next.on_scene_at_utc_ms = at;
  if (event.state === 'landed') next.landed_at_utc_ms = at;
  if (ENDED.has(next.state)) {
    next.ended_at_utc_ms = at;
    next.question = null;
  }
  return next;
}

/** "airborne" is an observation: a planned flight is still departing until its first leg, any other is under way. */
function stateAfter(flight: Flight, reported: EventOf<'flight'>['state']): FlightState {
  if (reported !== 'airborne') return reported;
  return flight.plan === null ? 'en_route' : 'departing';
}
