import { MAV_PROTOCOL_CAPABILITY, MAV_SYS_STATUS_SENSOR } from '@outrider/protocol/mavlink';
import type { VehicleView } from '../telemetry/index.js';
import type { Copter } from './copter.js';

/** A dock lets go of an aircraft that has at least this much. */
const CHARGED_PERCENT = 60;
const SETTLING_MS = 8000;

export function capabilities(): number {
  const c = MAV_PROTOCOL_CAPABILITY;
  const plans = c.MISSION_FLOAT | c.MISSION_INT | c.MISSION_FENCE | c.MISSION_RALLY;
  const targets = c.SET_POSITION_TARGET_LOCAL_NED | c.SET_POSITION_TARGET_GLOBAL_INT;
  return plans | targets | c.PARAM_FLOAT | c.PARAM_ENCODE_C_CAST | c.COMMAND_INT | c.FLIGHT_TERMINATION | c.MAVLINK2;
}

/** Why it would not arm; `position` asks also for what a mode with position control needs. */
export function prearmProblem(c: Copter, position: boolean): string | null {
  const { parameters } = c;
  if (c.terminated) return 'Motors: Emergency Stopped';
  if (c.now_ms < SETTLING_MS) return 'Gyros still settling';
  if (c.failsafes.batteryState !== 'none') return 'Battery 1 low voltage failsafe';
  if (c.battery.charging && c.battery.percent < CHARGED_PERCENT) return 'Battery 1 is charging';
  if (c.hands.lost(c.now_ms, c.stickTimeoutMs) && parameters.get('FS_THR_ENABLE') !== 0) return 'RC not found';
  if (c.fence.enabled && c.plans.fence.length > 0 && !c.refreshFence()) return 'Polygon fence points are invalid';
  return position && !c.estimator_ready ? 'Need Position Estimate' : null;
}

/** The bits of SYS_STATUS. PREARM_CHECK is set long before GUIDED can be armed: it is not "armable". */
export function sensorsOf(c: Copter): VehicleView['sensors'] {
  const s = MAV_SYS_STATUS_SENSOR;
  const inertial = s.GYRO_3D | s.ACCEL_3D | s.MAG_3D | s.ABSOLUTE_PRESSURE | s.AHRS;
  const base = inertial | s.ANGULAR_RATE_CONTROL | s.MOTOR_OUTPUTS | s.LOGGING;
  const present = base | s.GPS | s.RC_RECEIVER | s.GEOFENCE | s.BATTERY | s.PREARM_CHECK;
  const fence = c.parameters.get('FENCE_ENABLE') === 1 ? s.GEOFENCE : 0;
  const health =
    base |
    (c.fix.fix_type >= 3 ? s.GPS : 0) |
    (c.hands.lost(c.now_ms, c.stickTimeoutMs) ? 0 : s.RC_RECEIVER) |
    (c.fence.breach === 'none' ? s.GEOFENCE : 0) |
    (c.failsafes.batteryState === 'none' ? s.BATTERY : 0) |
    (prearmProblem(c, false) === null ? s.PREARM_CHECK : 0);
  return { present, enabled: (present & ~s.GEOFENCE) | fence, health };
}
