import type { Flight, FlightAcceptance, StartFlight } from '@outrider/schema';
import { tellAircraft } from '../aircraft/store.js';
import type { Decider } from '../dispatch/decide.js';
import { findIncident } from '../incidents/store.js';
import { found, refuse } from '../platform/index.js';
import type { AgencyTransaction } from '../platform/index.js';
import { openJournals } from './journal/cursors.js';
import { requireAcceptable } from './refusals.js';
import { startMessage } from './start-message.js';
import { candidateOf } from './request.js';
import { addSearchWords, findFlight, saveFlight } from './store.js';
import { tellFlight } from './tell.js';

export interface Acceptance {
  flight: Flight;
  /** What to send to the gateway once this is committed; null when it was accepted before. */
  start: { gateway: string; message: StartFlight } | null;
}

/**
 * An RPIC takes a requested flight: everything is judged once more, now with this RPIC and a recorded reason where trust is
 * overridden, and the plan that is flown is the one of this moment. Throws with every reason against it.
 */
export async function acceptFlight(
  tx: AgencyTransaction,
  flightId: string,
  acceptance: FlightAcceptance,
  caller: { id: string; name: string },
  decider: Decider,
): Promise<Acceptance> {
  const flight = found(await findFlight(tx, flightId, true), 'flight');
  if (flight.rpic_user_id === caller.id && flight.state !== 'requested') return { flight, start: null };
  if (flight.state !== 'requested') throw refuse('flight_state', `Flight ${flight.number} is ${flight.state}.`, 'id');
  if (!flight.target) throw refuse('flight_state', `Flight ${flight.number} has no target.`, 'id');
  const incident = flight.incident_id ? await findIncident(tx, flight.incident_id) : null;
  const override = acceptance.override_reason?.trim() || null;
  const decision = await decider.decide(tx, {
    incident,
    purpose: flight.purpose,
    target: flight.target,
    waypoints: flight.waypoints,
    rpic_user_id: caller.id,
    trust_override_reason: override,
    must_route_aircraft_id: flight.aircraft_id,
    for_flight: flight,
  });
  const candidate = candidateOf(decision.candidates, flight.aircraft_id);
  requireAcceptable(candidate);
  const { gateway } = decider.vehicleOf(tx.agencyId, flight.aircraft_id);
  if (!candidate.route) throw refuse('dispatch_refused', `${flight.aircraft_name} has no route.`, 'id');
  const accepted: Flight = {
    ...flight,
    state: 'accepted',
    state_detail: 'Waiting for the gateway',
    decision_id: await decider.keep(tx, decision),
    rpic_user_id: caller.id,
    rpic_name: caller.name,
    plan: candidate.route,
    verdict: candidate.verdict,
    override_reason: override,
    visual_line_of_sight_confirmed: acceptance.visual_line_of_sight_confirmed ?? false,
    accepted_at_utc_ms: tx.nowUtcMs,
  };
  await saveFlight(tx, accepted);
  await addSearchWords(tx, accepted.id, caller.name);
  await openJournals(tx, accepted.id, gateway);
  tellFlight(tx, accepted, 'accepted', `Accepted by ${caller.name} as RPIC`, caller.name, acceptanceOf(accepted));
  await tellAircraft(tx, accepted.aircraft_id);
  const ground = decider.groundBelow(tx.agencyId, candidate.route.home);
  const message = startMessage(accepted, candidate.route, tx.agencyId, ground);
  return { flight: accepted, start: { gateway, message } };
}

/** What was accepted, as it stands in the flight's story for good: the flight itself goes on and may get another plan. */
function acceptanceOf(flight: Flight): Record<string, unknown> {
  const { decision_id, rpic_user_id, rpic_name, plan, verdict, override_reason, visual_line_of_sight_confirmed } =
    flight;
  const by = { rpic_user_id, rpic_name, visual_line_of_sight_confirmed };
  return { decision_id, ...by, plan, verdict, ...(override_reason === null ? {} : { override_reason }) };
}
