import type { Flight } from '@outrider/schema';
import { loadCrew } from '../crew/store.js';
import { loadPolicy } from '../policy/store.js';
import { acceptFlight } from './accept.js';
import type { FlightServices } from './services.js';
import { startOnGateway } from './start.js';
import { findFlight } from './store.js';

/**
 * Accepts a request for the RPIC who is longest on duty and free, where the agency's authority on file allows it. Anything that
 * speaks against it leaves the request open for a person, who is then told the reason.
 */
export async function acceptByAuthority(services: FlightServices, agencyId: string, flight: Flight): Promise<Flight> {
  if (flight.state !== 'requested') return flight;
  const { store, decider, logger } = services;
  try {
    const acceptance = await store.inAgency(agencyId, async (tx) => {
      const authority = (await loadPolicy(tx)).automatic_acceptance_authority;
      if (authority === null) return null;
      const free = (await loadCrew(tx)).filter(
        (member) =>
          member.on_duty && member.current && member.roles.includes('rpic') && member.flying_aircraft_ids.length === 0,
      );
      const rpic = free.toSorted((a, b) => (a.on_duty_since_utc_ms ?? 0) - (b.on_duty_since_utc_ms ?? 0))[0];
      return rpic ? acceptFlight(tx, flight.id, {}, { id: rpic.user_id, name: rpic.display_name }, decider) : null;
    });
    return acceptance ? await startOnGateway(services, agencyId, acceptance) : flight;
  } catch (error) {
    logger.info({ error, flight_id: flight.id }, 'flights: not accepted automatically');
    return (await store.inAgency(agencyId, (tx) => findFlight(tx, flight.id))) ?? flight;
  }
}
