/** Agencies, sites, docks, aircraft and what they can do. */
import Type, { type Static } from 'typebox';
import { AirPoint, Id, IsoDate, Note, Nullable, Percent, Strict, Text, UtcMs, Words } from './primitives.js';

export const Agency = Strict({
  id: Id,
  name: Text(),
  /** By which settings name it (gateway.links[].agency): small letters, digits, hyphens. */
  short_name: Text(40),
  created_at_utc_ms: UtcMs,
});
export type Agency = Static<typeof Agency>;

/** How an aircraft flies and how much energy that takes; the range model reads nothing else. */
export const Performance = Strict({
  cruise_speed_mps: Type.Number({ minimum: 1, maximum: 60 }),
  max_speed_mps: Type.Number({ minimum: 1, maximum: 80 }),
  climb_speed_mps: Type.Number({ minimum: 0.5, maximum: 20 }),
  descent_speed_mps: Type.Number({ minimum: 0.3, maximum: 20 }),
  mass_kg: Type.Number({ minimum: 0.1, maximum: 200 }),
  battery_capacity_wh: Type.Number({ minimum: 1, maximum: 20000 }),
  hover_power_w: Type.Number({ minimum: 1, maximum: 50000 }),
  cruise_power_w: Type.Number({ minimum: 1, maximum: 50000 }),
  max_wind_mps: Type.Number({ minimum: 0, maximum: 60 }),
  launch_time_s: Type.Number({ minimum: 0, maximum: 600 }),
  ceiling_above_takeoff_m: Type.Number({ minimum: 5, maximum: 5000 }),
});
export type Performance = Static<typeof Performance>;

export const Site = Strict({ id: Id, name: Text(), position: AirPoint, address: Note(300) });
export type Site = Static<typeof Site>;
export const SiteInput = Strict({ name: Text(), position: AirPoint, address: Type.Optional(Note(300)) });
export type SiteInput = Static<typeof SiteInput>;

/** Contract under which an aircraft is kept; the first trust rule reads it. */
export const Contract = Strict({ party: Text(), started_on: IsoDate, ends_on: IsoDate, renewed_on: Nullable(IsoDate) });
export type Contract = Static<typeof Contract>;

const aircraftFields = {
  name: Text(60),
  maker: Text(),
  model: Text(),
  serial: Text(100),
  remote_id_serial: Nullable(Text(100)),
  site_id: Nullable(Id),
  in_dock: Type.Boolean(),
  performance: Performance,
  acquired_on: Nullable(IsoDate),
  contract: Nullable(Contract),
  payloads: Type.Array(Words(['visible', 'thermal', 'speaker', 'spotlight'] as const)),
};
export const AircraftInput = Strict(aircraftFields);
export type AircraftInput = Static<typeof AircraftInput>;
export const GroundingTag = Strict({ reason: Note(500), by: Id, at_utc_ms: UtcMs });
export type GroundingTag = Static<typeof GroundingTag>;
export const ChecklistItem = Strict({
  key: Text(60),
  label: Text(),
  /** automatic items are decided from what is measured; the others are ticked by a person and lapse. */
  source: Words(['automatic', 'person'] as const),
  enforced: Type.Boolean(),
  valid_for_hours: Type.Number({ minimum: 0, maximum: 8760 }),
});
export type ChecklistItem = Static<typeof ChecklistItem>;
export const ChecklistTick = Strict({ key: Text(60), by: Id, at_utc_ms: UtcMs });
export type ChecklistTick = Static<typeof ChecklistTick>;
export const Aircraft = Strict({
  id: Id,
  ...aircraftFields,
  grounding: Nullable(GroundingTag),
  checklist_ticks: Type.Array(ChecklistTick),
  /** null until an administrator binds a live link to it */
  vehicle_key: Nullable(Type.String()),
  flight_id: Nullable(Id),
  total_flights: Type.Number(),
  total_airborne_s: Type.Number(),
});
export type Aircraft = Static<typeof Aircraft>;

/** One line of "may this aircraft take off": automatic, with its reason. */
export const ReadinessItem = Strict({
  key: Text(60),
  label: Text(),
  state: Words(['ok', 'caution', 'not_ready', 'unknown'] as const),
  detail: Type.String(),
  /** A hard stop cannot be overridden. */
  hard_stop: Type.Boolean(),
  remedy: Nullable(Words(['set_failsafes', 'tick', 'remove_grounding', 'bind_vehicle'] as const)),
});
export type ReadinessItem = Static<typeof ReadinessItem>;
export const Readiness = Strict({
  state: Words(['ready', 'caution', 'not_ready'] as const),
  items: Type.Array(ReadinessItem),
});
export type Readiness = Static<typeof Readiness>;

/** What an agency sets about how it flies. Each has a default; the defaults are in core. */
export const AgencyPolicy = Strict({
  reserve_percent: Percent,
  hold_on_scene_s: Type.Number({ minimum: 0, maximum: 7200 }),
  cruise_height_m: Type.Number({ minimum: 10, maximum: 150 }),
  on_scene_height_m: Type.Number({ minimum: 10, maximum: 150 }),
  max_height_agl_m: Type.Number({ minimum: 10, maximum: 500 }),
  obstacle_clearance_vertical_m: Type.Number({ minimum: 0, maximum: 100 }),
  obstacle_clearance_horizontal_m: Type.Number({ minimum: 0, maximum: 200 }),
  separation_horizontal_m: Type.Number({ minimum: 0, maximum: 2000 }),
  separation_vertical_m: Type.Number({ minimum: 0, maximum: 300 }),
  lapsed_lease_hold_s: Type.Number({ minimum: 10, maximum: 300 }),
  aircraft_per_rpic: Type.Number({ minimum: 1, maximum: 8 }),
  /** Name of the authority on file that allows more than one aircraft per RPIC or automatic acceptance. */
  multi_aircraft_authority: Nullable(Text()),
  automatic_acceptance_authority: Nullable(Text()),
  trust_failure: Words(['warn', 'stop'] as const),
  max_wind_mps: Type.Number({ minimum: 0, maximum: 40 }),
  max_gust_mps: Type.Number({ minimum: 0, maximum: 50 }),
  min_visibility_m: Type.Number({ minimum: 0, maximum: 20000 }),
  min_ceiling_agl_m: Type.Number({ minimum: 0, maximum: 5000 }),
  min_temperature_c: Type.Number({ minimum: -60, maximum: 20 }),
  max_temperature_c: Type.Number({ minimum: 0, maximum: 60 }),
  weather_valid_for_min: Type.Number({ minimum: 5, maximum: 1440 }),
  checklist: Type.Array(ChecklistItem, { maxItems: 60 }),
  units: Words(['us', 'si', 'aviation'] as const),
  /** IANA name of the legal time zone, by whose dates contracts, lists and certificates go; null = not set, UTC is used and that is said. */
  time_zone: Nullable(Text(60)),
  idle_lock_min: Type.Number({ minimum: 5, maximum: 720 }),
  /** Pages behind a link to live video show where the aircraft is and what its camera looks at. */
  shared_position: Type.Boolean(),
  /** The camera of a flight stays level on the way to its target and back, unless a person points it. */
  camera_level_en_route: Type.Boolean(),
});
export type AgencyPolicy = Static<typeof AgencyPolicy>;
