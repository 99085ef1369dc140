import type { Selectable } from 'kysely';
import type { Flight } from '@outrider/schema';
import type { Database } from '../platform/database/tables/index.js';
import { nullableJson } from '../platform/database/tables/index.js';

/** A row with the names that stand in other tables. */
export type FlightRow = Selectable<Database['flights']> & {
  aircraft_name: string;
  incident_number: string | null;
  rpic_name: string | null;
};

/** A row as the API shows it. */
export function toFlight(row: FlightRow): Flight {
  const { target_latitude_deg: latitude_deg, target_longitude_deg: longitude_deg } = row;
  return {
    id: row.id,
    number: row.number,
    aircraft_id: row.aircraft_id,
    aircraft_name: row.aircraft_name,
    incident_id: row.incident_id,
    incident_number: row.incident_number,
    decision_id: row.decision_id,
    purpose: row.purpose,
    state: row.state,
    state_detail: row.state_detail,
    target: latitude_deg === null || longitude_deg === null ? null : { latitude_deg, longitude_deg },
    waypoints: row.waypoints,
    requested_by: row.requested_by,
    rpic_user_id: row.rpic_user_id,
    rpic_name: row.rpic_name,
    plan: row.plan,
    verdict: row.verdict,
    override_reason: row.override_reason,
    visual_line_of_sight_confirmed: row.visual_line_of_sight_confirmed,
    simulated: row.simulated,
    requested_at_utc_ms: row.requested_at_utc_ms,
    accepted_at_utc_ms: row.accepted_at_utc_ms,
    took_off_at_utc_ms: row.took_off_at_utc_ms,
    on_scene_at_utc_ms: row.on_scene_at_utc_ms,
    landed_at_utc_ms: row.landed_at_utc_ms,
    ended_at_utc_ms: row.ended_at_utc_ms,
    distance_m: row.distance_m,
    max_height_above_takeoff_m: row.max_height_above_takeoff_m,
    question: row.question,
    limits: row.limits,
  };
}

/** The columns of a flight that change while it goes on. */
export function changingColumns(flight: Flight) {
  return {
    state: flight.state,
    state_detail: flight.state_detail,
    target_latitude_deg: flight.target?.latitude_deg ?? null,
    target_longitude_deg: flight.target?.longitude_deg ?? null,
    incident_id: flight.incident_id,
    rpic_user_id: flight.rpic_user_id,
    plan: nullableJson(flight.plan),
    verdict: nullableJson(flight.verdict),
    override_reason: flight.override_reason,
    visual_line_of_sight_confirmed: flight.visual_line_of_sight_confirmed,
    accepted_at_utc_ms: flight.accepted_at_utc_ms,
    took_off_at_utc_ms: flight.took_off_at_utc_ms,
    on_scene_at_utc_ms: flight.on_scene_at_utc_ms,
    landed_at_utc_ms: flight.landed_at_utc_ms,
    ended_at_utc_ms: flight.ended_at_utc_ms,
    distance_m: flight.distance_m,
    max_height_above_takeoff_m: flight.max_height_above_takeoff_m,
    question: nullableJson(flight.question),
    limits: nullableJson(flight.limits),
  };
}
