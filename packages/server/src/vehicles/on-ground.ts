import type { Aircraft } from '@outrider/schema';
import { refuse } from '../platform/index.js';
import type { Services } from '../services.js';

const FLYING: ReadonlySet<string> = new Set(['taking_off', 'airborne', 'landing']);
/** After so long without a word a gateway gives an aircraft up as lost; what it said last counts no more then. */
const LOST_AFTER_MS = 30 * 60_000;

/** Whose a link is does not change in flight. Throws aircraft_busy. */
export function requireOnGround({ vehicles, clock }: Services, aircraft: Aircraft, field = 'aircraft_id'): void {
  const sample = vehicles.sampleOf(aircraft.id);
  const flying = sample !== null && FLYING.has(sample.phase) && clock.utcMs() - sample.utc_ms < LOST_AFTER_MS;
  if (aircraft.flight_id === null && !flying) return;
  throw refuse('aircraft_busy', `${aircraft.name} is in the air or on a flight.`, field);
}
