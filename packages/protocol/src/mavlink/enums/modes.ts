/** custom_mode of ArduCopter. */
export const COPTER_MODE = {
  STABILIZE: 0,
  ACRO: 1,
  ALT_HOLD: 2,
  AUTO: 3,
  GUIDED: 4,
  LOITER: 5,
  RTL: 6,
  CIRCLE: 7,
  LAND: 9,
  DRIFT: 11,
  SPORT: 13,
  FLIP: 14,
  AUTOTUNE: 15,
  POSHOLD: 16,
  BRAKE: 17,
  THROW: 18,
  AVOID_ADSB: 19,
  GUIDED_NOGPS: 20,
  SMART_RTL: 21,
  FLOWHOLD: 22,
  FOLLOW: 23,
  ZIGZAG: 24,
  SYSTEMID: 25,
  AUTOROTATE: 26,
  AUTO_RTL: 27,
  TURTLE: 28,
} as const;
export type COPTER_MODE = (typeof COPTER_MODE)[keyof typeof COPTER_MODE];

/** custom_mode of ArduPlane, QuadPlane modes included. */
export const PLANE_MODE = {
  MANUAL: 0,
  CIRCLE: 1,
  STABILIZE: 2,
  TRAINING: 3,
  ACRO: 4,
  FLY_BY_WIRE_A: 5,
  FLY_BY_WIRE_B: 6,
  CRUISE: 7,
  AUTOTUNE: 8,
  AUTO: 10,
  RTL: 11,
  LOITER: 12,
  TAKEOFF: 13,
  AVOID_ADSB: 14,
  GUIDED: 15,
  INITIALIZING: 16,
  QSTABILIZE: 17,
  QHOVER: 18,
  QLOITER: 19,
  QLAND: 20,
  QRTL: 21,
  QAUTOTUNE: 22,
  QACRO: 23,
  THERMAL: 24,
} as const;
export type PLANE_MODE = (typeof PLANE_MODE)[keyof typeof PLANE_MODE];

/** Main mode of PX4, bits 16 to 23 of its custom_mode. */
export const PX4_MAIN_MODE = {
  MANUAL: 1,
  ALTCTL: 2,
  POSCTL: 3,
  AUTO: 4,
  ACRO: 5,
  OFFBOARD: 6,
  STABILIZED: 7,
  RATTITUDE: 8,
  SIMPLE: 9,
  TERMINATION: 10,
  ALTITUDE_CRUISE: 11,
} as const;

/** Sub mode of PX4's main mode AUTO, bits 24 to 31 of its custom_mode. */
export const PX4_AUTO_SUB_MODE = {
  READY: 1,
  TAKEOFF: 2,
  LOITER: 3,
  MISSION: 4,
  RTL: 5,
  LAND: 6,
  RTGS: 7,
  FOLLOW_TARGET: 8,
  PRECLAND: 9,
  VTOL_TAKEOFF: 10,
} as const;

/** Sub mode of PX4's main mode POSCTL. */
export const PX4_POSCTL_SUB_MODE = {
  POSCTL: 0,
  ORBIT: 1,
  SLOW: 2,
} as const;

/** Autopilot-independent mode of AVAILABLE_MODES and CURRENT_MODE. */
export const MAV_STANDARD_MODE = {
  NON_STANDARD: 0,
  POSITION_HOLD: 1,
  ORBIT: 2,
  CRUISE: 3,
  ALTITUDE_HOLD: 4,
  SAFE_RECOVERY: 5,
  MISSION: 6,
  LAND: 7,
  TAKEOFF: 8,
} as const;

/** custom_mode of PX4 from its two parts. */
export function px4CustomMode(mainMode: number, subMode = 0): number {
  return ((subMode << 24) | (mainMode << 16)) >>> 0;
}

/** The two parts of PX4's custom_mode. */
export function px4ModeParts(customMode: number): { mainMode: number; subMode: number } {
  return { mainMode: (customMode >>> 16) & 255, subMode: customMode >>> 24 };
}
