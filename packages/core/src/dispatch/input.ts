/** Everything a dispatch decision looks at, as plain data. What is not known is null and is judged as unknown. */
import type {
  AgencyPolicy,
  Aircraft,
  CrewMember,
  Flight,
  FlightPurpose,
  Point,
  Site,
  TelemetrySample,
  VehicleStatus,
  Weather,
} from '@outrider/schema';
import type { AirspaceIndex } from '../airspace/types.js';
import type { RulePack, TrustLists } from '../trust/types.js';

/** One aircraft of the agency and what is known of it now. */
export interface DispatchAircraft {
  readonly aircraft: Aircraft;
  /** Where it stands; null when it belongs to no site and its place is then taken from `sample`. */
  readonly site: Site | null;
  /** null: no live link has been seen. */
  readonly status: VehicleStatus | null;
  /** Last telemetry, however old; its age is judged. */
  readonly sample: TelemetrySample | null;
}

export interface DispatchInput {
  /** Id of the decision (UUIDv7, made by the caller). */
  readonly decision_id: string;
  readonly incident_id: string | null;
  readonly purpose: FlightPurpose;
  readonly target: Point;
  /** Radius around the target in which the incident may be; null = not known. */
  readonly target_uncertainty_m: number | null;
  /** Points of a patrol, flown in order before the target; empty for an incident. */
  readonly waypoints: readonly Point[];
  readonly now_utc_ms: number;
  /** ISO date at the agency's place; trust and certificates go by local dates. */
  readonly local_date: string;
  readonly policy: AgencyPolicy;
  readonly aircraft: readonly DispatchAircraft[];
  /** Landing places that may serve as rally points: all sites of the agency. */
  readonly sites: readonly Site[];
  readonly airspace: AirspaceIndex;
  readonly weather: Weather | null;
  readonly crew: readonly CrewMember[];
  /** The RPIC who would accept, where that is settled (acceptance); null asks whether any RPIC could. */
  readonly rpic_user_id: string | null;
  /** Flights that have not ended. */
  readonly open_flights: readonly Flight[];
  readonly packs: readonly RulePack[];
  readonly lists: TrustLists;
  /** An RPIC's recorded reason for flying against a trust verdict; null = none. */
  readonly trust_override_reason: string | null;
  /** Usual time from request to acceptance, as measured; null uses DEFAULT_ACCEPT_S. */
  readonly typical_accept_s: number | null;
  /** An aircraft whose route is computed whatever its rank (it is being requested or accepted). */
  readonly must_route_aircraft_id?: string | null;
  /** Upper bound of the search for each route, in lines looked at; DEFAULT_ROUTE_BUDGET. */
  readonly route_budget: number;
}

/** Seconds from request to acceptance that are assumed until the agency has figures of its own. */
export const DEFAULT_ACCEPT_S = 15;
export const DEFAULT_ROUTE_BUDGET = 1500;
