import { judgeCrew } from '@outrider/core/crew';
import type { Flight } from '@outrider/schema';
import { loadCrew } from '../crew/store.js';
import { found, refuse } from '../platform/index.js';
import type { AgencyTransaction, Principal } from '../platform/index.js';
import { loadPolicy } from '../policy/store.js';
import { dateIn } from '../policy/time-zone.js';
import { addSearchWords, currentFlights, findFlight, saveFlight } from './store.js';
import { tellFlight } from './tell.js';

/**
 * Another RPIC takes the flight over and answers for it from now on. Judged as an acceptance is: on duty, current, and with no
 * more aircraft than may be flown at a time. Whoever is refused can still hold, return, land and STOP it.
 */
export async function takeOverFlight(tx: AgencyTransaction, id: string, caller: Principal): Promise<Flight> {
  const flight = found(await findFlight(tx, id, true), 'flight');
  if (flight.ended_at_utc_ms !== null || flight.state === 'requested') {
    throw refuse(
      'flight_state',
      `Flight ${flight.number} is ${flight.state}; only a flight under way has an RPIC to take over from.`,
      'id',
    );
  }
  if (flight.rpic_user_id === caller.id) return flight;
  await requireFreeHand(tx, flight, caller);
  const taken: Flight = { ...flight, rpic_user_id: caller.id, rpic_name: caller.name };
  await saveFlight(tx, taken);
  await addSearchWords(tx, id, caller.name);
  const text = `${caller.name} took over as RPIC from ${flight.rpic_name ?? 'nobody'}`;
  tellFlight(tx, taken, 'transferred', text, caller.name);
  return taken;
}

async function requireFreeHand(tx: AgencyTransaction, flight: Flight, caller: Principal): Promise<void> {
  const policy = await loadPolicy(tx);
  const finding = judgeCrew({
    crew: await loadCrew(tx),
    open_flights: await currentFlights(tx),
    policy,
    local_date: dateIn(tx.nowUtcMs, policy.time_zone),
    purpose: flight.purpose,
    rpic_user_id: caller.id,
    aircraft_id: flight.aircraft_id,
  });
  if (finding.able) return;
  const code = finding.code === 'papers' ? 'crew_not_current' : 'crew_limit';
  const remedy = 'Hold, return, land and STOP go without taking over.';
  throw refuse(code, `${finding.text}. ${finding.remedy ?? ''} ${remedy}`.replaceAll('  ', ' '), 'id');
}
