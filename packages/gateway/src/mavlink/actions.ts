/** Actions as the commands that ArduCopter and PX4 understand. One action may take several, in this order. */
import { hasBegun } from '@outrider/core/command';
import { isAirborne } from '@outrider/core/vehicle';
import type { VehicleState } from '@outrider/core/vehicle';
import type { Action } from '@outrider/schema';
import type { CommandSpec } from './commands.js';
import { MODE_FLAG_CUSTOM_MODE_ENABLED, MavCmd, MavFrame } from './enums.js';
import { GIMBAL_LEVEL } from './gimbal.js';
import type { WantedMode } from './modes.js';
import { modeNumbers } from './modes.js';

export interface CommandStep {
  spec: CommandSpec;
  /** The state shows that this step was taken up; settles an acknowledgement that was lost. */
  seen?: (now: VehicleState) => boolean;
  /** A refusal of this step is not one of the action. */
  optional?: boolean;
  arming?: boolean;
  /** Tried instead when this step is refused. */
  instead?: CommandSpec;
}

export type KnownAutopilot = 'ardupilot' | 'px4';

/** COMPONENT_ARM_DISARM, parameter 2: also in the air. Only for `terminate`. */
const FORCE = 21_196;
const GROUND_SPEED = 1;
const KEEP = -1;
const REPOSITION_CHANGE_MODE = 1;
const RADIANS = Math.PI / 180;
const MOUNT_MODE_MAVLINK = 2;
const PX4_ORBIT = 'ORBIT';

/** One step that sets a mode. */
export function modeStep(autopilot: KnownAutopilot, wanted: WantedMode): CommandStep {
  const [main, sub] = modeNumbers(autopilot, wanted)!;
  const seenAs = wanted === 'guided' && autopilot === 'px4' ? 'hold' : wanted;
  return {
    spec: { command: MavCmd.DO_SET_MODE, params: [MODE_FLAG_CUSTOM_MODE_ENABLED, main, sub] },
    seen: (now) => now.mode === seenAs,
  };
}

const ARM: CommandStep = {
  spec: { command: MavCmd.COMPONENT_ARM_DISARM, params: [1, 0] },
  seen: (now) => now.armed === true,
  arming: true,
};

/**
 * PX4 in its hold mode goes on to the place that it was last sent to, and setting the mode anew changes nothing
 * (Loiter::on_active). A reposition that names nothing makes it brake and stay, from every mode.
 */
function holdStep(autopilot: KnownAutopilot): CommandStep {
  const mode = modeStep(autopilot, 'hold');
  if (autopilot !== 'px4') return mode;
  const place = { frame: MavFrame.GLOBAL_INT, latitude_deg: null, longitude_deg: null, z: Number.NaN };
  const params = [KEEP, REPOSITION_CHANGE_MODE, 0, Number.NaN];
  return { spec: { command: MavCmd.DO_REPOSITION, params, place }, instead: mode.spec };
}

/** The steps of an action from this state; null where this autopilot cannot do it in one go. */
export function stepsOf(action: Action, autopilot: KnownAutopilot, state: VehicleState): CommandStep[] | null {
  const before = { ...state };
  const seen = (now: VehicleState): boolean => hasBegun(action, before, now) === true;
  switch (action.kind) {
    case 'arm':
      return [ARM];
    case 'disarm':
      return [{ spec: { command: MavCmd.COMPONENT_ARM_DISARM, params: [0, 0] }, seen }];
    case 'take_off':
      return takeOffSteps(action.height_above_takeoff_m, autopilot, state);
    case 'start_plan':
      return autopilot === 'px4' ? [modeStep('px4', 'mission')] : [{ spec: { command: MavCmd.MISSION_START }, seen }];
    case 'go_to':
      return goToSteps(action, autopilot, state, seen);
    case 'orbit':
      return autopilot === 'px4' ? [px4OrbitStep(action, before)] : null;
    case 'hold':
    case 'stop':
      return [{ ...holdStep(autopilot), seen }];
    case 'change_height':
      return [{ spec: heightSpec(action.height_above_takeoff_m, autopilot, state), seen }];
    case 'change_speed':
      return [{ spec: speedSpec(action.speed_mps) }];
    case 'change_heading':
      return headingSteps(action.heading_deg, autopilot, state, seen);
    case 'point_camera':
      return [cameraStep(action, autopilot, state)];
    case 'return':
      return [{ ...modeStep(autopilot, 'return'), seen }];
    case 'land':
      return [modeStep(autopilot, 'land')];
    case 'terminate':
      return [
        {
          spec: { command: MavCmd.DO_FLIGHTTERMINATION, params: [1] },
          instead: { command: MavCmd.COMPONENT_ARM_DISARM, params: [0, FORCE] },
          seen,
        },
      ];
    default:
      return null;
  }
}

