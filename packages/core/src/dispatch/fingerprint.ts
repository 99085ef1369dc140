/**
 * One text for everything that a decision reads, the same whatever the order of keys, aircraft, crew or flights. Facts are listed one by
 * one, since a decision over a thousand aircraft has no time to walk whole objects; a test changes each fact and looks for a new text.
 */
import type {
  Aircraft,
  ApprovedMakers,
  CrewMember,
  Flight,
  Site,
  TelemetrySample,
  VehicleStatus,
} from '@outrider/schema';
import type { DispatchAircraft, DispatchInput } from './input.js';

/** The text whose hash is kept with the decision. The airspace enters by its own fingerprint, rules by name and version. */
export function fingerprintText(input: DispatchInput): string {
  const { airspace, packs, lists, policy, weather, target } = input;
  return JSON.stringify([
    [input.incident_id, input.purpose, target.latitude_deg, target.longitude_deg, input.target_uncertainty_m],
    input.waypoints.map((point) => [point.latitude_deg, point.longitude_deg]),
    [input.now_utc_ms, input.local_date, input.rpic_user_id, input.trust_override_reason],
    [input.typical_accept_s, input.must_route_aircraft_id ?? null, input.route_budget],
    byKey(policy),
    policy.checklist.map((item) => [item.key, item.label, item.source, item.enforced, item.valid_for_hours]),
    airspace.fingerprint,
    weather === null ? null : byKey(weather),
    packs.map((pack) => [pack.id, pack.version, pack.rules.map((rule) => [rule.id, rule.version])]),
    [listFacts(lists.approved_makers_host), listFacts(lists.approved_makers_agency)],
    sorted(input.aircraft, (entry) => entry.aircraft.id).map(entryFacts),
    sorted(input.crew, (member) => member.user_id).map(crewFacts),
    sorted(input.open_flights, (flight) => flight.id).map(flightFacts),
    sitesOf(input).map((site) => [site.id, pointFacts(site.position)]),
  ]);
}

/** The agency's sites and those that only an aircraft names, each once. */
function sitesOf({ sites, aircraft }: DispatchInput): Site[] {
  const byId = new Map(sites.map((site) => [site.id, site]));
  for (const { site } of aircraft) if (site !== null && !byId.has(site.id)) byId.set(site.id, site);
  return sorted([...byId.values()], (site) => site.id);
}

function sorted<T>(list: readonly T[], keyOf: (item: T) => string): T[] {
  return list.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));
}

/** Plain values of an object in the order of their keys; lists in it are listed apart. */
function byKey(record: object): unknown[] {
  return Object.entries(record)
    .filter(([, value]) => typeof value !== 'object' || value === null)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function pointFacts(point: { latitude_deg: number; longitude_deg: number; altitude_amsl_m: number }): number[] {
  return [point.latitude_deg, point.longitude_deg, point.altitude_amsl_m];
}

function listFacts(list: ApprovedMakers | null): unknown {
  if (list === null) return null;
  return [list.enabled, list.makers.toSorted(), list.in_force_since, list.grandfather_cap_days, list.citation];
}

function entryFacts({ aircraft, site, status, sample }: DispatchAircraft): unknown[] {
  return [
    aircraftFacts(aircraft),
    site?.id ?? null,
    status === null ? null : statusFacts(status),
    sample === null ? null : sampleFacts(sample),
  ];
}

function aircraftFacts(a: Aircraft): unknown[] {
  const p = a.performance;
  const c = a.contract;
  return [
    [
      a.id,
      a.name,
      a.maker,
      a.model,
      a.serial,
      a.remote_id_serial,
      a.in_dock,
      a.acquired_on,
      a.vehicle_key,
      a.flight_id,
    ],
    c === null ? null : [c.party, c.started_on, c.ends_on, c.renewed_on],
    [p.cruise_speed_mps, p.max_speed_mps, p.climb_speed_mps, p.descent_speed_mps, p.mass_kg, p.battery_capacity_wh],
    [p.hover_power_w, p.cruise_power_w, p.max_wind_mps, p.launch_time_s, p.ceiling_above_takeoff_m],
    a.grounding?.reason ?? null,
    a.checklist_ticks.map((tick) => [tick.key, tick.at_utc_ms]),
  ];
}

function statusFacts(s: VehicleStatus): unknown[] {
  return [
    [s.vehicle_key, s.link, s.last_heard_utc_ms, s.ready_to_arm, s.home !== null, s.prearm_messages.at(-1)],
    // What is in order is only counted: a decision says nothing more of it.
    [s.health.length, s.failsafes?.items.length ?? null],
    s.health.filter(({ ok }) => !ok).map(({ sensor }) => sensor),
    s.failsafes?.items.filter(({ ok }) => ok !== true).map((item) => [item.name, item.ok, item.detail, item.settable]),
  ];
}

function sampleFacts(s: TelemetrySample): unknown[] {
  return [
    [s.utc_ms, s.latitude_deg, s.longitude_deg, s.altitude_amsl_m, s.battery_percent, s.gnss_fix, s.gnss_satellites],
    [s.gnss_hdop, s.estimator_ok, s.phase, s.stopped],
  ];
}

function crewFacts(c: CrewMember): unknown[] {
  return [
    [c.user_id, c.display_name, c.on_duty, c.certificate_number, c.certificate_expires_on, c.flights_90_days],
    c.roles.toSorted(),
    c.flying_aircraft_ids.toSorted(),
  ];
}

function flightFacts(f: Flight): unknown[] {
  return [f.id, f.number, f.aircraft_id, f.state, f.purpose, f.rpic_user_id];
}
