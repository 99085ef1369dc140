/**
 * The limits that the RPIC of a flight sets for whoever else flies it: what they let through of sticks and orders, and what lies
 * beyond them. Pure. Hold, return, land and STOP know no limits, and the way back inside is always open.
 */
import type { Action, FlightLimits, StickInput } from '@outrider/schema';
import { distance, polar } from '../geo/index.js';
import type { Units } from '../units/index.js';
import { formatHeight, formatLength, formatSpeed } from '../units/index.js';
import { positionOf } from '../vehicle/state.js';
import type { VehicleState } from '../vehicle/state.js';

/** An order is understood and the aircraft answers it after about so long. */
const REACTION_S = 0.6;
/** Copters in position-holding modes brake with 2.5 m/s² as shipped (ArduPilot LOIT_BRK_ACCEL; PX4 brakes harder). */
const BRAKING_MPSS = 2.5;
/** Sticks fade over the last so many metres, so that a limit is a soft wall. */
const FADE_HEIGHT_M = 3;
const FADE_AREA_M = 10;
/** Share of the permitted speed over which sticks fade. */
const FADE_SPEED = 0.3;

const RADIANS = Math.PI / 180;
const clamp = (value: number): number => Math.min(1, Math.max(0, value));

/** Sticks as the limits let them through now. What is not known is taken as if the limit were reached. */
export function limitSticks(input: StickInput, limits: FlightLimits, state: VehicleState): StickInput {
  const slowed = limitSpeed(limitHeight(input, limits, state), limits, state);
  return limitArea(slowed, limits, state);
}

function limitHeight(input: StickInput, limits: FlightLimits, state: VehicleState): StickInput {
  const { min_height_above_takeoff_m: least, max_height_above_takeoff_m: most } = limits;
  const height = state.height_above_takeoff_m;
  const coming = (state.climb_mps ?? 0) * REACTION_S;
  const share = (roomM: number): number => (height === null ? 0 : clamp(roomM / FADE_HEIGHT_M));
  if (input.up > 0 && most !== null) {
    return { ...input, up: Math.min(input.up, share(most - (height ?? 0) - Math.max(0, coming))) };
  }
  if (input.up < 0 && least !== null) {
    return { ...input, up: -Math.min(-input.up, share((height ?? 0) - least + Math.min(0, coming))) };
  }
  return input;
}

function limitSpeed(input: StickInput, limits: FlightLimits, state: VehicleState): StickInput {
  if (limits.max_speed_mps === null) return input;
  const speed = state.ground_speed_mps;
  const allowed = speed === null ? 0 : clamp((1 - speed / limits.max_speed_mps) / FADE_SPEED);
  const length = Math.hypot(input.forward, input.right);
  if (length <= allowed) return input;
  return { ...input, forward: (input.forward * allowed) / length, right: (input.right * allowed) / length };
}

/** Takes away what leads out of the circle, and leaves what leads along its edge or back. */
function limitArea(input: StickInput, { area }: FlightLimits, state: VehicleState): StickInput {
  if (area === null || (input.forward === 0 && input.right === 0)) return input;
  const position = positionOf(state);
  if (!position || state.heading_deg === null) return { ...input, forward: 0, right: 0 };
  const { distance_m, bearing_deg } = polar(area.center, position);
  const outwardMps = outwardSpeed(state, bearing_deg);
  const stoppingM = outwardMps <= 0 ? 0 : outwardMps * REACTION_S + outwardMps ** 2 / (2 * BRAKING_MPSS);
  const allowed = clamp((area.radius_m - distance_m - stoppingM) / FADE_AREA_M);
  const angle = (bearing_deg - state.heading_deg) * RADIANS;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const outward = input.forward * cos + input.right * sin;
  if (outward <= allowed) return input;
  const along = input.right * cos - input.forward * sin;
  return { ...input, forward: allowed * cos - along * sin, right: allowed * sin + along * cos };
}

function outwardSpeed(state: VehicleState, bearingDeg: number): number {
  const { velocity_north_mps: north, velocity_east_mps: east } = state;
  if (north === null || east === null) return state.ground_speed_mps ?? 0;
  return north * Math.cos(bearingDeg * RADIANS) + east * Math.sin(bearingDeg * RADIANS);
}

/** An order as it is flown under these limits: a speed that was left open is the permitted one. */
export function limitAction(action: Action, limits: FlightLimits): Action {
  const open = (action.kind === 'go_to' || action.kind === 'orbit') && action.speed_mps === undefined;
  return open && limits.max_speed_mps !== null ? { ...action, speed_mps: limits.max_speed_mps } : action;
}

