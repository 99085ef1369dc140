/** Flights, their events and alerts. */
import Type, { type Static } from 'typebox';
import { FlightPlan, Verdict } from './dispatch.js';
import { Id, Note, Nullable, Point, Strict, Text, UtcMs, WholeUtcMs, Words } from './primitives.js';

export const FLIGHT_STATES = [
  'requested',
  'declined',
  'cancelled',
  'accepted',
  'preparing',
  'departing',
  'en_route',
  'on_scene',
  'returning',
  'landing',
  'landed',
  'failed',
  'lost',
] as const;
export const FlightState = Words(FLIGHT_STATES);
export type FlightState = (typeof FLIGHT_STATES)[number];
export const FlightPurpose = Words(['incident', 'patrol', 'training', 'test', 'replay'] as const);
export type FlightPurpose = Static<typeof FlightPurpose>;
/** What a person may ask a flight for; a replay is only ever a log that is played back. */
export const AskedPurpose = Words(['incident', 'patrol', 'training', 'test'] as const);
export type AskedPurpose = Static<typeof AskedPurpose>;

/** Question put to the RPIC when the incident moved, ended or was outranked in flight. */
export const FlightQuestion = Strict({
  id: Id,
  kind: Words(['incident_moved', 'incident_closed', 'outranked'] as const),
  text: Type.String(),
  target: Nullable(Point),
  incident_id: Nullable(Id),
  asked_at_utc_ms: UtcMs,
});
export type FlightQuestion = Static<typeof FlightQuestion>;

/** What the RPIC allows whoever else flies this flight, by hand or by orders. Null = no limit of that kind. */
export const FlightLimits = Strict({
  min_height_above_takeoff_m: Nullable(Type.Number({ minimum: 1, maximum: 500 })),
  max_height_above_takeoff_m: Nullable(Type.Number({ minimum: 5, maximum: 500 })),
  max_speed_mps: Nullable(Type.Number({ minimum: 1, maximum: 40 })),
  area: Nullable(Strict({ center: Point, radius_m: Type.Number({ minimum: 20, maximum: 20000 }) })),
});
export type FlightLimits = Static<typeof FlightLimits>;

export const Flight = Strict({
  id: Id,
  number: Type.String(),
  aircraft_id: Id,
  aircraft_name: Text(60),
  incident_id: Nullable(Id),
  incident_number: Nullable(Type.String()),
  decision_id: Nullable(Id),
  purpose: FlightPurpose,
  state: FlightState,
  state_detail: Nullable(Type.String()),
  target: Nullable(Point),
  /** Points that a patrol or training flight passes before its target. */
  waypoints: Type.Array(Point),
  requested_by: Nullable(Id),
  rpic_user_id: Nullable(Id),
  rpic_name: Nullable(Text()),
  plan: Nullable(FlightPlan),
  verdict: Nullable(Verdict),
  override_reason: Nullable(Note(500)),
  /** Without live video a real aircraft is flown by hand only with confirmed visual line of sight. */
  visual_line_of_sight_confirmed: Type.Boolean(),
  simulated: Type.Boolean(),
  requested_at_utc_ms: UtcMs,
  accepted_at_utc_ms: Nullable(UtcMs),
  took_off_at_utc_ms: Nullable(UtcMs),
  on_scene_at_utc_ms: Nullable(UtcMs),
  landed_at_utc_ms: Nullable(UtcMs),
  ended_at_utc_ms: Nullable(UtcMs),
  distance_m: Nullable(Type.Number()),
  max_height_above_takeoff_m: Nullable(Type.Number()),
  question: Nullable(FlightQuestion),
  /** Set by the RPIC for everybody else who flies; null = none. */
  limits: Nullable(FlightLimits),
});
export type Flight = Static<typeof Flight>;

export const FlightRequest = Strict({
  /** Made by the caller, so that a request sent twice is one flight. */
  flight_id: Id,
  aircraft_id: Id,
  /** "incident" with an incident, and only then. */
  purpose: AskedPurpose,
  incident_id: Type.Optional(Id),
  decision_id: Type.Optional(Id),
  target: Type.Optional(Point),
  /** Waypoints of a patrol or training flight, flown in order. */
  waypoints: Type.Optional(Type.Array(Point, { minItems: 1, maxItems: 100 })),
  note: Type.Optional(Note(500)),
});
export type FlightRequest = Static<typeof FlightRequest>;
export const FlightAcceptance = Strict({
  override_reason: Type.Optional(Note(500)),
  visual_line_of_sight_confirmed: Type.Optional(Type.Boolean()),
});
export type FlightAcceptance = Static<typeof FlightAcceptance>;

export const AlertLevel = Words(['warning', 'caution', 'advisory'] as const);
export type AlertLevel = Static<typeof AlertLevel>;
export const Alert = Strict({
  id: Id,
  aircraft_id: Nullable(Id),
  flight_id: Nullable(Id),
  level: AlertLevel,
  /** link_stale, link_lost, battery_return, battery_land, fence, height, separation, lease_lapsed, estimator, gnss, statustext, ... */
  kind: Text(60),
  text: Type.String(),
  /** Short plain phrase to be spoken. */
  spoken: Nullable(Type.String()),
  raised_at_utc_ms: UtcMs,
  cleared_at_utc_ms: Nullable(UtcMs),
  acknowledged_at_utc_ms: Nullable(UtcMs),
  acknowledged_by: Nullable(Id),
});
export type Alert = Static<typeof Alert>;

/** One line of a flight's story. */
export const FlightEvent = Strict({
  seq: Type.Number(),
  at_utc_ms: UtcMs,
  kind: Text(60),
  text: Type.String(),
  actor: Nullable(Type.String()),
  data: Type.Record(Type.String(), Type.Unknown()),
});
export type FlightEvent = Static<typeof FlightEvent>;

/** A moment that somebody wants to find again; it may be about a place. */
export const FlightMarkerInput = Strict({
  /** Now where it is left out. */
  at_utc_ms: Type.Optional(WholeUtcMs),
  text: Text(200),
  position: Type.Optional(Point),
});
export type FlightMarkerInput = Static<typeof FlightMarkerInput>;
export const FlightMarker = Strict({
  at_utc_ms: UtcMs,
  text: Text(200),
  position: Nullable(Point),
  marked_by: Text(),
});
export type FlightMarker = Static<typeof FlightMarker>;

/** A track as columns of equal length, ordered by time; null where unknown. */
export const Track = Strict({
  flight_id: Id,
  utc_ms: Type.Array(Type.Number()),
  latitude_deg: Type.Array(Nullable(Type.Number())),
  longitude_deg: Type.Array(Nullable(Type.Number())),
  altitude_amsl_m: Type.Array(Nullable(Type.Number())),
  height_above_takeoff_m: Type.Array(Nullable(Type.Number())),
  heading_deg: Type.Array(Nullable(Type.Number())),
  ground_speed_mps: Type.Array(Nullable(Type.Number())),
  climb_mps: Type.Array(Nullable(Type.Number())),
  roll_deg: Type.Array(Nullable(Type.Number())),
  pitch_deg: Type.Array(Nullable(Type.Number())),
  battery_percent: Type.Array(Nullable(Type.Number())),
  battery_voltage_v: Type.Array(Nullable(Type.Number())),
  link_age_ms: Type.Array(Nullable(Type.Number())),
  mode: Type.Array(Type.String()),
});
export type Track = Static<typeof Track>;
