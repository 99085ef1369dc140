import { ApiError, unwrap } from '@outrider/client';
import { uuidv7 } from '@outrider/runtime';
import type { DispatchDecision, Flight, FlightState, Incident } from '@outrider/schema';
import { FLIGHT_STATES } from '@outrider/schema';
import type { Person } from './person.js';
import { until } from './until.js';

/** A call at an address of the demo town. */
export async function enterIncident(dispatcher: Person, address = '418 Alder St'): Promise<Incident> {
  const { items } = await unwrap(dispatcher.api.GET('/api/v1/addresses', { params: { query: { q: address } } }));
  const [match] = items;
  if (!match) throw new Error(`the register has no ${address}`);
  const { latitude_deg, longitude_deg, uncertainty_m, label } = match;
  const location = { latitude_deg, longitude_deg, uncertainty_m, address: label };
  const body = { type: 'Structure fire', priority: 1 as const, location, narrative: 'Smoke from the roof' };
  return unwrap(dispatcher.api.POST('/api/v1/incidents', { body })) as Promise<Incident>;
}

export function decide(dispatcher: Person, incident: Incident): Promise<DispatchDecision> {
  const path = { id: incident.id };
  return unwrap(
    dispatcher.api.POST('/api/v1/incidents/{id}/decision', { params: { path } }),
  ) as Promise<DispatchDecision>;
}

/** Requests the aircraft that the decision puts first, once one can go: right after the start links are still being read. */
export async function requestBest(dispatcher: Person, incident: Incident): Promise<Flight> {
  const { decision, best } = await until(
    'an aircraft that can go',
    async () => {
      const decision = await decide(dispatcher, incident);
      const best = decision.candidates.find((candidate) => candidate.rank === 1 && candidate.can_go);
      return best && { decision, best };
    },
    30_000,
  );
  const body = {
    flight_id: uuidv7(Date.now()),
    aircraft_id: best.aircraft_id,
    purpose: 'incident' as const,
    incident_id: incident.id,
    decision_id: decision.id,
  };
  return unwrap(dispatcher.api.POST('/api/v1/flights', { body })) as Promise<Flight>;
}

export function accept(rpic: Person, flight: Flight): Promise<Flight> {
  const params = { path: { id: flight.id } };
  return unwrap(rpic.api.POST('/api/v1/flights/{id}/accept', { params, body: {} })) as Promise<Flight>;
}

const ENDED: ReadonlySet<FlightState> = new Set(['declined', 'cancelled', 'failed', 'lost']);

/** Waits until a flight is in a state or past it. Throws with its reason as soon as it can never get there. */
export function reaches(person: Person, flight: Flight, state: FlightState, withinMs: number): Promise<Flight> {
  const wanted = FLIGHT_STATES.indexOf(state);
  return until(
    `flight ${flight.number} is ${state}`,
    async () => {
      const now = await person.flight(flight.id);
      if (ENDED.has(now.state))
        throw new Error(`flight ${now.number} is ${now.state}: ${now.state_detail ?? 'no reason'}`);
      return FLIGHT_STATES.indexOf(now.state) >= wanted && now;
    },
    withinMs,
  );
}

/** On a busy machine at several times the speed, links look lost for a moment; who sees that waits and accepts then. */
export function acceptWhenReady(rpic: Person, flight: Flight): Promise<Flight> {
  const attempt = async (): Promise<Flight | null> => {
    try {
      return await accept(rpic, flight);
    } catch (error) {
      if (error instanceof ApiError && ['not_ready', 'dispatch_refused'].includes(error.code)) return null;
      throw error;
    }
  };
  return until(`flight ${flight.number} is accepted`, attempt, 20_000);
}

/** A flight on its way to an incident. */
export async function fly(
  dispatcher: Person,
  rpic: Person,
  address?: string,
): Promise<{ incident: Incident; flight: Flight }> {
  const incident = await enterIncident(dispatcher, address);
  const flight = await requestBest(dispatcher, incident);
  return { incident, flight: await acceptWhenReady(rpic, flight) };
}
