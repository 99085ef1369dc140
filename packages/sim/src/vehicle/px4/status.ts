import { MAV_PROTOCOL_CAPABILITY, MAV_SYS_STATUS_SENSOR } from '@outrider/protocol/mavlink';
import type { VehicleView } from '../telemetry/index.js';
import type { Px4Parts } from './px4.js';

/** A dock lets go of an aircraft that has at least this much. */
const CHARGED_PERCENT = 60;
const SETTLING_MS = 6000;

export function capabilities(): number {
  const c = MAV_PROTOCOL_CAPABILITY;
  const plans = c.MISSION_FLOAT | c.MISSION_INT | c.MISSION_FENCE | c.MISSION_RALLY;
  const targets = c.SET_ATTITUDE_TARGET | c.SET_POSITION_TARGET_LOCAL_NED | c.SET_POSITION_TARGET_GLOBAL_INT;
  return plans | targets | c.PARAM_ENCODE_BYTEWISE | c.COMMAND_INT | c.FLIGHT_TERMINATION | c.MAVLINK2;
}

/** Why it would not arm. */
export function healthProblem(p: Px4Parts): string | null {
  if (p.terminated) return 'Flight termination active';
  if (p.now_ms < SETTLING_MS) return 'Preflight Fail: Attitude failure (roll)';
  if (!p.estimator_ready) return 'Preflight Fail: ekf2 missing data';
  if (p.battery.charging && p.battery.percent < CHARGED_PERCENT) return 'Preflight Fail: Battery is charging';
  return p.failsafes.warning === 'none' ? null : 'Preflight Fail: low battery';
}

/** The bits of SYS_STATUS. */
export function sensorsOf(p: Px4Parts): VehicleView['sensors'] {
  const s = MAV_SYS_STATUS_SENSOR;
  const base = s.GYRO_3D | s.ACCEL_3D | s.MAG_3D | s.ABSOLUTE_PRESSURE | s.AHRS | s.MOTOR_OUTPUTS;
  const present = base | s.GPS | s.RC_RECEIVER | s.GEOFENCE | s.BATTERY | s.PREARM_CHECK;
  const health =
    base |
    (p.fix.fix_type >= 3 ? s.GPS : 0) |
    (p.transmitter_lost ? 0 : s.RC_RECEIVER) |
    (p.fence.breach === 'none' ? s.GEOFENCE : 0) |
    (p.failsafes.warning === 'none' ? s.BATTERY : 0) |
    (healthProblem(p) === null ? s.PREARM_CHECK : 0);
  return { present, enabled: present, health };
}
