import type { Generated } from 'kysely';
import type { Alert, Command, DispatchDecision, Flight, Incident } from '@outrider/schema';
import type { Json, NullableJson } from './column.js';

export interface IncidentTable {
  agency_id: string;
  id: string;
  number: string;
  external_id: string | null;
  external_revision: number | null;
  source: Incident['source'];
  type: string;
  priority: Incident['priority'];
  latitude_deg: number;
  longitude_deg: number;
  uncertainty_m: number | null;
  address: string | null;
  narrative: string;
  sensitivity: Incident['sensitivity'];
  state: Incident['state'];
  received_at_utc_ms: number;
  updated_at_utc_ms: number;
  closed_at_utc_ms: number | null;
}
export interface DecisionTable {
  agency_id: string;
  id: string;
  incident_id: string | null;
  decided_at_utc_ms: number;
  input_hash: string;
  decision: Json<DispatchDecision>;
}
export interface FlightTable {
  agency_id: string;
  id: string;
  number: string;
  aircraft_id: string;
  incident_id: string | null;
  decision_id: string | null;
  purpose: Flight['purpose'];
  state: Flight['state'];
  state_detail: string | null;
  target_latitude_deg: number | null;
  target_longitude_deg: number | null;
  waypoints: Json<Flight['waypoints']>;
  requested_by: string | null;
  rpic_user_id: string | null;
  plan: NullableJson<NonNullable<Flight['plan']>>;
  verdict: NullableJson<NonNullable<Flight['verdict']>>;
  override_reason: string | null;
  visual_line_of_sight_confirmed: Generated<boolean>;
  simulated: boolean;
  requested_at_utc_ms: number;
  accepted_at_utc_ms: number | null;
  took_off_at_utc_ms: number | null;
  on_scene_at_utc_ms: number | null;
  landed_at_utc_ms: number | null;
  ended_at_utc_ms: number | null;
  distance_m: number | null;
  max_height_above_takeoff_m: number | null;
  question: NullableJson<NonNullable<Flight['question']>>;
  limits: NullableJson<NonNullable<Flight['limits']>>;
  note: string | null;
  /** PostgreSQL's text of a box, "(east,north),(west,south)". */
  area: string | null;
  search_text: string;
}
export interface EventTable {
  agency_id: string;
  seq: number;
  at_utc_ms: number;
  kind: string;
  text: string;
  actor: string | null;
  incident_id: string | null;
  flight_id: string | null;
  aircraft_id: string | null;
  data: Json<Record<string, unknown>>;
}
export interface CommandTable {
  agency_id: string;
  command_id: string;
  aircraft_id: string;
  flight_id: string | null;
  action: Json<Command['action']>;
  state: Command['state'];
  detail: string | null;
  error_code: string | null;
  issued_by: string | null;
  origin: Command['origin'];
  requested_at_utc_ms: number;
  updated_at_utc_ms: number;
}
export interface AlertTable {
  agency_id: string;
  id: string;
  aircraft_id: string | null;
  flight_id: string | null;
  level: Alert['level'];
  kind: string;
  text: string;
  spoken: string | null;
  raised_at_utc_ms: number;
  cleared_at_utc_ms: number | null;
  acknowledged_at_utc_ms: number | null;
  acknowledged_by: string | null;
}
export interface TrackChunkTable {
  agency_id: string;
  flight_id: string;
  starts_at_utc_ms: number;
  ends_at_utc_ms: number;
  area: string | null;
  samples: number;
  data_deflate: Uint8Array;
}
export interface JournalCursorTable {
  agency_id: string;
  flight_id: string;
  gateway: string;
  stream: 'tlog' | 'samples';
  read_bytes: number;
  closed: boolean;
}
