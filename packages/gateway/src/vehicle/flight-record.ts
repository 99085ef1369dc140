/** What is kept of the flight that a vehicle is on: enough to take its bookkeeping up again after a restart. Pure. */
import { distance } from '@outrider/core/geo';
import { positionOf } from '@outrider/core/vehicle';
import type { VehicleState } from '@outrider/core/vehicle';
import type { AirPoint, FlightLimits, FlightPurpose, GatewayEvent, Leg, StartFlight } from '@outrider/schema';

export type FlightProgress = Extract<GatewayEvent, { kind: 'flight' }>['state'];

export interface FlightRecord {
  flight_id: string;
  vehicle_key: string;
  purpose: FlightPurpose;
  /** Null for a flight that somebody else began. */
  start: StartFlight | null;
  state: FlightProgress;
  /** It has been armed since this flight began. */
  was_armed: boolean;
  was_airborne: boolean;
  distance_m: number;
  max_height_above_takeoff_m: number | null;
  /** Where the distance was counted last. */
  anchor: { latitude_deg: number; longitude_deg: number } | null;
  begun_at_utc_ms: number;
  /** Within which others than the RPIC fly; absent in books of an earlier version. */
  limits?: FlightLimits | null;
  /** An upload in flight began and was not seen to end well: which plan the autopilot holds is not known. Absent = it is known. */
  plan_uncertain?: boolean;
  /** It holds while another plan is made for it. Absent = it does not. */
  held_for_divert?: boolean;
}

export function newFlight(
  vehicleKey: string,
  flight: { flight_id: string; purpose: FlightPurpose; start: StartFlight | null },
  utcMs: number,
): FlightRecord {
  return {
    ...flight,
    vehicle_key: vehicleKey,
    state: flight.start ? 'preparing' : 'departing',
    was_armed: false,
    was_airborne: false,
    distance_m: 0,
    max_height_above_takeoff_m: null,
    anchor: null,
    begun_at_utc_ms: utcMs,
  };
}

/** Noise of a standing aircraft is not distance flown. */
const STEP_M = 2;
/** A jump further than that between two looks is a glitch of the receiver, not a flight. */
const GLITCH_M = 500;

/** Adds what was flown since the last look, in place. */
export function measure(record: FlightRecord, state: VehicleState): void {
  const height = state.height_above_takeoff_m;
  if (height !== null && record.was_airborne) {
    record.max_height_above_takeoff_m = Math.max(record.max_height_above_takeoff_m ?? height, height);
  }
  const position = positionOf(state);
  if (!position) return;
  const step = record.anchor ? distance(record.anchor, position) : 0;
  if (record.anchor && step < STEP_M) return;
  if (record.was_airborne && step < GLITCH_M) record.distance_m += step;
  record.anchor = position;
}

/** Near enough to the last point of the plan to be on scene. */
const ON_SCENE_WITHIN_M = 6;
const ON_SCENE_HEIGHT_M = 4;

export function isOnScene(legs: readonly Leg[], state: VehicleState): boolean {
  const position = positionOf(state);
  const last = legs.at(-1);
  if (!position || !last || state.height_above_takeoff_m === null) return false;
  return (
    distance(position, last.to) < ON_SCENE_WITHIN_M &&
    Math.abs(state.height_above_takeoff_m - last.height_above_takeoff_m) < ON_SCENE_HEIGHT_M
  );
}

/**
 * Where the flight is now, by what is seen. Progress that has no place in an observed flight (en route, on scene) is left alone.
 */
export function progressOf(record: FlightRecord, state: VehicleState): FlightProgress {
  if (!record.was_armed) return record.state;
  if (state.armed === false) return 'landed';
  if (state.phase === 'armed' && !record.was_airborne) return record.state === 'preparing' ? 'departing' : record.state;
  if (state.mode === 'land' || (state.phase === 'landing' && state.mode !== 'position')) return 'landing';
  // On the ground, motors still turning: it has landed as far as it can say.
  if (record.state === 'landing' && state.phase === 'armed') return 'landing';
  if (state.mode === 'return') return 'returning';
  if (!record.was_airborne) return record.state;
  const legs = record.start?.plan.legs;
  if (legs && isOnScene(legs, state)) return 'on_scene';
  switch (record.state) {
    case 'preparing':
    case 'departing':
      return 'airborne';
    case 'airborne':
      return state.mode === 'mission' ? 'en_route' : 'airborne';
    case 'returning':
    case 'landing':
      // Somebody stopped it on its way home.
      return state.phase === 'armed' ? record.state : 'en_route';
    default:
      return record.state;
  }
}

/** Contingency of the leg that is flown: the one whose end is nearest ahead of the aircraft. */
export function contingencyNow(legs: readonly Leg[], state: VehicleState): Leg['contingency'] {
  const position = positionOf(state);
  if (!position || legs.length === 0) return 'return';
  const nearest = legs.reduce((best, leg) => (distance(position, leg.to) < distance(position, best.to) ? leg : best));
  return nearest.contingency;
}

export function airPointOf(state: VehicleState): AirPoint | null {
  const position = positionOf(state);
  return position && state.altitude_amsl_m !== null ? { ...position, altitude_amsl_m: state.altitude_amsl_m } : null;
}
