import type { Generated } from 'kysely';
import type {
  AgencyPolicy,
  Aircraft,
  ApprovedMakers,
  ChecklistTick,
  Contract,
  GroundingTag,
  Performance,
  Volume,
  Weather,
} from '@outrider/schema';
import type { Json, NullableJson } from './column.js';

export interface PolicyTable {
  agency_id: string;
  policy: Json<AgencyPolicy>;
  updated_at_utc_ms: number;
}
export interface ApprovedMakersTable {
  agency_id: string;
  list: Json<ApprovedMakers>;
  updated_at_utc_ms: number;
}
export interface SiteTable {
  agency_id: string;
  id: string;
  name: string;
  latitude_deg: number;
  longitude_deg: number;
  altitude_amsl_m: number;
  address: string;
}
export interface AircraftTable {
  agency_id: string;
  id: string;
  name: string;
  maker: string;
  model: string;
  serial: string;
  remote_id_serial: string | null;
  site_id: string | null;
  in_dock: boolean;
  performance: Json<Performance>;
  acquired_on: string | null;
  contract: NullableJson<Contract>;
  payloads: Json<Aircraft['payloads']>;
  grounding: NullableJson<GroundingTag>;
  checklist_ticks: Json<ChecklistTick[]>;
  total_flights: Generated<number>;
  total_airborne_s: Generated<number>;
  retired_at_utc_ms: number | null;
  created_at_utc_ms: number;
}
export interface VehicleBindingTable {
  agency_id: string;
  aircraft_id: string;
  vehicle_key: string;
  gateway: string;
  signing_key_hex: string | null;
  bound_at_utc_ms: number;
}
export interface CrewTable {
  agency_id: string;
  user_id: string;
  on_duty: Generated<boolean>;
  on_duty_since_utc_ms: number | null;
  certificate_number: string | null;
  certificate_expires_on: string | null;
  airborne_s: Generated<number>;
  last_flight_utc_ms: number | null;
  earlier_flights: Generated<number>;
  earlier_flights_utc_ms: number | null;
}
export interface VolumeTable {
  agency_id: string;
  id: string;
  name: string;
  kind: Volume['kind'];
  rings: Json<Volume['rings']>;
  floor_m: number | null;
  top_m: number | null;
  datum: Volume['datum'];
  starts_at_utc_ms: number | null;
  ends_at_utc_ms: number | null;
  source: string;
  reason: string | null;
  enabled: boolean;
}
export interface TerrainTable {
  agency_id: string;
  grid_gzip: Uint8Array;
  updated_at_utc_ms: number;
}
export interface BaseMapTable {
  agency_id: string;
  geojson_gzip: Uint8Array;
  updated_at_utc_ms: number;
}
export interface WeatherTable {
  agency_id: string;
  id: string;
  weather: Json<Weather>;
  observed_at_utc_ms: number;
  entered_by: string | null;
}
/** `place` is written as SQL `point(longitude, latitude)` and read through the search functions. */
export interface AddressTable {
  agency_id: string;
  id: string;
  label: string;
  house_number: number | null;
  words: string;
  place: string;
}
export interface SpoolCursorTable {
  gateway: string;
  applied_seq: number;
  updated_at_utc_ms: number;
}
export interface GatewayTable {
  agency_id: string;
  name: string;
  serves_agency_id: string;
  public_key: string;
  added_at_utc_ms: number;
  revoked_at_utc_ms: number | null;
}
export interface OwnershipTable {
  agency_id: string;
  aircraft_id: string;
  gateway: string;
  epoch: number;
  in_use: boolean;
  changed_at_utc_ms: number;
}