/** The mode in which a take-off by command works, before arming: ArduPilot's GUIDED, PX4's hold. */
export function takeOffModeStep(autopilot: KnownAutopilot): CommandStep {
  return modeStep(autopilot, 'guided');
}

/** ArduPilot keeps its place in the list over an upload, and its item 0 is home. PX4 begins at the item that the upload marked. */
export function firstItemStep(autopilot: KnownAutopilot): CommandStep {
  const first = autopilot === 'ardupilot' ? 1 : 0;
  return { spec: { command: MavCmd.DO_SET_MISSION_CURRENT, params: [first] }, optional: autopilot === 'px4' };
}

/** NAV_TAKEOFF counts from home on ArduPilot and from sea level on PX4. */
function takeOffSteps(height: number, autopilot: KnownAutopilot, state: VehicleState): CommandStep[] | null {
  const z = autopilot === 'ardupilot' ? height : amslOf(height, state);
  if (z === null) return null;
  const [latitude, longitude] = autopilot === 'px4' ? [Number.NaN, Number.NaN] : [0, 0];
  const takeOff: CommandStep = {
    spec: { command: MavCmd.NAV_TAKEOFF, params: [0, 0, 0, Number.NaN], more: [latitude, longitude, z] },
    seen: (now) => isAirborne(now) || now.mode === 'take_off',
  };
  const modeIsRight = state.mode === 'guided' || (autopilot === 'px4' && state.mode === 'hold');
  return [...(modeIsRight ? [] : [takeOffModeStep(autopilot)]), ...(state.armed ? [] : [ARM]), takeOff];
}

type GoTo = Extract<Action, { kind: 'go_to' }>;

function goToSteps(
  action: GoTo,
  autopilot: KnownAutopilot,
  state: VehicleState,
  seen: (now: VehicleState) => boolean,
): CommandStep[] | null {
  const height = action.height_above_takeoff_m ?? state.height_above_takeoff_m;
  const z = height === null ? null : autopilot === 'ardupilot' ? height : amslOf(height, state);
  if (z === null) return null;
  const { latitude_deg, longitude_deg } = action;
  const spec: CommandSpec = {
    command: MavCmd.DO_REPOSITION,
    params: [action.speed_mps ?? KEEP, REPOSITION_CHANGE_MODE, 0, Number.NaN],
    place: { frame: frameOf(autopilot), latitude_deg, longitude_deg, z },
  };
  // ArduCopter does not look at the speed of a reposition.
  const slower = action.speed_mps !== undefined && autopilot === 'ardupilot';
  return [{ spec, seen }, ...(slower ? [{ spec: speedSpec(action.speed_mps!), optional: true }] : [])];
}

/** In its orbit mode already, it may still be on the ring before: then nothing but the acknowledgement tells. */
function px4OrbitStep(action: Extract<Action, { kind: 'orbit' }>, before: VehicleState): CommandStep {
  const spec = px4Orbit(action, before);
  return { spec, seen: (now) => before.mode_name !== PX4_ORBIT && now.mode_name === PX4_ORBIT };
}

function px4Orbit(action: Extract<Action, { kind: 'orbit' }>, state: VehicleState): CommandSpec {
  const height = action.height_above_takeoff_m ?? state.height_above_takeoff_m;
  const { latitude_deg, longitude_deg } = action;
  const z = height === null ? Number.NaN : (amslOf(height, state) ?? Number.NaN);
  return {
    command: MavCmd.DO_ORBIT,
    params: [action.clockwise ? action.radius_m : -action.radius_m, action.speed_mps ?? Number.NaN, 0, Number.NaN],
    place: { frame: MavFrame.GLOBAL_INT, latitude_deg, longitude_deg, z },
  };
}

