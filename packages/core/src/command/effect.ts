/**
 * What an aircraft is seen to do when it carries out an action. Two questions: has it begun (that settles an acknowledgement
 * which was lost), and has it been achieved (that makes the command done).
 */
import type { Action } from '@outrider/schema';
import { distance } from '../geo/index.js';
import { angleBetween } from '../vehicle/angles.js';
import { isAirborne, positionOf } from '../vehicle/state.js';
import type { VehicleState } from '../vehicle/state.js';

const ARRIVED_WITHIN_M = 4;
const HEIGHT_WITHIN_M = 1.5;
const TAKE_OFF_WITHIN_M = 1;
const HEADING_WITHIN_DEG = 8;
const STANDING_BELOW_MPS = 1;
const SLOWEST_CLIMB_MPS = 0.7;
const SLOWEST_GO_TO_MPS = 1.5;
const MARGIN_MS = 30_000;
/**
 * An autopilot that has taken the mode and cannot fly the plan falls back at once, and says nothing that both dialects have in common: PX4
 * does so while it still reads a new fence. Then it is soon told again. Its mode is heard once a second.
 */
const PLAN_MODE_MS = 4000;

/** True when the state shows that the aircraft has taken the action up; null where the state cannot show it. */
export function hasBegun(action: Action, before: VehicleState, now: VehicleState): boolean | null {
  switch (action.kind) {
    case 'arm':
      return now.armed === true;
    case 'disarm':
    case 'terminate':
      return now.armed === false;
    case 'take_off':
      return isAirborne(now);
    case 'start_plan':
      return now.mode === 'mission';
    case 'hold':
    case 'stop':
      // In its hold mode PX4 also flies to a place: only standing shows that it holds this one.
      return now.mode === 'hold' && (before.mode !== 'hold' || standsStill(now));
    case 'return':
      return now.mode === 'return' || (before.mode !== 'land' && now.mode === 'land');
    case 'land':
      return now.mode === 'land';
    case 'go_to':
      return hasMovedTowards(action, before, now);
    case 'change_height':
      return now.climb_mps !== null && wantsClimb(action.height_above_takeoff_m, now) && Math.abs(now.climb_mps) > 0.3;
    case 'change_heading':
      return isAchieved(action, now);
    default:
      return null;
  }
}

/** True when the action's aim is reached as far as the state shows; null where being accepted is all there is. */
export function isAchieved(action: Action, now: VehicleState): boolean | null {
  switch (action.kind) {
    case 'arm':
      return now.armed === true;
    case 'disarm':
    case 'terminate':
      return now.armed === false;
    case 'take_off':
      return atLeastHeight(action.height_above_takeoff_m - TAKE_OFF_WITHIN_M, now);
    case 'start_plan':
      return now.mode === 'mission';
    case 'hold':
    case 'stop':
      return now.mode === 'hold' && standsStill(now);
    case 'return':
      return now.mode === 'return' || now.mode === 'land';
    case 'land':
      return now.mode === 'land';
    case 'go_to':
      return isThere(action, now);
    case 'change_height':
      return now.height_above_takeoff_m !== null && !wantsClimb(action.height_above_takeoff_m, now);
    case 'change_heading':
      return now.heading_deg !== null && angleBetween(now.heading_deg, action.heading_deg) < HEADING_WITHIN_DEG;
    default:
      return null;
  }
}

/** How long an accepted action may take until it is given up, in milliseconds. */
export function achieveWithinMs(action: Action, now: VehicleState): number {
  const height = now.height_above_takeoff_m ?? 0;
  switch (action.kind) {
    case 'take_off':
      return MARGIN_MS + (action.height_above_takeoff_m / SLOWEST_CLIMB_MPS) * 1000;
    case 'change_height':
      return MARGIN_MS + (Math.abs(action.height_above_takeoff_m - height) / SLOWEST_CLIMB_MPS) * 1000;
    case 'go_to': {
      const position = positionOf(now);
      const metres = position === null ? 5000 : distance(position, action);
      return MARGIN_MS + (metres / Math.min(action.speed_mps ?? SLOWEST_GO_TO_MPS, SLOWEST_GO_TO_MPS)) * 1000;
    }
    case 'hold':
    case 'stop':
    case 'change_heading':
      return MARGIN_MS;
    case 'start_plan':
      return PLAN_MODE_MS;
    default:
      return 10_000;
  }
}

function standsStill(now: VehicleState): boolean {
  return (now.ground_speed_mps ?? 0) < STANDING_BELOW_MPS && Math.abs(now.climb_mps ?? 0) < STANDING_BELOW_MPS;
}

type GoTo = Extract<Action, { kind: 'go_to' }>;

function isThere(action: GoTo, now: VehicleState): boolean {
  const position = positionOf(now);
  if (position === null || distance(position, action) > ARRIVED_WITHIN_M) return false;
  return action.height_above_takeoff_m === undefined || !wantsClimb(action.height_above_takeoff_m, now);
}

function hasMovedTowards(action: GoTo, before: VehicleState, now: VehicleState): boolean {
  const from = positionOf(before);
  const to = positionOf(now);
  if (isThere(action, now)) return true;
  // PX4 repositions in its hold mode, ArduPilot in GUIDED.
  if (from === null || to === null || (now.mode !== 'guided' && now.mode !== 'hold')) return false;
  return distance(to, action) < distance(from, action) - 2;
}

function wantsClimb(height: number, now: VehicleState): boolean {
  return now.height_above_takeoff_m === null || Math.abs(now.height_above_takeoff_m - height) > HEIGHT_WITHIN_M;
}

function atLeastHeight(height: number, now: VehicleState): boolean {
  return isAirborne(now) && now.height_above_takeoff_m !== null && now.height_above_takeoff_m >= height;
}
