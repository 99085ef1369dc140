import type { Candidate, Flight, FlightRequest, Incident, Point } from '@outrider/schema';
import { findAircraft, tellAircraft } from '../aircraft/store.js';
import type { Decider } from '../dispatch/decide.js';
import { tell as tellIncident } from '../incidents/enter.js';
import { findIncident, saveIncidents } from '../incidents/store.js';
import { takeNumbers } from '../platform/database/numbers.js';
import { found, refuse } from '../platform/index.js';
import type { AgencyTransaction, Principal } from '../platform/index.js';
import { requireRequestable } from './refusals.js';
import { findFlight, insertFlight } from './store.js';
import { tellFlight } from './tell.js';

/**
 * Writes a request for an aircraft down. The same id again returns the flight that it made. Throws with every reason when the
 * aircraft cannot go; crew and trust are settled when an RPIC accepts.
 */
export async function requestFlight(
  tx: AgencyTransaction,
  request: FlightRequest,
  caller: Principal,
  decider: Decider,
): Promise<Flight> {
  const known = await findFlight(tx, request.flight_id);
  if (known) return sameRequest(known, request);
  requirePurpose(request);
  const aircraft = await findAircraft(tx, request.aircraft_id);
  const incident = await incidentOf(tx, request);
  const target = targetOf(request, incident);
  const waypoints = request.waypoints?.slice(0, -1) ?? [];
  const asked = {
    incident,
    purpose: request.purpose,
    target,
    waypoints,
    rpic_user_id: null,
    trust_override_reason: null,
    must_route_aircraft_id: aircraft.id,
    for_flight: null,
  };
  const decision = await decider.decide(tx, asked);
  const candidate = candidateOf(decision.candidates, aircraft.id);
  requireRequestable(candidate);
  await refuseBusy(tx, aircraft.id, aircraft.name);
  const decisionId = request.decision_id ?? (await decider.keep(tx, decision));
  const [number = ''] = await takeNumbers(tx, 'flight', 1);
  const flight: Flight = {
    id: request.flight_id,
    number,
    aircraft_id: aircraft.id,
    aircraft_name: aircraft.name,
    incident_id: incident?.id ?? null,
    incident_number: incident?.number ?? null,
    decision_id: decisionId,
    purpose: request.purpose,
    state: 'requested',
    state_detail: null,
    target,
    waypoints,
    requested_by: caller.id,
    rpic_user_id: null,
    rpic_name: null,
    plan: candidate.route,
    verdict: candidate.verdict,
    override_reason: null,
    visual_line_of_sight_confirmed: false,
    simulated: decider.isSimulated(aircraft),
    requested_at_utc_ms: tx.nowUtcMs,
    accepted_at_utc_ms: null,
    took_off_at_utc_ms: null,
    on_scene_at_utc_ms: null,
    landed_at_utc_ms: null,
    ended_at_utc_ms: null,
    distance_m: null,
    max_height_above_takeoff_m: null,
    question: null,
    limits: null,
  };
  const words = [incident?.type, incident?.location.address, request.note].filter((word) => word != null).join(' ');
  await insertFlight(tx, { flight, note: request.note ?? null, words });
  if (incident) await assign(tx, incident, flight, caller.name);
  tellFlight(tx, flight, 'requested', `${flight.aircraft_name} requested by ${caller.name}`, caller.name, {
    decision_id: decisionId,
  });
  await tellAircraft(tx, aircraft.id);
  return flight;
}

/** Papers and crew limits hang on the purpose, so that nobody may call a flight to an incident a training. */
function requirePurpose({ purpose, incident_id }: FlightRequest): void {
  if ((purpose === 'incident') === (incident_id !== undefined)) return;
  const message =
    incident_id === undefined
      ? 'A flight for an incident names its incident_id; one without is a patrol, training or test.'
      : 'A flight to an incident has the purpose "incident".';
  throw refuse('bad_request', message, incident_id === undefined ? 'incident_id' : 'purpose');
}

export function candidateOf(candidates: readonly Candidate[], aircraftId: string): Candidate {
  const candidate = candidates.find((entry) => entry.aircraft_id === aircraftId);
  if (!candidate) throw refuse('not_found', 'There is no aircraft with this id.', 'aircraft_id');
  return candidate;
}

function sameRequest(known: Flight, request: FlightRequest): Flight {
  const same = known.aircraft_id === request.aircraft_id && known.incident_id === (request.incident_id ?? null);
  if (!same)
    throw refuse('conflict', 'This flight id was used for another request; make a new id for each.', 'flight_id');
  return known;
}

async function incidentOf(tx: AgencyTransaction, request: FlightRequest): Promise<Incident | null> {
  if (request.incident_id === undefined) return null;
  const incident = found(await findIncident(tx, request.incident_id, true), 'incident');
  if (incident.state === 'closed')
    throw refuse('flight_state', `Incident ${incident.number} is closed.`, 'incident_id');
  return incident;
}

function targetOf(request: FlightRequest, incident: Incident | null): Point {
  if (incident) return { latitude_deg: incident.location.latitude_deg, longitude_deg: incident.location.longitude_deg };
  const target = request.target ?? request.waypoints?.at(-1);
  if (!target) throw refuse('bad_request', 'A flight needs an incident, a target or waypoints.', 'target');
  return target;
}

/** The unique index would refuse as well; this says why. */
async function refuseBusy(tx: AgencyTransaction, aircraftId: string, name: string): Promise<void> {
  const open = await tx.sql
    .selectFrom('flights')
    .select('number')
    .where('aircraft_id', '=', aircraftId)
    .where('ended_at_utc_ms', 'is', null)
    .where('purpose', '<>', 'replay')
    .executeTakeFirst();
  if (open) throw refuse('aircraft_busy', `${name} is on flight ${open.number}.`, 'aircraft_id');
}

async function assign(tx: AgencyTransaction, incident: Incident, flight: Flight, actor: string): Promise<void> {
  const assigned: Incident = {
    ...incident,
    state: 'assigned',
    updated_at_utc_ms: tx.nowUtcMs,
    flight_ids: [...incident.flight_ids, flight.id],
  };
  await saveIncidents(tx, [assigned]);
  tellIncident(tx, assigned, 'assigned', actor);
}
