import { DEFAULT_ROUTE_BUDGET } from '@outrider/core/dispatch';
import type { DispatchInput } from '@outrider/core/dispatch';
import { firstPack } from '@outrider/core/trust';
import type { Flight, FlightPurpose, Incident, Point } from '@outrider/schema';
import { loadAircraft } from '../aircraft/store.js';
import { loadCrew } from '../crew/store.js';
import { currentFlights } from '../flights/store.js';
import type { AgencyTransaction } from '../platform/index.js';
import { loadPolicy } from '../policy/store.js';
import { dateIn } from '../policy/time-zone.js';
import { loadSites } from '../sites/store.js';
import { loadApprovedMakers } from '../trust/store.js';
import type { Vehicles } from '../vehicles/vehicles.js';
import { loadWeather } from '../weather/store.js';
import type { AirspaceCache } from './airspace-cache.js';

/** What a decision is asked about. */
export interface Asked {
  incident: Incident | null;
  purpose: FlightPurpose;
  target: Point;
  waypoints: readonly Point[];
  /** The RPIC who would accept; null asks whether any could. */
  rpic_user_id: string | null;
  trust_override_reason: string | null;
  /** The aircraft that is being requested or accepted: its route is computed whatever its rank. */
  must_route_aircraft_id: string | null;
  /** The flight that is being accepted: it does not stand in its own way. */
  for_flight: Flight | null;
}

/** Reads everything that a decision looks at, as of one transaction. */
export async function gatherInput(
  tx: AgencyTransaction,
  asked: Asked,
  vehicles: Vehicles,
  airspace: AirspaceCache,
): Promise<DispatchInput> {
  const policy = await loadPolicy(tx);
  const sites = await loadSites(tx);
  const own = asked.for_flight?.id ?? null;
  const aircraft = (await loadAircraft(tx)).map((entry) => ({
    aircraft: entry.flight_id === own ? { ...entry, flight_id: null } : entry,
    site: sites.find((site) => site.id === entry.site_id) ?? null,
    status: vehicles.statusOf(entry.id),
    sample: vehicles.sampleOf(entry.id),
  }));
  const lists = await loadApprovedMakers(tx);
  return {
    decision_id: tx.newId(),
    incident_id: asked.incident?.id ?? null,
    purpose: asked.purpose,
    target: asked.target,
    target_uncertainty_m: asked.incident?.location.uncertainty_m ?? null,
    waypoints: asked.waypoints,
    now_utc_ms: tx.nowUtcMs,
    local_date: dateIn(tx.nowUtcMs, policy.time_zone),
    policy,
    aircraft,
    sites,
    airspace: await airspace.of(tx),
    weather: await loadWeather(tx),
    crew: (await loadCrew(tx)).map((member) => withoutFlight(member, asked.for_flight)),
    rpic_user_id: asked.rpic_user_id,
    open_flights: (await currentFlights(tx)).filter((flight) => flight.id !== own && flight.purpose !== 'replay'),
    packs: [firstPack],
    lists: { approved_makers_host: lists.host, approved_makers_agency: lists.agency },
    trust_override_reason: asked.trust_override_reason,
    typical_accept_s: null,
    must_route_aircraft_id: asked.must_route_aircraft_id,
    route_budget: DEFAULT_ROUTE_BUDGET,
  };
}

function withoutFlight<M extends { flying_aircraft_ids: string[] }>(member: M, flight: Flight | null): M {
  if (!flight) return member;
  return { ...member, flying_aircraft_ids: member.flying_aircraft_ids.filter((id) => id !== flight.aircraft_id) };
}
