import { ARM_FORCE, MAV_CMD, MAV_RESULT, px4CustomMode } from '@outrider/protocol/mavlink';
import type { Vector } from '../../physics/index.js';
import { brake, goTo, MissionTask, orbit } from '../flight/index.js';
import type { VehicleCommand } from '../mavlink/command.js';
import type { Px4Parts } from './px4.js';
import { MODE } from './modes.js';

const { ACCEPTED, DENIED, TEMPORARILY_REJECTED, UNSUPPORTED } = MAV_RESULT;
const REPOSITION_CHANGE_MODE = 1;
const DEG = 180 / Math.PI;

function armDisarm(p: Px4Parts, command: VehicleCommand): number {
  const force = command.param2 === ARM_FORCE;
  if (command.param1 === 1) return p.tryArm(force) ? ACCEPTED : TEMPORARILY_REJECTED;
  if (command.param1 !== 0) return UNSUPPORTED;
  if (!p.armed) return ACCEPTED;
  if (!p.landed && !force) return TEMPORARILY_REJECTED;
  if (p.landed) p.disarmWith('Disarmed by external command');
  else p.terminate();
  return ACCEPTED;
}

/** Height is above mean sea level here, unlike on ArduPilot; none given means MIS_TAKEOFF_ALT above home. */
function takeOff(p: Px4Parts, command: VehicleCommand): number {
  if (!p.home || !p.estimator_ready) return TEMPORARILY_REJECTED;
  const wanted = Number.isFinite(command.z) ? command.z : p.home.up + p.parameters.get('MIS_TAKEOFF_ALT');
  const up = Math.max(wanted, p.home.up + p.parameters.get('MIS_TAKEOFF_ALT'));
  if (wanted < p.position.up - 1 && !p.landed) p.say(4, 'Already higher than takeoff altitude');
  p.takeOffAltitude_amsl_m = up;
  return p.changeMode(MODE.TAKEOFF) ? ACCEPTED : TEMPORARILY_REJECTED;
}

/** The frame of a position is not looked at: heights are above mean sea level. */
function target(p: Px4Parts, command: VehicleCommand): Vector {
  const { latitude_deg, longitude_deg, z } = command;
  const up = Number.isFinite(z) ? z : p.position.up;
  if (latitude_deg === null || longitude_deg === null) return { ...p.position, up };
  return p.local({ latitude_deg, longitude_deg }, up);
}

/**
 * Named values change, the others stay: without a place it goes on to the one that it has, and without anything it stops. Setting
 * the mode alone would not stop it (Loiter::on_active looks at nothing but a new reposition).
 */
function reposition(p: Px4Parts, command: VehicleCommand): number {
  const changes = (command.param2 & REPOSITION_CHANGE_MODE) !== 0;
  if (!changes && p.custom_mode !== MODE.LOITER) return UNSUPPORTED;
  const before = p.custom_mode === MODE.LOITER ? p.target : null;
  if (!p.changeMode(MODE.LOITER)) return TEMPORARILY_REJECTED;
  if (!p.armed || p.landed) return ACCEPTED;
  const { latitude_deg, longitude_deg, z, param4 } = command;
  if (command.param1 > 0) p.speed_mps = command.param1;
  const up = Number.isFinite(z) ? z : p.position.up;
  const yaw_deg = Number.isFinite(param4) ? param4 * DEG : null;
  if (latitude_deg !== null && longitude_deg !== null) p.target = p.local({ latitude_deg, longitude_deg }, up);
  else if (Number.isFinite(z) || yaw_deg !== null) p.target = { ...(before ?? p.position), up };
  else p.target = null;
  p.start(p.target ? goTo(p.target, { final_heading_deg: yaw_deg }) : brake());
  return ACCEPTED;
}

function doOrbit(p: Px4Parts, command: VehicleCommand): number {
  if (!p.armed || p.landed) return DENIED;
  if (!p.changeMode(MODE.ORBIT)) return TEMPORARILY_REJECTED;
  const radius_m = Number.isFinite(command.param1) && command.param1 !== 0 ? Math.abs(command.param1) : 20;
  const speed_mps = Number.isFinite(command.param2) && command.param2 > 0 ? command.param2 : 4;
  const centre = target(p, command);
  p.target = centre;
  p.start(orbit({ centre, radius_m, speed_mps: Math.min(10, speed_mps), clockwise: !(command.param1 < 0) }));
  const at = p.latLon(centre);
  p.orbitStatus(radius_m * Math.sign(command.param1 || 1), at.latitude_deg, at.longitude_deg, centre.up);
  return ACCEPTED;
}

