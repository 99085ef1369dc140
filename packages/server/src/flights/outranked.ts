import { questionForOutranked } from '@outrider/core/incident';
import { distance } from '@outrider/core/geo';
import type { DispatchDecision, Flight, FlightState, Incident } from '@outrider/schema';
import { findIncident } from '../incidents/store.js';
import type { AgencyTransaction } from '../platform/index.js';
import { ask } from './questions.js';
import { currentFlights } from './store.js';

const CAN_DIVERT: ReadonlySet<FlightState> = new Set<FlightState>(['en_route', 'on_scene']);

/**
 * When no aircraft can go to an incident, the RPIC of the nearest flight that serves a less urgent one is asked to divert. Nothing
 * happens where that RPIC is being asked something already, or where the incident has a flight.
 */
export async function askAboutOutranking(
  tx: AgencyTransaction,
  urgent: Incident,
  decision: DispatchDecision,
): Promise<void> {
  if (urgent.state !== 'open' || decision.candidates.some((candidate) => candidate.can_go)) return;
  const flights = (await currentFlights(tx)).filter(
    (flight) => CAN_DIVERT.has(flight.state) && flight.question === null && flight.target,
  );
  const outranked: { flight: Flight; incident: Incident | null; away_m: number }[] = [];
  for (const flight of flights) {
    const incident = flight.incident_id ? await findIncident(tx, flight.incident_id) : null;
    if (incident && incident.priority <= urgent.priority) continue;
    outranked.push({ flight, incident, away_m: flight.target ? distance(flight.target, urgent.location) : Infinity });
  }
  const nearest = outranked.toSorted((a, b) => a.away_m - b.away_m || (a.flight.id < b.flight.id ? -1 : 1))[0];
  if (nearest) await ask(tx, nearest.flight, questionForOutranked(urgent, nearest.incident));
}
