/**
 * Everything that a decision reads, as bytes that are the same whatever the order of keys, aircraft, crew or flights. Facts are listed
 * one by one, since a decision over a thousand aircraft has no time to walk whole objects; a test changes each fact and looks for
 * other bytes.
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
import { FactBytes } from './fact-bytes.js';
import type { Fact } from './fact-bytes.js';
import type { DispatchAircraft, DispatchInput } from './input.js';

const BYTES_PER_AIRCRAFT = 1200;

/** The bytes whose hash is kept with the decision. The airspace enters by its own fingerprint, rules by name and version. */
export function fingerprint(input: DispatchInput): Uint8Array {
  const { airspace, packs, lists, policy, weather, target } = input;
  const out = new FactBytes(BYTES_PER_AIRCRAFT * (input.aircraft.length + 16));
  out.add(input.incident_id, input.purpose, target.latitude_deg, target.longitude_deg, input.target_uncertainty_m);
  out.list(input.waypoints, (point) => out.add(point.latitude_deg, point.longitude_deg));
  out.add(input.now_utc_ms, input.local_date, input.rpic_user_id, input.trust_override_reason);
  out.add(input.typical_accept_s, input.must_route_aircraft_id, input.route_budget);
  writeRecord(out, policy);
  out.list(policy.checklist, (item) => out.add(item.key, item.label, item.source, item.enforced, item.valid_for_hours));
  out.add(airspace.fingerprint, weather === null);
  if (weather !== null) writeRecord(out, weather);
  out.list(packs, (pack) => {
    out.add(pack.id, pack.version);
    out.list(pack.rules, (rule) => out.add(rule.id, rule.version));
  });
  writeMakers(out, lists.approved_makers_host);
  writeMakers(out, lists.approved_makers_agency);
  out.list(
    sorted(input.aircraft, (entry) => entry.aircraft.id),
    (entry) => writeEntry(out, entry),
  );
  out.list(
    sorted(input.crew, (member) => member.user_id),
    (member) => writeCrew(out, member),
  );
  out.list(
    sorted(input.open_flights, (flight) => flight.id),
    (flight) => writeFlight(out, flight),
  );
  out.list(sitesOf(input), ({ id, position }) =>
    out.add(id, position.latitude_deg, position.longitude_deg, position.altitude_amsl_m),
  );
  return out.bytes;
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
function writeRecord(out: FactBytes, record: object): void {
  const plain = Object.entries(record)
    .filter(([, value]) => typeof value !== 'object' || value === null)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  out.list(plain, ([key, value]) => out.add(key, value as Fact));
}

function writeMakers(out: FactBytes, list: ApprovedMakers | null): void {
  out.add(list === null);
  if (list === null) return;
  out.add(list.enabled, list.in_force_since, list.grandfather_cap_days, list.citation);
  out.list(list.makers.toSorted(), (maker) => out.add(maker));
}

function writeEntry(out: FactBytes, { aircraft, site, status, sample }: DispatchAircraft): void {
  writeAircraft(out, aircraft);
  out.add(site?.id, status === null, sample === null);
  if (status !== null) writeStatus(out, status);
  if (sample !== null) writeSample(out, sample);
}

function writeAircraft(out: FactBytes, a: Aircraft): void {
  const p = a.performance;
  const c = a.contract;
  out.add(a.id, a.name, a.maker, a.model, a.serial, a.remote_id_serial, a.in_dock, a.acquired_on);
  out.add(a.vehicle_key, a.flight_id, a.grounding?.reason, c === null);
  if (c !== null) out.add(c.party, c.started_on, c.ends_on, c.renewed_on);
  out.add(p.cruise_speed_mps, p.max_speed_mps, p.climb_speed_mps, p.descent_speed_mps, p.mass_kg);
  out.add(p.battery_capacity_wh, p.hover_power_w, p.cruise_power_w, p.max_wind_mps, p.launch_time_s);
  out.add(p.ceiling_above_takeoff_m);
  out.list(a.checklist_ticks, (tick) => out.add(tick.key, tick.at_utc_ms));
}

function writeStatus(out: FactBytes, s: VehicleStatus): void {
  out.add(s.vehicle_key, s.link, s.last_heard_utc_ms, s.ready_to_arm, s.home !== null, s.prearm_messages.at(-1));
  // What is in order is only counted: a decision says nothing more of it.
  const items = s.failsafes?.items;
  out.add(s.health.length, items?.length);
  const faults = s.health.filter(({ ok }) => !ok);
  out.list(faults, ({ sensor }) => out.add(sensor));
  const wrong = items?.filter(({ ok }) => ok !== true) ?? [];
  out.list(wrong, (item) => out.add(item.name, item.ok, item.detail, item.settable));
}

function writeSample(out: FactBytes, s: TelemetrySample): void {
  out.add(s.utc_ms, s.latitude_deg, s.longitude_deg, s.altitude_amsl_m, s.battery_percent, s.gnss_fix);
  out.add(s.gnss_satellites, s.gnss_hdop, s.estimator_ok, s.phase, s.stopped);
}

function writeCrew(out: FactBytes, c: CrewMember): void {
  out.add(c.user_id, c.display_name, c.on_duty, c.certificate_number, c.certificate_expires_on, c.flights_90_days);
  out.list(c.roles.toSorted(), (role) => out.add(role));
  out.list(c.flying_aircraft_ids.toSorted(), (id) => out.add(id));
}

function writeFlight(out: FactBytes, f: Flight): void {
  out.add(f.id, f.number, f.aircraft_id, f.state, f.purpose, f.rpic_user_id);
}
