import type { Flight, FlightLimits, LimitsRequest } from '@outrider/schema';
import { describeLimits } from '@outrider/core/command';
import { loadPolicy } from '../policy/store.js';
import { found, refuse } from '../platform/index.js';
import type { AgencyTransaction, Principal } from '../platform/index.js';
import { findFlight, saveFlight } from './store.js';
import { tellFlight } from './tell.js';

export interface LimitsSet {
  flight: Flight;
  /** To be told to the gateway before this is committed. */
  message: LimitsRequest;
}

/**
 * The RPIC sets the limits within which others fly this flight; null takes them away. Throws where the caller is not its RPIC,
 * the flight is not under way, or the limits contradict each other.
 */
export async function setLimits(
  tx: AgencyTransaction,
  id: string,
  limits: FlightLimits | null,
  caller: Principal,
): Promise<LimitsSet> {
  const flight = found(await findFlight(tx, id, true), 'flight');
  if (flight.rpic_user_id === null || flight.ended_at_utc_ms !== null) {
    throw refuse('flight_state', `Flight ${flight.number} is ${flight.state}; limits are set for a flight under way.`);
  }
  if (flight.rpic_user_id !== caller.id) {
    throw refuse('not_the_rpic', `${flight.rpic_name ?? 'Another'} is RPIC of flight ${flight.number}.`);
  }
  requirePossible(limits);
  const limited: Flight = { ...flight, limits };
  await saveFlight(tx, limited);
  const { units } = await loadPolicy(tx);
  const words = limits ? describeLimits(limits, units) : [];
  const text =
    words.length === 0 ? `${caller.name} took the limits for others away` : `Limits for others: ${words.join(', ')}`;
  tellFlight(tx, limited, 'limits', text, caller.name, { limits });
  const { aircraft_id } = flight;
  return { flight: limited, message: { flight_id: id, agency_id: tx.agencyId, aircraft_id, limits } };
}

function requirePossible(limits: FlightLimits | null): void {
  const least = limits?.min_height_above_takeoff_m ?? null;
  const most = limits?.max_height_above_takeoff_m ?? null;
  if (least !== null && most !== null && least >= most) {
    const message = `The least height, ${least} m, is not below the greatest, ${most} m.`;
    throw refuse('bad_request', message, 'limits.min_height_above_takeoff_m');
  }
}
