import type { ErrorCode, Flight } from '@outrider/schema';
import { ERRORS } from '@outrider/schema';
import type { Services } from '../services.js';
import type { Acceptance } from './accept.js';
import { endFlight } from './lifecycle.js';
import { findFlight } from './store.js';

/**
 * Hands an accepted flight to its gateway. A refusal ends the flight with its reason, on record, and is thrown on; a gateway that
 * does not answer ends it as well, since nobody can say then what it would do later: its message expires.
 */
export async function startOnGateway(
  services: Services,
  agencyId: string,
  { flight, start }: Acceptance,
): Promise<Flight> {
  if (!start) return flight;
  try {
    await services.gateways.request(start.gateway, 'start-flight', start.message, 5000);
    return flight;
  } catch (error) {
    const code = codeOf(error);
    const why = error instanceof Error ? error.message : String(error);
    await services.store.inAgency(agencyId, async (tx) => {
      const held = await findFlight(tx, flight.id, true);
      if (held?.state === 'accepted') await endFlight(tx, held, 'failed', why, null);
    });
    services.logger.warn({ flight_id: flight.id, code }, 'flights: the gateway did not take a flight');
    throw error;
  }
}

function codeOf(error: unknown): ErrorCode {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && code in ERRORS ? (code as ErrorCode) : 'internal';
}
