/** Decoded MAVLink messages as observations of core/vehicle. "Not known" values of MAVLink become null here and nowhere else. */
import type { LandedState, VehicleObservation, VehicleValues } from '@outrider/core/vehicle';
import { normalDegrees } from '@outrider/core/vehicle';
import type { messages } from '@outrider/protocol/mavlink';

const DEG = 180 / Math.PI;
const UINT16_UNSET = 65_535;

const values = (found: Partial<VehicleValues>): VehicleObservation => ({ kind: 'values', values: found });

export function ofAttitude(message: messages.Attitude): VehicleObservation {
  return values({
    roll_deg: message.roll * DEG,
    pitch_deg: message.pitch * DEG,
    heading_deg: normalDegrees(message.yaw * DEG),
  });
}

/** An estimator without a position sends exactly zero degrees; nobody flies at 0, 0. */
export function ofGlobalPosition(message: messages.GlobalPositionInt): VehicleObservation {
  const known = message.lat !== 0 || message.lon !== 0;
  const [north, east] = [message.vx / 100, message.vy / 100];
  return values({
    latitude_deg: known ? message.lat / 1e7 : null,
    longitude_deg: known ? message.lon / 1e7 : null,
    altitude_amsl_m: known ? message.alt / 1000 : null,
    height_above_takeoff_m: message.relative_alt / 1000,
    velocity_north_mps: north,
    velocity_east_mps: east,
    ground_speed_mps: Math.hypot(north, east),
    climb_mps: -message.vz / 100,
    ...(message.hdg === UINT16_UNSET ? {} : { heading_deg: normalDegrees(message.hdg / 100) }),
  });
}

export function ofVfrHud(message: messages.VfrHud): VehicleObservation {
  return values({ climb_mps: message.climb });
}

export function ofGpsRaw(message: messages.GpsRawInt): VehicleObservation {
  return values({
    gnss_fix: message.fix_type,
    gnss_satellites: message.satellites_visible === 255 ? null : message.satellites_visible,
    gnss_hdop: message.eph === UINT16_UNSET ? null : message.eph / 100,
  });
}

export function ofSysStatus(message: messages.SysStatus): VehicleObservation {
  const found: Partial<VehicleValues> = {};
  if (message.battery_remaining >= 0) found.battery_percent = message.battery_remaining;
  if (message.voltage_battery !== UINT16_UNSET) found.battery_voltage_v = message.voltage_battery / 1000;
  if (message.current_battery >= 0) found.battery_current_a = message.current_battery / 100;
  return values(found);
}

/** Only the first battery flies the aircraft; others feed payloads. */
export function ofBatteryStatus(message: messages.BatteryStatus): VehicleObservation | null {
  if (message.id !== 0) return null;
  const found: Partial<VehicleValues> = {};
  if (message.battery_remaining >= 0) found.battery_percent = message.battery_remaining;
  if (message.current_battery >= 0) found.battery_current_a = message.current_battery / 100;
  return values(found);
}

/** ArduPilot's wind estimate. */
export function ofWind(message: messages.Wind): VehicleObservation {
  return values({ wind_speed_mps: message.speed, wind_from_deg: normalDegrees(message.direction) });
}

/** PX4's wind: a vector in the direction in which the air moves. */
export function ofWindCov(message: messages.WindCov): VehicleObservation | null {
  if (!Number.isFinite(message.wind_x) || !Number.isFinite(message.wind_y)) return null;
  return values({
    wind_speed_mps: Math.hypot(message.wind_x, message.wind_y),
    wind_from_deg: normalDegrees(Math.atan2(-message.wind_y, -message.wind_x) * DEG),
  });
}

/** Bits that EKF_STATUS_REPORT and ESTIMATOR_STATUS share: attitude, horizontal velocity, absolute position, height. */
const ESTIMATOR_GOOD = 1 | 2 | 16 | 32;
const CONSTANT_POSITION = 128;

/** ArduPilot's estimator. In constant-position mode it knows no place, whatever the other bits say. */
export function ofEkfStatus(message: messages.EkfStatusReport): VehicleObservation {
  const good = (message.flags & ESTIMATOR_GOOD) === ESTIMATOR_GOOD && (message.flags & CONSTANT_POSITION) === 0;
  return values({ estimator_ok: good });
}

/** PX4's estimator, which sets the constant-position bit also while it simply stands. */
export function ofEstimatorStatus(message: messages.EstimatorStatus): VehicleObservation {
  return values({ estimator_ok: (message.flags & ESTIMATOR_GOOD) === ESTIMATOR_GOOD });
}

const LANDED: readonly LandedState[] = ['unknown', 'on_ground', 'in_air', 'taking_off', 'landing'];

export function ofExtendedSysState(message: messages.ExtendedSysState): VehicleObservation {
  return { kind: 'landed', landed: LANDED[message.landed_state] ?? 'unknown' };
}

export function ofHomePosition(message: messages.HomePosition): VehicleObservation | null {
  if (message.latitude === 0 && message.longitude === 0) return null;
  return {
    kind: 'home',
    home: {
      latitude_deg: message.latitude / 1e7,
      longitude_deg: message.longitude / 1e7,
      altitude_amsl_m: message.altitude / 1000,
    },
  };
}

export function ofMountStatus(message: messages.MountStatus): VehicleObservation {
  return values({ gimbal_pitch_deg: message.pointing_a / 100, gimbal_yaw_deg: message.pointing_c / 100 });
}

export function ofMountOrientation(message: messages.MountOrientation): VehicleObservation {
  return values({ gimbal_pitch_deg: message.pitch, gimbal_yaw_deg: message.yaw });
}

/** Tait-Bryan angles of the gimbal's quaternion (w, x, y, z). */
export function ofGimbalAttitude(message: messages.GimbalDeviceAttitudeStatus): VehicleObservation | null {
  const [w, x, y, z] = message.q as [number, number, number, number];
  if (![w, x, y, z].every(Number.isFinite) || (w === 0 && x === 0 && y === 0 && z === 0)) return null;
  return values({
    gimbal_pitch_deg: Math.asin(Math.max(-1, Math.min(1, 2 * (w * y - z * x)))) * DEG,
    gimbal_yaw_deg: Math.atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z)) * DEG,
  });
}

/** Height above the ground below, where a sensor or terrain data knows it. */
export function ofTerrainReport(message: messages.TerrainReport): VehicleObservation | null {
  return message.loaded === 0 && message.pending === 0 ? null : values({ altitude_agl_m: message.current_height });
}