/** Why the limits refuse an order, as a sentence; null where they do not. */
export function limitRefusal(action: Action, limits: FlightLimits, units: Units): string | null {
  switch (action.kind) {
    case 'go_to':
      return (
        outsideArea(action, 0, limits, units) ??
        wrongHeight(action.height_above_takeoff_m, limits, units) ??
        tooFast(action.speed_mps, limits, units)
      );
    case 'orbit':
      return (
        outsideArea(action, action.radius_m, limits, units) ??
        wrongHeight(action.height_above_takeoff_m, limits, units) ??
        tooFast(action.speed_mps, limits, units)
      );
    case 'change_height':
      return wrongHeight(action.height_above_takeoff_m, limits, units);
    case 'change_speed':
      return tooFast(action.speed_mps, limits, units);
    default:
      return null;
  }
}

type Place = { latitude_deg: number; longitude_deg: number };

function outsideArea(place: Place, aroundM: number, { area }: FlightLimits, units: Units): string | null {
  if (area === null) return null;
  const reach = distance(area.center, place) + aroundM;
  if (reach <= area.radius_m) return null;
  return `That reaches ${formatLength(reach, units)} from the middle of the area; the RPIC allows ${formatLength(area.radius_m, units)}.`;
}

function wrongHeight(height: number | undefined, limits: FlightLimits, units: Units): string | null {
  const { min_height_above_takeoff_m: least, max_height_above_takeoff_m: most } = limits;
  if (height === undefined) return null;
  if (most !== null && height > most) {
    return `${formatHeight(height, units, 'takeoff')} is higher than the RPIC allows: ${formatHeight(most, units, 'takeoff')}.`;
  }
  if (least !== null && height < least) {
    return `${formatHeight(height, units, 'takeoff')} is lower than the RPIC allows: ${formatHeight(least, units, 'takeoff')}.`;
  }
  return null;
}

function tooFast(speed: number | undefined, { max_speed_mps: most }: FlightLimits, units: Units): string | null {
  if (speed === undefined || most === null || speed <= most) return null;
  return `${formatSpeed(speed, units)} is faster than the RPIC allows: ${formatSpeed(most, units)}.`;
}

/** So far beyond a limit is wind and measurement, not flying. */
const TOLERANCE = { height_m: 3, area_m: 8, speed: 1.2 };

/** In which ways an aircraft is beyond its limits now, each a phrase; none where it is inside or where it is not known. */
export function beyondLimits(limits: FlightLimits, state: VehicleState, units: Units): string[] {
  const { min_height_above_takeoff_m: least, max_height_above_takeoff_m: most, max_speed_mps, area } = limits;
  const height = state.height_above_takeoff_m;
  const position = positionOf(state);
  const found: string[] = [];
  if (height !== null && most !== null && height > most + TOLERANCE.height_m) {
    found.push(`height ${formatHeight(height, units, 'takeoff')}, at most ${formatHeight(most, units, 'takeoff')}`);
  }
  if (height !== null && least !== null && height < least - TOLERANCE.height_m) {
    found.push(`height ${formatHeight(height, units, 'takeoff')}, at least ${formatHeight(least, units, 'takeoff')}`);
  }
  const away = area && position ? distance(area.center, position) : 0;
  if (area && away > area.radius_m + TOLERANCE.area_m) {
    found.push(
      `${formatLength(away, units)} from the middle of the area, at most ${formatLength(area.radius_m, units)}`,
    );
  }
  const speed = state.ground_speed_mps;
  if (speed !== null && max_speed_mps !== null && speed > max_speed_mps * TOLERANCE.speed) {
    found.push(`speed ${formatSpeed(speed, units)}, at most ${formatSpeed(max_speed_mps, units)}`);
  }
  return found;
}

/** The limits in words, each a phrase, for records and screens. */
export function describeLimits(limits: FlightLimits, units: Units): string[] {
  const { min_height_above_takeoff_m: least, max_height_above_takeoff_m: most, max_speed_mps, area } = limits;
  return [
    ...(least === null ? [] : [`at least ${formatHeight(least, units, 'takeoff')}`]),
    ...(most === null ? [] : [`at most ${formatHeight(most, units, 'takeoff')}`]),
    ...(max_speed_mps === null ? [] : [`at most ${formatSpeed(max_speed_mps, units)}`]),
    ...(area === null ? [] : [`within ${formatLength(area.radius_m, units)} of the place named`]),
  ];
}
