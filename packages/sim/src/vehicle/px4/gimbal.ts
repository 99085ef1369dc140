/**
 * PX4's gimbal manager: whoever is in control is heard, everybody else is denied or passed over. GIMBAL_MANAGER_SET_PITCHYAW is not
 * among its messages; without a gimbal (MNT_MODE_IN -1) its commands find nobody who answers.
 */
import { MAV_CMD, MAV_RESULT } from '@outrider/protocol/mavlink';
import type { messages } from '@outrider/protocol/mavlink';
import { pointGimbal } from '../common-messages.js';
import { quaternionPitchYawDeg } from '../mavlink/gimbal.js';
import type { VehicleCommand } from '../mavlink/command.js';
import type { Received } from '../mavlink/port.js';
import type { Px4Parts } from './px4.js';

const DEG = 180 / Math.PI;
const UNCHANGED = -1;
const ITSELF = -2;
const RELEASED = -3;
const COMMANDS: ReadonlySet<number> = new Set([
  MAV_CMD.DO_GIMBAL_MANAGER_PITCHYAW,
  MAV_CMD.DO_GIMBAL_MANAGER_CONFIGURE,
  MAV_CMD.DO_MOUNT_CONTROL,
]);

export const hasGimbal = (p: Px4Parts): boolean => p.parameters.get('MNT_MODE_IN') >= 0;

/** Who is meant by a number of the command; "itself" is the aircraft, not the one who asks. */
function controllerOf(wanted: number, now: number, asking: number, own: number): number {
  if (wanted === UNCHANGED) return now;
  if (wanted === ITSELF) return own;
  if (wanted === RELEASED) return now === asking ? 0 : now;
  return wanted;
}

function configure(p: Px4Parts, command: VehicleCommand): number {
  const { system, component } = p.gimbal.controller;
  p.gimbal.controller = {
    system: controllerOf(command.param1, system, command.system, p.system_id),
    component: controllerOf(command.param2, component, command.component, 1),
  };
  return MAV_RESULT.ACCEPTED;
}

function isInControl(p: Px4Parts, system: number, component: number): boolean {
  const { controller } = p.gimbal;
  return controller.system === system && controller.component === component;
}

/** MAV_RESULT, 'nobody' where there is no answer, null for a command that both autopilots carry out alike. */
export function gimbalCommand(p: Px4Parts, command: VehicleCommand): number | 'nobody' | null {
  if (!COMMANDS.has(command.command)) return null;
  if (!hasGimbal(p)) return 'nobody';
  if (command.command === MAV_CMD.DO_GIMBAL_MANAGER_CONFIGURE) return configure(p, command);
  if (command.command === MAV_CMD.DO_MOUNT_CONTROL || isInControl(p, command.system, command.component)) return null;
  return MAV_RESULT.DENIED;
}

/** True for a message that is one of the gimbal's, heeded or not. */
export function gimbalMessage(p: Px4Parts, received: Received): boolean {
  const { message, systemId, componentId } = received;
  if (message.name === 'GIMBAL_MANAGER_SET_PITCHYAW') return true;
  if (message.name !== 'GIMBAL_MANAGER_SET_ATTITUDE') return false;
  if (hasGimbal(p) && isInControl(p, systemId, componentId)) setAttitude(p, message.fields);
  return true;
}

/** An attitude that names no angles is a rate. */
function setAttitude(p: Px4Parts, fields: messages.GimbalManagerSetAttitude): void {
  const isRate = Array.from(fields.q).some((value) => !Number.isFinite(value));
  const angles = isRate ? { pitch_deg: Number.NaN, yaw_deg: Number.NaN } : quaternionPitchYawDeg(fields.q);
  pointGimbal(p, {
    ...angles,
    pitch_rate_deg_s: fields.angular_velocity_y * DEG,
    yaw_rate_deg_s: fields.angular_velocity_z * DEG,
    flags: fields.flags,
  });
}
