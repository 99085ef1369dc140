/** The numbers of MAVLink's common and ardupilotmega dialects that this gateway speaks of, by their own names. */
export const MavCmd = {
  NAV_WAYPOINT: 16,
  NAV_LOITER_UNLIM: 17,
  NAV_RETURN_TO_LAUNCH: 20,
  NAV_LAND: 21,
  NAV_TAKEOFF: 22,
  DO_ORBIT: 34,
  CONDITION_YAW: 115,
  DO_SET_MODE: 176,
  DO_CHANGE_SPEED: 178,
  DO_FLIGHTTERMINATION: 185,
  DO_REPOSITION: 192,
  DO_SET_ROI_LOCATION: 195,
  DO_SET_ROI_NONE: 197,
  DO_MOUNT_CONTROL: 205,
  DO_SET_MISSION_CURRENT: 224,
  MISSION_START: 300,
  COMPONENT_ARM_DISARM: 400,
  RUN_PREARM_CHECKS: 401,
  GET_HOME_POSITION: 410,
  SET_MESSAGE_INTERVAL: 511,
  REQUEST_MESSAGE: 512,
  REQUEST_CAMERA_INFORMATION: 521,
  SET_CAMERA_ZOOM: 531,
  DO_GIMBAL_MANAGER_PITCHYAW: 1000,
  DO_GIMBAL_MANAGER_CONFIGURE: 1001,
  REQUEST_VIDEO_STREAM_INFORMATION: 2504,
  NAV_FENCE_POLYGON_VERTEX_INCLUSION: 5001,
  NAV_FENCE_POLYGON_VERTEX_EXCLUSION: 5002,
  NAV_RALLY_POINT: 5100,
} as const;

export const MavResult = {
  ACCEPTED: 0,
  TEMPORARILY_REJECTED: 1,
  DENIED: 2,
  UNSUPPORTED: 3,
  FAILED: 4,
  IN_PROGRESS: 5,
  CANCELLED: 6,
} as const;

export const MavFrame = {
  GLOBAL: 0,
  MISSION: 2,
  GLOBAL_RELATIVE_ALT: 3,
  GLOBAL_INT: 5,
  GLOBAL_RELATIVE_ALT_INT: 6,
} as const;

export const MavAutopilot = { GENERIC: 0, ARDUPILOTMEGA: 3, INVALID: 8, PX4: 12 } as const;
export const MavType = { GENERIC: 0, GCS: 6, ONBOARD_CONTROLLER: 18, GIMBAL: 26, ADSB: 27, CAMERA: 30 } as const;
export const MavState = { STANDBY: 3, ACTIVE: 4 } as const;
export const MODE_FLAG_CUSTOM_MODE_ENABLED = 1;
export const MODE_FLAG_SAFETY_ARMED = 128;

export const MissionType = { MISSION: 0, FENCE: 1, RALLY: 2 } as const;
export type MissionType = (typeof MissionType)[keyof typeof MissionType];

/** Bits of AUTOPILOT_VERSION.capabilities. */
export const Protocol = {
  PARAM_ENCODE_BYTEWISE: 16,
  MISSION_FENCE: 16384,
  MISSION_RALLY: 32768,
  PARAM_ENCODE_C_CAST: 131072,
  GIMBAL_MANAGER: 262144,
} as const;

/** Bits of SYS_STATUS.onboard_control_sensors_*. */
export const SENSORS: readonly (readonly [bit: number, name: string])[] = [
  [0x01, 'gyroscope'],
  [0x02, 'accelerometer'],
  [0x04, 'compass'],
  [0x08, 'barometer'],
  [0x20, 'gnss'],
  [0x8000, 'motors'],
  [0x10000, 'rc_receiver'],
  [0x100000, 'fence'],
  [0x200000, 'estimator'],
  [0x400000, 'terrain'],
  [0x1000000, 'logging'],
  [0x2000000, 'battery'],
  [0x4000000, 'proximity'],
];
export const SENSOR_RC_RECEIVER = 0x10000;
export const SENSOR_PREARM_CHECK = 0x10000000;

/** Names of MAV_TYPE that fly, for people. */
/** What stands still in the air by its rotors: MAV_TYPE of multicopters and helicopters, and of frames that have no name. */
export const ROTORCRAFT: ReadonlySet<number> = new Set([0, 2, 3, 4, 13, 14, 15, 29, 35]);
export const VEHICLE_TYPES: Readonly<Record<number, string>> = {
  0: 'generic',
  1: 'fixed wing',
  2: 'quadrotor',
  3: 'coaxial helicopter',
  4: 'helicopter',
  13: 'hexarotor',
  14: 'octorotor',
  15: 'tricopter',
  19: 'VTOL tailsitter',
  20: 'VTOL tailsitter',
  21: 'VTOL tiltrotor',
  22: 'VTOL',
  29: 'dodecarotor',
  35: 'decarotor',
};
