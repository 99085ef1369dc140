import {
  EKF_STATUS_FLAGS,
  ESTIMATOR_STATUS_FLAGS,
  FENCE_BREACH,
  MAV_BATTERY_FUNCTION,
  MAV_BATTERY_TYPE,
} from '@outrider/protocol/mavlink';
import { horizontal } from '../../physics/index.js';
import type { Builders, VehicleView } from './view.js';
import { int16 } from './view.js';

const usec = (v: VehicleView): number => Math.round(v.now_ms * 1000);
const UNKNOWN_CELL = 65535;
const millivolts = (v: VehicleView): number => Math.round(v.battery.voltage_v * 1000);
const percent = (v: VehicleView): number => Math.round(v.battery.percent);

/** Cells beyond the tenth travel in the extension; more than fourteen are reported as one voltage. */
function cellVoltages(v: VehicleView): number[] {
  const each = Math.round(millivolts(v) / v.battery.cells);
  return Array.from({ length: 10 }, (_, index) => (index < v.battery.cells ? each : UNKNOWN_CELL));
}

function ekfFlags(v: VehicleView): number {
  const f = EKF_STATUS_FLAGS;
  if (!v.estimator_ready) return f.ATTITUDE | f.VELOCITY_VERT | f.POS_VERT_ABS | f.CONST_POS_MODE;
  const flags = f.ATTITUDE | f.VELOCITY_HORIZ | f.VELOCITY_VERT | f.POS_HORIZ_REL | f.POS_HORIZ_ABS | f.POS_VERT_ABS;
  return flags | f.PRED_POS_HORIZ_REL | f.PRED_POS_HORIZ_ABS;
}

function estimatorFlags(v: VehicleView): number {
  const f = ESTIMATOR_STATUS_FLAGS;
  if (!v.estimator_ready) return f.ATTITUDE | f.VELOCITY_VERT | f.CONST_POS_MODE;
  const flags = f.ATTITUDE | f.VELOCITY_HORIZ | f.VELOCITY_VERT | f.POS_HORIZ_REL | f.POS_HORIZ_ABS | f.POS_VERT_ABS;
  return flags | f.PRED_POS_HORIZ_REL | f.PRED_POS_HORIZ_ABS;
}

/** Variances of a healthy filter stay well below one; with a bad receiver they rise. */
const variance = (v: VehicleView): number => (v.fix.hdop > 2 ? 0.85 : 0.04 + 0.02 * v.fix.hdop);

const BREACHES = { none: FENCE_BREACH.NONE, height: FENCE_BREACH.MAXALT, boundary: FENCE_BREACH.BOUNDARY };

