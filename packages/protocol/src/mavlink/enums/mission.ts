/** Coordinate frame of a position. */
export const MAV_FRAME = {
  GLOBAL: 0,
  LOCAL_NED: 1,
  MISSION: 2,
  GLOBAL_RELATIVE_ALT: 3,
  LOCAL_ENU: 4,
  GLOBAL_INT: 5,
  GLOBAL_RELATIVE_ALT_INT: 6,
  LOCAL_OFFSET_NED: 7,
  BODY_NED: 8,
  BODY_OFFSET_NED: 9,
  GLOBAL_TERRAIN_ALT: 10,
  GLOBAL_TERRAIN_ALT_INT: 11,
  BODY_FRD: 12,
  LOCAL_FRD: 20,
  LOCAL_FLU: 21,
} as const;
export type MAV_FRAME = (typeof MAV_FRAME)[keyof typeof MAV_FRAME];

export const MAV_MISSION_TYPE = {
  MISSION: 0,
  FENCE: 1,
  RALLY: 2,
  ALL: 255,
} as const;
export type MAV_MISSION_TYPE = (typeof MAV_MISSION_TYPE)[keyof typeof MAV_MISSION_TYPE];

export const MAV_MISSION_RESULT = {
  ACCEPTED: 0,
  ERROR: 1,
  UNSUPPORTED_FRAME: 2,
  UNSUPPORTED: 3,
  NO_SPACE: 4,
  INVALID: 5,
  INVALID_PARAM1: 6,
  INVALID_PARAM2: 7,
  INVALID_PARAM3: 8,
  INVALID_PARAM4: 9,
  INVALID_PARAM5_X: 10,
  INVALID_PARAM6_Y: 11,
  INVALID_PARAM7: 12,
  INVALID_SEQUENCE: 13,
  DENIED: 14,
  OPERATION_CANCELLED: 15,
} as const;
export type MAV_MISSION_RESULT = (typeof MAV_MISSION_RESULT)[keyof typeof MAV_MISSION_RESULT];

export const MISSION_STATE = {
  UNKNOWN: 0,
  NO_MISSION: 1,
  NOT_STARTED: 2,
  ACTIVE: 3,
  PAUSED: 4,
  COMPLETE: 5,
} as const;

/** Bits that tell a position target what to ignore. */
export const POSITION_TARGET_TYPEMASK = {
  X_IGNORE: 1,
  Y_IGNORE: 2,
  Z_IGNORE: 4,
  VX_IGNORE: 8,
  VY_IGNORE: 16,
  VZ_IGNORE: 32,
  AX_IGNORE: 64,
  AY_IGNORE: 128,
  AZ_IGNORE: 256,
  FORCE_SET: 512,
  YAW_IGNORE: 1024,
  YAW_RATE_IGNORE: 2048,
} as const;

/** Bits that tell an attitude target what to ignore. */
export const ATTITUDE_TARGET_TYPEMASK = {
  BODY_ROLL_RATE_IGNORE: 1,
  BODY_PITCH_RATE_IGNORE: 2,
  BODY_YAW_RATE_IGNORE: 4,
  THRUST_BODY_SET: 32,
  THROTTLE_IGNORE: 64,
  ATTITUDE_IGNORE: 128,
} as const;

export const FENCE_BREACH = {
  NONE: 0,
  MINALT: 1,
  MAXALT: 2,
  BOUNDARY: 3,
} as const;

export const MAV_PARAM_TYPE = {
  UINT8: 1,
  INT8: 2,
  UINT16: 3,
  INT16: 4,
  UINT32: 5,
  INT32: 6,
  UINT64: 7,
  INT64: 8,
  REAL32: 9,
  REAL64: 10,
} as const;
export type MAV_PARAM_TYPE = (typeof MAV_PARAM_TYPE)[keyof typeof MAV_PARAM_TYPE];

/** Why a parameter was refused (PARAM_ERROR). */
export const MAV_PARAM_ERROR = {
  NO_ERROR: 0,
  DOES_NOT_EXIST: 1,
  VALUE_OUT_OF_RANGE: 2,
  PERMISSION_DENIED: 3,
  COMPONENT_NOT_FOUND: 4,
  READ_ONLY: 5,
  TYPE_UNSUPPORTED: 6,
  TYPE_MISMATCH: 7,
  READ_FAIL: 8,
} as const;
