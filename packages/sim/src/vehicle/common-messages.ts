/** Messages that both autopilots handle alike. */
import { MAV_AUTOPILOT, MAV_COMPONENT, MAV_TYPE } from '@outrider/protocol/mavlink';
import type { messages, NamedMessage } from '@outrider/protocol/mavlink';
import { wrap180 } from '../geometry/index.js';
import type { Autopilot } from './autopilot.js';
import { quaternionPitchYawDeg } from './mavlink/gimbal.js';
import type { PlanProtocol } from './mavlink/plan-protocol.js';
import type { Received } from './mavlink/port.js';

const DEG = 180 / Math.PI;

function timesync(a: Autopilot, from: messages.Timesync, received: Received): void {
  if (from.tc1 !== 0) return;
  const target = { target_system: received.systemId, target_component: received.componentId };
  a.port.send(1, 'TIMESYNC', { tc1: Math.round(a.now_ms * 1e6), ts1: from.ts1, ...target });
}

function ping(a: Autopilot, from: messages.Ping, received: Received): void {
  if (from.target_system !== 0) return;
  const { time_usec, seq } = from;
  a.port.send(1, 'PING', { time_usec, seq, target_system: received.systemId, target_component: received.componentId });
}

/** Yaw of a gimbal command in the vehicle's frame. */
function vehicleYaw(a: Autopilot, yaw_deg: number, flags: number): number {
  const earth = (flags & 64) !== 0 || ((flags & 16) !== 0 && (flags & 32) === 0);
  return earth ? wrap180(yaw_deg - a.body.heading_deg) : yaw_deg;
}

function gimbalMessage(a: Autopilot, message: NamedMessage): boolean {
  if (message.name === 'GIMBAL_MANAGER_SET_PITCHYAW') {
    const { flags, pitch, yaw, pitch_rate, yaw_rate } = message.fields;
    pointGimbal(a, {
      pitch_deg: pitch * DEG,
      yaw_deg: yaw * DEG,
      pitch_rate_deg_s: pitch_rate * DEG,
      yaw_rate_deg_s: yaw_rate * DEG,
      flags,
    });
    return true;
  }
  if (message.name === 'GIMBAL_MANAGER_SET_ATTITUDE') {
    const { pitch_deg, yaw_deg } = quaternionPitchYawDeg(message.fields.q);
    a.gimbal.point(pitch_deg, vehicleYaw(a, yaw_deg, message.fields.flags));
    return true;
  }
  return false;
}

export interface GimbalOrder {
  pitch_deg: number;
  yaw_deg: number;
  pitch_rate_deg_s: number;
  yaw_rate_deg_s: number;
  /** GIMBAL_MANAGER_FLAGS */
  flags: number;
}

/** An angle where one is given, else a rate. */
export function pointGimbal(a: Autopilot, order: GimbalOrder): void {
  const angles = Number.isFinite(order.pitch_deg) || Number.isFinite(order.yaw_deg);
  if (angles) a.gimbal.point(order.pitch_deg, vehicleYaw(a, order.yaw_deg, order.flags));
  else a.gimbal.rotate(order.pitch_rate_deg_s, order.yaw_rate_deg_s);
}

/** True when the message was one of those. */
export function handleCommon(a: Autopilot, plan: PlanProtocol, received: Received): boolean {
  const { message, systemId, componentId } = received;
  switch (message.name) {
    case 'TIMESYNC':
      timesync(a, message.fields, received);
      return true;
    case 'PING':
      ping(a, message.fields, received);
      return true;
    case 'PARAM_REQUEST_LIST':
      a.parameters.requestList();
      return true;
    case 'PARAM_REQUEST_READ':
      a.parameters.requestRead(message.fields.param_id, message.fields.param_index);
      return true;
    case 'PARAM_SET':
      a.parameters.requestSet(message.fields.param_id, message.fields.param_value);
      return true;
    case 'MISSION_COUNT':
      plan.count(message.fields, systemId, componentId, a.now_ms);
      return true;
    case 'MISSION_ITEM_INT':
      plan.item(message.fields, systemId, componentId, a.now_ms);
      return true;
    case 'MISSION_REQUEST_LIST':
      plan.requestList(message.fields, systemId, componentId);
      return true;
    case 'MISSION_REQUEST':
    case 'MISSION_REQUEST_INT':
      plan.request(message.fields, systemId, componentId);
      return true;
    case 'MISSION_CLEAR_ALL':
      plan.clearAll(message.fields, systemId, componentId);
      return true;
    case 'MISSION_ACK':
      plan.acknowledged(message.fields);
      return true;
    case 'SETUP_SIGNING':
      a.port.setSigningKey(
        message.fields.secret_key.some((byte) => byte !== 0) ? Uint8Array.from(message.fields.secret_key) : null,
      );
      return true;
    default:
      return gimbalMessage(a, message);
  }
}

/** The camera's own heartbeat: it is no autopilot. */
export function cameraHeartbeat(a: Autopilot): void {
  a.port.send(MAV_COMPONENT.CAMERA, 'HEARTBEAT', {
    type: MAV_TYPE.CAMERA,
    autopilot: MAV_AUTOPILOT.INVALID,
    base_mode: 0,
    custom_mode: 0,
    system_status: 4,
    mavlink_version: 3,
  });
  if (a.camera.lenses.length > 0) a.emit('CAMERA_FOV_STATUS');
}
