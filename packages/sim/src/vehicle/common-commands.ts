/** Commands that both autopilots carry out alike; each answers a MAV_RESULT, null where it is not one of these. */
import { layoutOf, MAV_CMD, MAV_RESULT, MESSAGE_ID } from '@outrider/protocol/mavlink';
import type { MessageName } from '@outrider/protocol/mavlink';
import { bearingDeg } from '../geometry/index.js';
import { horizontal, subtract } from '../physics/index.js';
import type { Vector } from '../physics/index.js';
import type { Autopilot } from './autopilot.js';
import { cameraCommand } from './camera-commands.js';
import { pointGimbal } from './common-messages.js';
import type { VehicleCommand } from './mavlink/command.js';

const { ACCEPTED, DENIED, FAILED, UNSUPPORTED } = MAV_RESULT;
const DEFAULT_RATE_HZ = 1;

function setInterval(a: Autopilot, command: VehicleCommand): number {
  const name = layoutOf(command.param1)?.name;
  if (!name) return FAILED;
  const interval_us = command.param2;
  const rate = interval_us < 0 ? 0 : interval_us === 0 ? DEFAULT_RATE_HZ : 1e6 / interval_us;
  a.streams.set(name, Math.min(rate, 50), a.now_ms);
  return ACCEPTED;
}

function getInterval(a: Autopilot, command: VehicleCommand): number {
  const name = layoutOf(command.param1)?.name as MessageName | undefined;
  if (!name) return FAILED;
  const rate = a.streams.rateHz(name);
  a.port.send(1, 'MESSAGE_INTERVAL', {
    message_id: command.param1,
    interval_us: rate > 0 ? Math.round(1e6 / rate) : -1,
  });
  return ACCEPTED;
}

/** Camera angle that keeps a place in the picture. */
function lookAt(a: Autopilot, target: Vector): void {
  a.gimbal.lookAt(() => {
    const to = subtract(target, a.position);
    const pitch_deg = (Math.atan2(to.up, Math.max(0.1, horizontal(to))) * 180) / Math.PI;
    return { bearing_deg: bearingDeg({ east_m: to.east, north_m: to.north }), pitch_deg };
  });
}

function region(a: Autopilot, command: VehicleCommand): number {
  const { latitude_deg, longitude_deg } = command;
  if (latitude_deg === null || longitude_deg === null) return DENIED;
  const at = a.local({ latitude_deg, longitude_deg }, 0);
  const relative = command.frame === 3 || command.frame === 6;
  const home = a.home?.up ?? a.position.up;
  lookAt(a, { ...at, up: relative ? home + command.z : command.z });
  return ACCEPTED;
}

function pitchYaw(a: Autopilot, command: VehicleCommand): number {
  pointGimbal(a, {
    pitch_deg: command.param1,
    yaw_deg: command.param2,
    pitch_rate_deg_s: command.param3,
    yaw_rate_deg_s: command.param4,
    flags: command.integer ? 0 : command.param5,
  });
  return ACCEPTED;
}

/** DO_MOUNT_CONTROL: pitch, roll, yaw in degrees, mode 2 = angles. */
function mountControl(a: Autopilot, command: VehicleCommand): number {
  if (Math.round(command.z) !== 2) return UNSUPPORTED;
  a.gimbal.point(command.param1, command.param3);
  return ACCEPTED;
}

function gimbalConfigure(a: Autopilot, command: VehicleCommand): number {
  const same = command.param1 === -2 || command.param1 === -1;
  a.gimbal.controller = same
    ? { system: command.system, component: command.component }
    : { system: command.param1, component: command.param2 };
  return ACCEPTED;
}

function requestMessage(a: Autopilot, id: number, refusal: number): number {
  return a.emitById(id) ? ACCEPTED : refusal;
}

export function commonCommand(a: Autopilot, command: VehicleCommand): number | null {
  const ofCamera = cameraCommand(a, command);
  if (ofCamera !== null) return ofCamera;
  switch (command.command) {
    case MAV_CMD.SET_MESSAGE_INTERVAL:
      return setInterval(a, command);
    case MAV_CMD.GET_MESSAGE_INTERVAL:
      return getInterval(a, command);
    case MAV_CMD.REQUEST_MESSAGE:
      return requestMessage(a, command.param1, FAILED);
    case MAV_CMD.REQUEST_AUTOPILOT_CAPABILITIES:
      return requestMessage(a, MESSAGE_ID.AUTOPILOT_VERSION, FAILED);
    case MAV_CMD.REQUEST_PROTOCOL_VERSION:
      return requestMessage(a, MESSAGE_ID.PROTOCOL_VERSION, FAILED);
    case MAV_CMD.REQUEST_CAMERA_INFORMATION:
      return requestMessage(a, MESSAGE_ID.CAMERA_INFORMATION, FAILED);
    case MAV_CMD.GET_HOME_POSITION:
      return a.home ? requestMessage(a, MESSAGE_ID.HOME_POSITION, FAILED) : FAILED;
    case MAV_CMD.DO_MOUNT_CONTROL:
      return mountControl(a, command);
    case MAV_CMD.DO_GIMBAL_MANAGER_PITCHYAW:
      return pitchYaw(a, command);
    case MAV_CMD.DO_GIMBAL_MANAGER_CONFIGURE:
      return gimbalConfigure(a, command);
    case MAV_CMD.DO_SET_ROI_LOCATION:
    case MAV_CMD.DO_SET_ROI:
      return region(a, command);
    case MAV_CMD.DO_SET_ROI_NONE:
      a.gimbal.lookAt(null);
      return ACCEPTED;
    case MAV_CMD.IMAGE_START_CAPTURE:
    case MAV_CMD.IMAGE_STOP_CAPTURE:
    case MAV_CMD.VIDEO_START_CAPTURE:
    case MAV_CMD.VIDEO_STOP_CAPTURE:
      return ACCEPTED;
    default:
      return null;
  }
}
