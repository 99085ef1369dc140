import { bearingDeg } from '../../geometry/index.js';
import { horizontal, subtract } from '../../physics/index.js';
import { eulerQuaternion } from '../mavlink/gimbal.js';
import type { Builders, VehicleView } from './view.js';
import { degE7, int16, mm, RAD, relative } from './view.js';

const angles = (v: VehicleView): { roll: number; pitch: number; yaw: number } => ({
  roll: v.body.roll_deg * RAD,
  pitch: v.body.pitch_deg * RAD,
  yaw: ((v.body.heading_deg + 180) % 360) * RAD - Math.PI,
});
const rates = (v: VehicleView) => ({ rollspeed: 0, pitchspeed: 0, yawspeed: v.body.yaw_rate_deg_s * RAD });
const attitude = (v: VehicleView): number[] => {
  const { roll, pitch, yaw } = angles(v);
  return eulerQuaternion(roll, pitch, yaw);
};
const usec = (v: VehicleView): number => Math.round(v.now_ms * 1000);
const boot = (v: VehicleView): number => Math.round(v.now_ms);

/** Velocity and position down the north-east-down axes from the local origin at home. */
function local(v: VehicleView) {
  const reference = v.home ?? v.body.position;
  return {
    x: v.position.north,
    y: v.position.east,
    z: -(v.position.up - reference.up),
    vx: v.body.velocity.north,
    vy: v.body.velocity.east,
    vz: -v.body.velocity.up,
  };
}

function throttlePercent(v: VehicleView): number {
  if (!v.armed) return 0;
  return Math.round(Math.min(100, v.landed ? 8 : 42 + 6 * v.body.velocity.up + 2 * v.body.acceleration.up));
}