function changeAltitude(p: Px4Parts, command: VehicleCommand): number {
  const before = p.custom_mode === MODE.LOITER ? p.target : null;
  if (!p.armed || p.landed || !p.changeMode(MODE.LOITER)) return DENIED;
  p.target = { ...(before ?? p.position), up: command.param1 };
  p.start(goTo(p.target));
  return ACCEPTED;
}

function changeSpeed(p: Px4Parts, command: VehicleCommand): number {
  if (command.param1 <= 1) p.speed_mps = command.param2 > 0 ? command.param2 : null;
  return ACCEPTED;
}

function missionStart(p: Px4Parts): number {
  if (p.plans.mission.length === 0) return DENIED;
  if (!p.armed && !p.tryArm(false)) return TEMPORARILY_REJECTED;
  return p.changeMode(MODE.MISSION) ? ACCEPTED : TEMPORARILY_REJECTED;
}

/** Pausing a mission is holding; continuing is flying on from the current item. */
function pauseContinue(p: Px4Parts, command: VehicleCommand): number {
  return p.changeMode(command.param1 === 0 ? MODE.LOITER : MODE.MISSION) ? ACCEPTED : TEMPORARILY_REJECTED;
}

function setCurrent(p: Px4Parts, command: VehicleCommand): number {
  const index = Math.round(command.param1);
  if (index < 0 || index >= p.plans.mission.length) return DENIED;
  p.missionIndex = index;
  if (p.task instanceof MissionTask) p.task.jumpTo(index);
  return ACCEPTED;
}

function reboot(p: Px4Parts, command: VehicleCommand): number {
  if (command.param1 !== 1 && command.param1 !== 3) return DENIED;
  if (p.armed) return DENIED;
  p.rebootSoon();
  return ACCEPTED;
}

function setHome(p: Px4Parts, command: VehicleCommand): number {
  if (command.param1 === 1) p.home = { ...p.position };
  else if (command.latitude_deg !== null && command.longitude_deg !== null) p.home = target(p, command);
  else return DENIED;
  p.emit('HOME_POSITION');
  return ACCEPTED;
}

const mode = (p: Px4Parts, number: number): number => (p.changeMode(number) ? ACCEPTED : TEMPORARILY_REJECTED);

/** PX4's own commands; turning by CONDITION_YAW is not among them. */
export function px4Command(p: Px4Parts, command: VehicleCommand): number {
  switch (command.command) {
    case MAV_CMD.COMPONENT_ARM_DISARM:
      return armDisarm(p, command);
    case MAV_CMD.NAV_TAKEOFF:
      return takeOff(p, command);
    case MAV_CMD.NAV_RETURN_TO_LAUNCH:
      return mode(p, MODE.RTL);
    case MAV_CMD.NAV_LAND:
      return mode(p, MODE.LAND);
    case MAV_CMD.NAV_LOITER_UNLIM:
      return mode(p, MODE.LOITER);
    case MAV_CMD.DO_SET_MODE:
      return mode(p, px4CustomMode(command.param2, command.param3));
    case MAV_CMD.DO_REPOSITION:
      return reposition(p, command);
    case MAV_CMD.DO_ORBIT:
      return doOrbit(p, command);
    case MAV_CMD.DO_CHANGE_ALTITUDE:
      return changeAltitude(p, command);
    case MAV_CMD.DO_CHANGE_SPEED:
      return changeSpeed(p, command);
    case MAV_CMD.MISSION_START:
      return missionStart(p);
    case MAV_CMD.DO_PAUSE_CONTINUE:
      return pauseContinue(p, command);
    case MAV_CMD.DO_SET_MISSION_CURRENT:
      return setCurrent(p, command);
    case MAV_CMD.DO_FLIGHTTERMINATION:
      if (command.param1 > 0.5) p.terminate();
      return ACCEPTED;
    case MAV_CMD.PREFLIGHT_REBOOT_SHUTDOWN:
      return reboot(p, command);
    case MAV_CMD.DO_SET_HOME:
      return setHome(p, command);
    case MAV_CMD.RUN_PREARM_CHECKS:
      return p.sayHealth();
    default:
      return UNSUPPORTED;
  }
}
