/** May this action be begun now? Pure. Hold, return and land are refused for nothing but the state of the aircraft itself. */
import type { Action, AgencyPolicy } from '@outrider/schema';
import type { Fence } from '@outrider/core/safety';
import { fenceRefusal } from '@outrider/core/safety';
import { isAirborne, positionOf } from '@outrider/core/vehicle';
import type { VehicleState } from '@outrider/core/vehicle';
import type { VehicleFacts } from './adapter.js';
import type { Refusal } from './context.js';

/** These end whatever else is going on. */
const URGENT: ReadonlySet<Action['kind']> = new Set([
  'stop',
  'hold',
  'return',
  'land',
  'terminate',
  'disarm',
  'reactivate',
]);
/** What STOP leaves open: staying, being let go, and the last resort. */
const WHILE_STOPPED: ReadonlySet<Action['kind']> = new Set([
  'stop',
  'hold',
  'reactivate',
  'terminate',
  'read_failsafes',
  'point_camera',
  'zoom_camera',
]);
const ON_GROUND_ONLY: ReadonlySet<Action['kind']> = new Set(['arm', 'take_off', 'set_failsafes']);
const IN_AIR_ONLY: ReadonlySet<Action['kind']> = new Set([
  'go_to',
  'orbit',
  'hold',
  'change_height',
  'change_heading',
  'start_plan',
  'return',
  'land',
]);
/** Only these change where the aircraft goes. */
const STEERING: ReadonlySet<Action['kind']> = new Set([
  'take_off',
  'start_plan',
  'go_to',
  'orbit',
  'hold',
  'change_height',
  'change_heading',
  'return',
  'land',
  'stop',
]);

/** What neither moves the aircraft nor waits for anything that does. */
const BESIDE: ReadonlySet<Action['kind']> = new Set(['point_camera', 'zoom_camera', 'read_failsafes']);

export const isBeside = (action: Action): boolean => BESIDE.has(action.kind);
export const isUrgent = (action: Action): boolean => URGENT.has(action.kind);
export const isSteering = (action: Action): boolean => STEERING.has(action.kind);

export interface GateView {
  state: VehicleState;
  facts: VehicleFacts;
  stopped: boolean;
  listen_only: boolean;
  preparing_flight: boolean;
  /** An upload failed half-way: nobody knows which plan the autopilot would fly. */
  plan_uncertain: boolean;
  /** Nobody takes off with no more than this. */
  reserve_percent: number;
  /** The one of the flight; null where it has none. */
  fence: Fence | null;
  units: AgencyPolicy['units'];
}

/** Null where it may begin. */
export function gateRefusal(action: Action, view: GateView): Refusal | null {
  const { state, facts } = view;
  if (view.listen_only) return { code: 'command_unsupported', message: 'A log is played back on this link.' };
  const needs = capabilityOf(action);
  if (needs && !facts.capabilities.includes(needs)) {
    return { code: 'command_unsupported', message: `This autopilot cannot be told to ${words(action)}.` };
  }
  if (view.stopped && !WHILE_STOPPED.has(action.kind)) {
    return { code: 'stop_latched', message: 'STOP is latched. Re-activate the aircraft first.' };
  }
  if (state.link === 'lost' && !isUrgent(action)) {
    return { code: 'vehicle_link_lost', message: 'Nothing is heard from the aircraft.' };
  }
  if (view.preparing_flight && !isUrgent(action) && isSteering(action)) {
    return { code: 'flight_state', message: 'The aircraft is being prepared for its flight.' };
  }
  if (action.kind === 'start_plan' && view.plan_uncertain) {
    return { code: 'plan_upload_failed', message: 'Which plan the autopilot holds is not certain; an upload failed.' };
  }
  const short = action.kind === 'take_off' ? reserveRefusal(state, view.reserve_percent) : null;
  return short ?? groundRefusal(action, state) ?? outsideFence(action, view);
}

/** What speaks against preparing a flight at all; null where nothing does. */
export function startRefusal(
  { listen_only, state }: Pick<GateView, 'listen_only' | 'state'>,
  { stopped, reserve_percent }: Pick<GateView, 'stopped' | 'reserve_percent'>,
): Refusal | null {
  if (listen_only) return { code: 'command_unsupported', message: 'A log is played back on this link.' };
  if (state.link === 'lost') return { code: 'vehicle_link_lost', message: 'Nothing is heard from the aircraft.' };
  if (stopped) return { code: 'stop_latched', message: 'STOP is latched. Re-activate the aircraft first.' };
  if (state.armed !== false) return { code: 'flight_state', message: 'The aircraft is armed already.' };
  return reserveRefusal(state, reserve_percent);
}

function reserveRefusal({ battery_percent: battery }: VehicleState, reserve_percent: number): Refusal | null {
  if (battery === null || battery > reserve_percent) return null;
  const message = `The battery holds ${Math.round(battery)} %, no more than the reserve of ${reserve_percent} %.`;
  return { code: 'not_ready', message };
}

function outsideFence(action: Action, { fence, units, state }: GateView): Refusal | null {
  const message = fence && fenceRefusal(action, fence, units, positionOf(state));
  return message ? { code: 'outside_fence', message } : null;
}

function groundRefusal(action: Action, state: VehicleState): Refusal | null {
  const flying = isAirborne(state);
  if (flying && ON_GROUND_ONLY.has(action.kind)) {
    return { code: 'flight_state', message: `The aircraft is in the air: it cannot ${words(action)} now.` };
  }
  if (flying && action.kind === 'disarm') {
    return { code: 'flight_state', message: 'The aircraft is in the air. Land first; terminate cuts the motors.' };
  }
  if (!flying && state.phase !== 'unknown' && IN_AIR_ONLY.has(action.kind)) {
    return { code: 'flight_state', message: `The aircraft is on the ground: it cannot ${words(action)}.` };
  }
  if (action.kind === 'set_failsafes' && state.armed) {
    return { code: 'flight_state', message: 'Failsafes are not changed while the motors are armed.' };
  }
  return null;
}

function words(action: Action): string {
  return action.kind.replaceAll('_', ' ');
}

function capabilityOf(action: Action): VehicleFacts['capabilities'][number] | null {
  switch (action.kind) {
    case 'arm':
    case 'disarm':
      return 'take_off';
    case 'start_plan':
      return 'mission';
    case 'point_camera':
      return 'gimbal';
    case 'zoom_camera':
      return 'zoom';
    case 'reactivate':
      return null;
    case 'read_failsafes':
    case 'set_failsafes':
      return 'parameters';
    default:
      return action.kind;
  }
}