/** PX4 keeps its place when none is named; ArduCopter is given the one where it is. */
function heightSpec(height: number, autopilot: KnownAutopilot, state: VehicleState): CommandSpec {
  const z = autopilot === 'ardupilot' ? height : (amslOf(height, state) ?? Number.NaN);
  const place = autopilot === 'px4' ? { latitude_deg: null, longitude_deg: null } : state;
  return {
    command: MavCmd.DO_REPOSITION,
    params: [KEEP, REPOSITION_CHANGE_MODE, 0, Number.NaN],
    place: { frame: frameOf(autopilot), latitude_deg: place.latitude_deg, longitude_deg: place.longitude_deg, z },
  };
}

function speedSpec(speed: number): CommandSpec {
  return { command: MavCmd.DO_CHANGE_SPEED, params: [GROUND_SPEED, speed, KEEP, 0] };
}

/** ArduCopter turns by CONDITION_YAW in GUIDED and AUTO; PX4 by a reposition that names only a yaw, in radians. */
function headingSteps(
  heading: number,
  autopilot: KnownAutopilot,
  state: VehicleState,
  seen: (now: VehicleState) => boolean,
): CommandStep[] {
  if (autopilot === 'px4') {
    const spec: CommandSpec = {
      command: MavCmd.DO_REPOSITION,
      params: [KEEP, REPOSITION_CHANGE_MODE, 0, heading > 180 ? (heading - 360) * RADIANS : heading * RADIANS],
      place: { frame: MavFrame.GLOBAL_INT, latitude_deg: null, longitude_deg: null, z: Number.NaN },
    };
    return [{ spec, seen }];
  }
  const turn: CommandStep = { spec: { command: MavCmd.CONDITION_YAW, params: [heading, 0, 0, 0] }, seen };
  const turns = state.mode === 'guided' || state.mode === 'mission';
  return turns ? [turn] : [modeStep('ardupilot', 'guided'), turn];
}

function cameraStep(
  action: Extract<Action, { kind: 'point_camera' }>,
  autopilot: KnownAutopilot,
  state: VehicleState,
): CommandStep {
  if (action.target) {
    const z = autopilot === 'ardupilot' ? 0 : (state.home?.altitude_amsl_m ?? 0);
    const place = { frame: frameOf(autopilot), ...action.target, z };
    return { spec: { command: MavCmd.DO_SET_ROI_LOCATION, place } };
  }
  const pitch = action.pitch_deg ?? state.gimbal_pitch_deg ?? 0;
  const yaw = action.yaw_deg ?? 0;
  return {
    spec: {
      command: MavCmd.DO_GIMBAL_MANAGER_PITCHYAW,
      params: [pitch, yaw, Number.NaN, Number.NaN],
      more: [GIMBAL_LEVEL, 0, 0],
    },
    instead: { command: MavCmd.DO_MOUNT_CONTROL, params: [pitch, 0, yaw, 0], more: [0, 0, MOUNT_MODE_MAVLINK] },
  };
}

/** CAMERA_ZOOM_TYPE: one step of the camera's own; a share of the whole range. */
const ZOOM_TYPE_STEP = 0;
const ZOOM_TYPE_RANGE = 2;

/** @param component the camera's own; an autopilot may speak for one that has none */
export function zoomStep(action: Extract<Action, { kind: 'zoom_camera' }>, component: number | null): CommandStep {
  const { step, zoom_percent = 0 } = action;
  const params = step === undefined ? [ZOOM_TYPE_RANGE, zoom_percent] : [ZOOM_TYPE_STEP, step];
  return { spec: { command: MavCmd.SET_CAMERA_ZOOM, params, ...(component === null ? {} : { component }) } };
}

/** ArduPilot takes heights above home, PX4 heights above sea level whatever the frame says. */
function frameOf(autopilot: KnownAutopilot): number {
  return autopilot === 'ardupilot' ? MavFrame.GLOBAL_RELATIVE_ALT_INT : MavFrame.GLOBAL_INT;
}

function amslOf(height: number, state: VehicleState): number | null {
  if (state.home) return state.home.altitude_amsl_m + height;
  if (state.altitude_amsl_m === null || state.height_above_takeoff_m === null) return null;
  return state.altitude_amsl_m - state.height_above_takeoff_m + height;
}
