import { GIMBAL_MANAGER_CAP_FLAGS, GIMBAL_MANAGER_FLAGS, MAV_COMPONENT } from '@outrider/protocol/mavlink';
import { bearingDeg } from '../../geometry/index.js';
import { horizontal } from '../../physics/index.js';
import type { Builders, VehicleView } from './view.js';
import { bytes, degE7, RAD, relative } from './view.js';

const boot = (v: VehicleView): number => Math.round(v.now_ms);

const pulse = (stick: number): number => Math.round(1500 + 500 * stick);

function gimbalCapabilities(): number {
  const f = GIMBAL_MANAGER_CAP_FLAGS;
  return f.HAS_PITCH_AXIS | f.HAS_PITCH_LOCK | f.HAS_YAW_AXIS | f.HAS_YAW_FOLLOW | f.CAN_POINT_LOCATION_GLOBAL;
}

/** ODID gives height in half metres, AMSL as geodetic height; speeds in cm/s. */
function remoteIdLocation(v: VehicleView) {
  const at = v.latLon(v.position);
  return {
    target_system: 0,
    target_component: 0,
    id_or_mac: [],
    status: v.landed ? 1 : 2,
    direction: Math.round(bearingDeg({ east_m: v.body.velocity.east, north_m: v.body.velocity.north }) * 100),
    speed_horizontal: Math.round(horizontal(v.body.velocity) * 100),
    speed_vertical: Math.round(v.body.velocity.up * 100),
    latitude: degE7(at.latitude_deg),
    longitude: degE7(at.longitude_deg),
    altitude_barometric: v.position.up,
    altitude_geodetic: v.position.up,
    height_reference: 0,
    height: relative(v),
    horizontal_accuracy: 11,
    vertical_accuracy: 5,
    barometer_accuracy: 5,
    speed_accuracy: 3,
    timestamp: (v.utc_ms / 1000) % 3600,
    timestamp_accuracy: 1,
  };
}

/** Camera, gimbal, sticks, motors, Remote ID, version. */
export const PAYLOAD: Builders = {
  GIMBAL_DEVICE_ATTITUDE_STATUS: (v) => ({
    target_system: 0,
    target_component: 0,
    time_boot_ms: boot(v),
    flags: GIMBAL_MANAGER_FLAGS.ROLL_LOCK | GIMBAL_MANAGER_FLAGS.PITCH_LOCK | GIMBAL_MANAGER_FLAGS.YAW_IN_VEHICLE_FRAME,
    q: v.gimbal.quaternion(),
    angular_velocity_x: Number.NaN,
    angular_velocity_y: Number.NaN,
    angular_velocity_z: Number.NaN,
    failure_flags: 0,
    gimbal_device_id: 1,
  }),
  MOUNT_STATUS: (v) => ({
    target_system: 0,
    target_component: 0,
    pointing_a: Math.round(v.gimbal.pitch_deg * 100),
    pointing_b: 0,
    pointing_c: Math.round(v.gimbal.yaw_deg * 100),
  }),
  MOUNT_ORIENTATION: (v) => ({ time_boot_ms: boot(v), roll: 0, pitch: v.gimbal.pitch_deg, yaw: v.gimbal.yaw_deg }),
  GIMBAL_MANAGER_STATUS: (v) => ({
    time_boot_ms: boot(v),
    flags: GIMBAL_MANAGER_FLAGS.ROLL_LOCK | GIMBAL_MANAGER_FLAGS.PITCH_LOCK,
    gimbal_device_id: 1,
    primary_control_sysid: v.gimbal.controller.system,
    primary_control_compid: v.gimbal.controller.component,
    secondary_control_sysid: 0,
    secondary_control_compid: 0,
  }),
  GIMBAL_MANAGER_INFORMATION: (v) => ({
    time_boot_ms: boot(v),
    cap_flags: gimbalCapabilities(),
    gimbal_device_id: 1,
    roll_min: 0,
    roll_max: 0,
    pitch_min: -90 * RAD,
    pitch_max: 30 * RAD,
    yaw_min: -Math.PI,
    yaw_max: Math.PI,
  }),
  RC_CHANNELS: (v) => ({
    time_boot_ms: boot(v),
    chancount: v.transmitter_lost ? 0 : 8,
    chan1_raw: pulse(v.sticks.right),
    chan2_raw: pulse(-v.sticks.forward),
    chan3_raw: pulse(v.sticks.up),
    chan4_raw: pulse(v.sticks.turn),
    chan5_raw: 1500,
    chan6_raw: 1500,
    chan7_raw: 1000,
    chan8_raw: 1000,
    chan9_raw: 0,
    chan10_raw: 0,
    chan11_raw: 0,
    chan12_raw: 0,
    chan13_raw: 0,
    chan14_raw: 0,
    chan15_raw: 0,
    chan16_raw: 0,
    chan17_raw: 0,
    chan18_raw: 0,
    rssi: v.transmitter_lost ? 0 : 254,
  }),
  SERVO_OUTPUT_RAW: (v) => {
    const motor = v.armed ? (v.landed ? 1110 : 1480) : 1000;
    return {
      time_usec: boot(v), port: 0, servo1_raw: motor, servo2_raw: motor, servo3_raw: motor, servo4_raw: motor, servo5_raw: 0,
      servo6_raw: 0, servo7_raw: 0, servo8_raw: 0,
    }; // prettier-ignore
  },
  AUTOPILOT_VERSION: (v) => ({
    capabilities: v.capabilities,
    flight_sw_version: v.flight_sw_version,
    middleware_sw_version: 0,
    os_sw_version: 0,
    board_version: 0,
    flight_custom_version: bytes('a1b2c3d4', 8),
    middleware_custom_version: [],
    os_custom_version: [],
    vendor_id: 0,
    product_id: 0,
    uid: BigInt(0x5e0000000000) + BigInt(v.system_id),
    uid2: bytes(v.serial, 18),
  }),
  PROTOCOL_VERSION: () => ({
    version: 200,
    min_version: 100,
    max_version: 200,
    spec_version_hash: [],
    library_version_hash: [],
  }),
  OPEN_DRONE_ID_LOCATION: remoteIdLocation,
  OPEN_DRONE_ID_SYSTEM: (v) => {
    const at = v.latLon(v.home ?? v.position);
    return {
      target_system: 0, target_component: 0, id_or_mac: [], operator_location_type: 0, classification_type: 0,
      operator_latitude: degE7(at.latitude_deg), operator_longitude: degE7(at.longitude_deg), area_count: 1, area_radius: 0,
      area_ceiling: -1000, area_floor: -1000, category_eu: 0, class_eu: 0, operator_altitude_geo: (v.home ?? v.position).up,
      timestamp: Math.max(0, Math.round(v.utc_ms / 1000) - 1_546_300_800),
    }; // prettier-ignore
  },
  OPEN_DRONE_ID_BASIC_ID: (v) => ({
    target_system: 0,
    target_component: MAV_COMPONENT.ALL,
    id_or_mac: [],
    id_type: 1,
    ua_type: 2,
    uas_id: bytes(v.serial, 20),
  }),
};