/** Where it is, how it moves and points. */
export const MOTION: Builders = {
  ATTITUDE: (v) => ({ time_boot_ms: boot(v), ...angles(v), ...rates(v) }),
  ATTITUDE_QUATERNION: (v) => {
    const [q1 = 1, q2 = 0, q3 = 0, q4 = 0] = attitude(v);
    return { time_boot_ms: boot(v), q1, q2, q3, q4, ...rates(v) };
  },
  LOCAL_POSITION_NED: (v) => ({ time_boot_ms: boot(v), ...local(v) }),
  GLOBAL_POSITION_INT: (v) => {
    const at = v.latLon(v.position);
    return {
      time_boot_ms: boot(v),
      lat: v.estimator_ready ? degE7(at.latitude_deg) : 0,
      lon: v.estimator_ready ? degE7(at.longitude_deg) : 0,
      alt: mm(v.position.up),
      relative_alt: mm(relative(v)),
      vx: int16(v.body.velocity.north * 100),
      vy: int16(v.body.velocity.east * 100),
      vz: int16(-v.body.velocity.up * 100),
      hdg: Math.round(v.body.heading_deg * 100) % 36000,
    };
  },
  GPS_RAW_INT: (v) => {
    const located = v.fix.fix_type >= 2;
    const at = v.latLon({
      ...v.body.position,
      east: v.body.position.east + v.fix.error.east,
      north: v.body.position.north + v.fix.error.north,
    });
    const speed = horizontal(v.body.velocity);
    return {
      time_usec: usec(v),
      fix_type: v.fix.fix_type,
      lat: located ? degE7(at.latitude_deg) : 0,
      lon: located ? degE7(at.longitude_deg) : 0,
      alt: located ? mm(v.body.position.up + v.fix.error.up) : 0,
      eph: Math.round(Math.min(655, v.fix.hdop) * 100),
      epv: Math.round(Math.min(655, v.fix.vdop) * 100),
      vel: Math.round(speed * 100),
      cog: Math.round(bearingDeg({ east_m: v.body.velocity.east, north_m: v.body.velocity.north }) * 100) % 36000,
      satellites_visible: v.fix.satellites,
    };
  },
  VFR_HUD: (v) => ({
    airspeed: horizontal(subtract(v.body.velocity, v.air)),
    groundspeed: horizontal(v.body.velocity),
    heading: Math.round(v.body.heading_deg) % 360,
    throttle: Math.max(0, throttlePercent(v)),
    alt: v.position.up,
    climb: v.body.velocity.up,
  }),
  ALTITUDE: (v) => ({
    time_usec: usec(v),
    altitude_monotonic: v.position.up,
    altitude_amsl: v.position.up,
    altitude_local: relative(v),
    altitude_relative: relative(v),
    altitude_terrain: Number.NaN,
    bottom_clearance: Number.NaN,
  }),
  AHRS2: (v) => {
    const at = v.latLon(v.position);
    return { ...angles(v), altitude: v.position.up, lat: degE7(at.latitude_deg), lng: degE7(at.longitude_deg) };
  },
  POSITION_TARGET_GLOBAL_INT: (v) => {
    const target = v.target ?? v.position;
    const at = v.latLon(target);
    return {
      time_boot_ms: boot(v), coordinate_frame: 5, type_mask: 0xff8, lat_int: degE7(at.latitude_deg), lon_int: degE7(at.longitude_deg),
      alt: target.up, vx: 0, vy: 0, vz: 0, afx: 0, afy: 0, afz: 0, yaw: 0, yaw_rate: 0,
    }; // prettier-ignore
  },
  POSITION_TARGET_LOCAL_NED: (v) => ({
    time_boot_ms: boot(v), coordinate_frame: 1, type_mask: 0, ...local(v), afx: 0, afy: 0, afz: 0, yaw: angles(v).yaw, yaw_rate: 0,
  }), // prettier-ignore
  ATTITUDE_TARGET: (v) => ({
    time_boot_ms: boot(v),
    type_mask: 0,
    q: attitude(v),
    body_roll_rate: 0,
    body_pitch_rate: 0,
    body_yaw_rate: v.body.yaw_rate_deg_s * RAD,
    thrust: throttlePercent(v) / 100,
  }),
  WIND: (v) => ({
    direction: bearingDeg({ east_m: -v.air.east, north_m: -v.air.north }),
    speed: horizontal(v.air),
    speed_z: 0,
  }),
  WIND_COV: (v) => ({
    time_usec: usec(v), wind_x: v.air.north, wind_y: v.air.east, wind_z: 0, var_horiz: 0.3, var_vert: 0.3, wind_alt: v.position.up,
    horiz_accuracy: 0.6, vert_accuracy: 0.6,
  }), // prettier-ignore
  NAV_CONTROLLER_OUTPUT: (v) => {
    const to = v.target && subtract(v.target, v.position);
    const bearing = to ? bearingDeg({ east_m: to.east, north_m: to.north }) : v.body.heading_deg;
    return {
      nav_roll: v.body.roll_deg,
      nav_pitch: v.body.pitch_deg,
      nav_bearing: Math.round(bearing),
      target_bearing: Math.round(bearing),
      wp_dist: to ? Math.min(65535, Math.round(horizontal(to))) : 0,
      alt_error: to ? to.up : 0,
      aspd_error: 0,
      xtrack_error: 0,
    };
  },
  HOME_POSITION: (v) => {
    const home = v.home ?? v.position;
    const at = v.latLon(home);
    return {
      latitude: degE7(at.latitude_deg), longitude: degE7(at.longitude_deg), altitude: mm(home.up), x: home.north, y: home.east, z: 0,
      q: [1, 0, 0, 0], approach_x: 0, approach_y: 0, approach_z: 0, time_usec: usec(v),
    }; // prettier-ignore
  },
  GPS_GLOBAL_ORIGIN: (v) => {
    const at = v.latLon({ east: 0, north: 0, up: 0 });
    return {
      latitude: degE7(at.latitude_deg),
      longitude: degE7(at.longitude_deg),
      altitude: mm((v.home ?? v.position).up),
    };
  },
  TERRAIN_REPORT: (v) => {
    const at = v.latLon(v.position);
    return {
      lat: degE7(at.latitude_deg),
      lon: degE7(at.longitude_deg),
      spacing: 0,
      terrain_height: 0,
      current_height: 0,
      pending: 0,
      loaded: 0,
    };
  },
};
