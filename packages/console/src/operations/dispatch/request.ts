import type { Candidate, DispatchDecision, AskedPurpose, FlightRequest, Point } from '@outrider/schema';
import { call } from '../../live/api.js';
import { uuidv7 } from '../../live/ids.js';
import { attempt } from '../../ui/notices.js';

interface Wanted {
  decision: DispatchDecision;
  candidate: Candidate;
  purpose: AskedPurpose;
  waypoints?: readonly Point[];
}

/** The request as it is sent: its id is made here, so that a press that is sent twice is one flight. */
export function requestOf({ decision, candidate, purpose, waypoints }: Wanted): FlightRequest {
  return {
    flight_id: uuidv7(),
    aircraft_id: candidate.aircraft_id,
    purpose,
    decision_id: decision.id,
    target: decision.target,
    ...(decision.incident_id ? { incident_id: decision.incident_id } : {}),
    ...(waypoints && waypoints.length > 1 ? { waypoints: [...waypoints] } : {}),
  };
}

export const requestFlight = (wanted: Wanted): Promise<boolean> =>
  attempt(`${wanted.candidate.aircraft_name} was not requested`, () =>
    call('POST', '/flights', { body: requestOf(wanted) }),
  );