/** How it is. */
export const HEALTH: Builders = {
  SYS_STATUS: (v) => ({
    onboard_control_sensors_present: v.sensors.present,
    onboard_control_sensors_enabled: v.sensors.enabled,
    onboard_control_sensors_health: v.sensors.health,
    load: 310,
    voltage_battery: Math.min(65534, millivolts(v)),
    current_battery: int16(v.battery.current_a * 100),
    battery_remaining: percent(v),
    drop_rate_comm: 0,
    errors_comm: 0,
    errors_count1: 0,
    errors_count2: 0,
    errors_count3: 0,
    errors_count4: 0,
  }),
  SYSTEM_TIME: (v) => ({ time_unix_usec: Math.round(v.utc_ms * 1000), time_boot_ms: Math.round(v.now_ms) }),
  BATTERY_STATUS: (v) => ({
    id: 0,
    battery_function: MAV_BATTERY_FUNCTION.ALL,
    type: MAV_BATTERY_TYPE.LIPO,
    temperature: 2900,
    voltages: cellVoltages(v),
    current_battery: int16(v.battery.current_a * 100),
    current_consumed: Math.round(v.battery.used_mah),
    energy_consumed: -1,
    battery_remaining: percent(v),
    time_remaining: 0,
    charge_state: v.charge_state,
    voltages_ext: [0, 1, 2, 3].map((index) =>
      v.battery.cells > 10 + index ? Math.round(millivolts(v) / v.battery.cells) : 0,
    ),
  }),
  EKF_STATUS_REPORT: (v) => ({
    flags: ekfFlags(v),
    velocity_variance: variance(v),
    pos_horiz_variance: variance(v),
    pos_vert_variance: 0.05,
    compass_variance: 0.06,
    terrain_alt_variance: 0,
  }),
  ESTIMATOR_STATUS: (v) => ({
    time_usec: usec(v),
    flags: estimatorFlags(v),
    vel_ratio: variance(v),
    pos_horiz_ratio: variance(v),
    pos_vert_ratio: 0.05,
    mag_ratio: 0.06,
    hagl_ratio: 0,
    tas_ratio: 0,
    pos_horiz_accuracy: 0.4 * v.fix.hdop,
    pos_vert_accuracy: 0.6 * v.fix.vdop,
  }),
  EXTENDED_SYS_STATE: (v) => ({ vtol_state: 0, landed_state: v.landed_state }),
  FENCE_STATUS: (v) => ({
    breach_status: v.fence.breach === 'none' ? 0 : 1,
    breach_count: v.fence.breaches,
    breach_type: BREACHES[v.fence.breach],
    breach_time: Math.round(v.fence.since_ms),
  }),
  MISSION_CURRENT: (v) => ({
    seq: v.mission.index,
    total: v.mission.count,
    mission_state: v.mission.state,
    mission_mode: 0,
  }),
  POWER_STATUS: () => ({ Vcc: 5020, Vservo: 5010, flags: 3 }),
  MEMINFO: () => ({ brkval: 0, freemem: 65535, freemem32: 180_000 }),
  VIBRATION: (v) => {
    const level = v.armed && !v.landed ? 9 + 0.4 * horizontal(v.body.velocity) : 0.02;
    return {
      time_usec: usec(v),
      vibration_x: level,
      vibration_y: level * 0.9,
      vibration_z: level * 1.3,
      clipping_0: 0,
      clipping_1: 0,
      clipping_2: 0,
    };
  },
  AHRS: () => ({
    omegaIx: 0,
    omegaIy: 0,
    omegaIz: 0,
    accel_weight: 0,
    renorm_val: 0,
    error_rp: 0.002,
    error_yaw: 0.003,
  }),
  SCALED_PRESSURE: (v) => ({
    time_boot_ms: Math.round(v.now_ms),
    // Standard atmosphere near the ground: 0.12 hPa a metre.
    press_abs: 1013.25 - 0.12 * v.position.up,
    press_diff: 0,
    temperature: 1900,
  }),
  RAW_IMU: (v) => ({
    time_usec: usec(v),
    xacc: int16(v.body.acceleration.north * 102),
    yacc: int16(v.body.acceleration.east * 102),
    zacc: int16(-1000 - v.body.acceleration.up * 102),
    xgyro: 0,
    ygyro: 0,
    zgyro: int16(v.body.yaw_rate_deg_s * 17.45),
    xmag: 220,
    ymag: 40,
    zmag: 420,
  }),
  GNSS_INTEGRITY: (v) => ({
    id: 0, system_errors: 0, authentication_state: 0, jamming_state: v.fix.fix_type < 3 ? 3 : 1, spoofing_state: 1, raim_state: 0,
    raim_hfom: 65535, raim_vfom: 65535, corrections_quality: 255, system_status_summary: 255, gnss_signal_quality: 255,
    post_processing_quality: 255,
  }), // prettier-ignore
  CURRENT_MODE: (v) => ({ standard_mode: 0, custom_mode: v.custom_mode, intended_custom_mode: v.custom_mode }),
  LINK_NODE_STATUS: () => ({
    timestamp: 0, tx_buf: 0, rx_buf: 0, tx_rate: 17_000, rx_rate: 120, rx_parse_err: 0, tx_overflows: 0, rx_overflows: 0,
    messages_sent: 0, messages_received: 0, messages_lost: 0,
  }), // prettier-ignore
};
