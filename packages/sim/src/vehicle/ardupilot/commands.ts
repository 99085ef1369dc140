import { ARM_FORCE, COPTER_MODE, MAV_CMD, MAV_RESULT } from '@outrider/protocol/mavlink';
import type { Copter } from './copter.js';
import { climbTo, goTo, MissionTask } from '../flight/index.js';
import type { VehicleCommand } from '../mavlink/command.js';

const { ACCEPTED, DENIED, FAILED, UNSUPPORTED, COMMAND_INT_ONLY } = MAV_RESULT;
const REPOSITION_CHANGE_MODE = 1;

function armDisarm(c: Copter, command: VehicleCommand): number {
  const force = command.param2 === ARM_FORCE;
  if (command.param1 === 1) return c.tryArm(force) ? ACCEPTED : FAILED;
  if (command.param1 !== 0) return UNSUPPORTED;
  if (!c.armed) return ACCEPTED;
  if (!c.landed && !force) return FAILED;
  if (c.landed) c.disarmWith('Disarming motors');
  else c.terminate();
  return ACCEPTED;
}

/** Height is above home here, unlike on PX4. */
function takeOff(c: Copter, command: VehicleCommand): number {
  if (c.custom_mode !== COPTER_MODE.GUIDED || !c.armed || !c.landed || !c.home) return FAILED;
  if (!Number.isFinite(command.z) || command.z <= 0) return FAILED;
  c.start(climbTo(c.home.up + command.z));
  c.target = { ...c.position, up: c.home.up + command.z };
  return ACCEPTED;
}

/** A place outside the fence fails without a word, and the mode stays as it is (GCS_MAVLINK_Copter, ModeGuided). */
function reposition(c: Copter, command: VehicleCommand): number {
  if (!command.integer) return COMMAND_INT_ONLY;
  const { latitude_deg, longitude_deg } = command;
  if (latitude_deg === null || longitude_deg === null || !c.home) return DENIED;
  const changes = (command.param2 & REPOSITION_CHANGE_MODE) !== 0;
  const guided = c.custom_mode === COPTER_MODE.GUIDED;
  if ((!guided && !changes) || !c.armed || c.landed) return DENIED;
  const up = c.altitude(command.frame, command.z, latitude_deg, longitude_deg);
  if (up === null) return DENIED;
  const target = c.local({ latitude_deg, longitude_deg }, up);
  if (!c.fenceAllows(target)) return FAILED;
  if (!guided && !c.changeMode(COPTER_MODE.GUIDED)) return FAILED;
  if (command.param1 > 0) c.speed_mps = command.param1;
  c.target = target;
  c.start(goTo(target));
  return ACCEPTED;
}

function changeSpeed(c: Copter, command: VehicleCommand): number {
  if (!(command.param2 > 0)) return FAILED;
  if (command.param1 <= 1) c.speed_mps = command.param2;
  return ACCEPTED;
}

/** Turns in GUIDED only; the aircraft stays where it is going. */
function conditionYaw(c: Copter, command: VehicleCommand): number {
  if (c.custom_mode !== COPTER_MODE.GUIDED || !c.armed || c.landed) return FAILED;
  const sign = command.param3 < 0 ? -1 : 1;
  const heading = command.param4 === 1 ? c.body.heading_deg + sign * command.param1 : command.param1;
  c.start(goTo(c.target ?? { ...c.position }, { heading }));
  return ACCEPTED;
}

function missionStart(c: Copter): number {
  if (!c.armed || c.plans.mission.length < 2) return FAILED;
  return c.startMission() ? ACCEPTED : FAILED;
}

function pauseContinue(c: Copter, command: VehicleCommand): number {
  if (c.custom_mode !== COPTER_MODE.AUTO) return DENIED;
  return c.pauseMission(command.param1 === 0) ? ACCEPTED : FAILED;
}

function setCurrent(c: Copter, command: VehicleCommand): number {
  const index = Math.round(command.param1);
  if (index < 0 || index >= c.plans.mission.length) return DENIED;
  c.missionIndex = index;
  if (c.task instanceof MissionTask) c.task.jumpTo(index);
  return ACCEPTED;
}

function reboot(c: Copter, command: VehicleCommand): number {
  if (command.param1 !== 1 && command.param1 !== 3) return UNSUPPORTED;
  if (c.armed) return FAILED;
  c.rebootSoon();
  return ACCEPTED;
}

function setHome(c: Copter, command: VehicleCommand): number {
  if (command.param1 === 1) c.home = { ...c.position };
  else if (command.latitude_deg !== null && command.longitude_deg !== null) {
    c.home = c.local({ latitude_deg: command.latitude_deg, longitude_deg: command.longitude_deg }, command.z);
  } else return FAILED;
  c.emit('HOME_POSITION');
  return ACCEPTED;
}

function fenceEnable(c: Copter, command: VehicleCommand): number {
  if (command.param1 !== 0 && command.param1 !== 1) return FAILED;
  c.parameters.set('FENCE_ENABLE', command.param1);
  return ACCEPTED;
}

const mode = (c: Copter, number: number): number => (c.changeMode(number) ? ACCEPTED : FAILED);

/** ArduCopter's own commands; DO_ORBIT is not among them. */
export function arduCopterCommand(c: Copter, command: VehicleCommand): number {
  switch (command.command) {
    case MAV_CMD.COMPONENT_ARM_DISARM:
      return armDisarm(c, command);
    case MAV_CMD.NAV_TAKEOFF:
      return takeOff(c, command);
    case MAV_CMD.NAV_RETURN_TO_LAUNCH:
      return mode(c, COPTER_MODE.RTL);
    case MAV_CMD.NAV_LAND:
      return mode(c, COPTER_MODE.LAND);
    case MAV_CMD.NAV_LOITER_UNLIM:
      return mode(c, COPTER_MODE.LOITER);
    case MAV_CMD.DO_SET_MODE:
      return mode(c, Math.round(command.param2));
    case MAV_CMD.DO_REPOSITION:
      return reposition(c, command);
    case MAV_CMD.DO_CHANGE_SPEED:
      return changeSpeed(c, command);
    case MAV_CMD.CONDITION_YAW:
      return conditionYaw(c, command);
    case MAV_CMD.MISSION_START:
      return missionStart(c);
    case MAV_CMD.DO_PAUSE_CONTINUE:
      return pauseContinue(c, command);
    case MAV_CMD.DO_SET_MISSION_CURRENT:
      return setCurrent(c, command);
    case MAV_CMD.DO_FLIGHTTERMINATION:
      if (command.param1 > 0.5) c.terminate();
      return ACCEPTED;
    case MAV_CMD.PREFLIGHT_REBOOT_SHUTDOWN:
      return reboot(c, command);
    case MAV_CMD.DO_SET_HOME:
      return setHome(c, command);
    case MAV_CMD.DO_FENCE_ENABLE:
      return fenceEnable(c, command);
    case MAV_CMD.RUN_PREARM_CHECKS:
      if (c.armed) return MAV_RESULT.TEMPORARILY_REJECTED;
      c.sayPrearm();
      return ACCEPTED;
    default:
      return UNSUPPORTED;
  }
}
