import type { Flight, FlightPlan, StartFlight } from '@outrider/schema';

/** How long a gateway may take to get the start before it is refused as too old. Milliseconds. */
export const START_EXPIRES_MS = 10_000;

/** What a gateway needs to fly an accepted flight. `groundAmslM` is the height of the ground at home, null where it is not known. */
export function startMessage(
  flight: Flight,
  plan: FlightPlan,
  agencyId: string,
  groundAmslM: number | null,
): StartFlight {
  return {
    flight_id: flight.id,
    agency_id: agencyId,
    aircraft_id: flight.aircraft_id,
    purpose: flight.purpose,
    rpic_user_id: flight.rpic_user_id ?? '',
    rpic_name: flight.rpic_name ?? '',
    visual_line_of_sight_confirmed: flight.visual_line_of_sight_confirmed,
    plan,
    terrain_known: groundAmslM !== null,
    ground_amsl_m: groundAmslM,
    issued_at_utc_ms: flight.accepted_at_utc_ms ?? 0,
    expires_in_ms: START_EXPIRES_MS,
  };
}
