/** Bits that say which fields of ADSB_VEHICLE are valid. */
export const ADSB_FLAGS = {
  VALID_COORDS: 1,
  VALID_ALTITUDE: 2,
  VALID_HEADING: 4,
  VALID_VELOCITY: 8,
  VALID_CALLSIGN: 16,
  VALID_SQUAWK: 32,
  SIMULATED: 64,
  VERTICAL_VELOCITY_VALID: 128,
  BARO_VALID: 256,
  SOURCE_UAT: 32768,
} as const;

export const ADSB_ALTITUDE_TYPE = {
  PRESSURE_QNH: 0,
  GEOMETRIC: 1,
} as const;

export const MAV_COLLISION_THREAT_LEVEL = {
  NONE: 0,
  LOW: 1,
  HIGH: 2,
} as const;

/** Type of the id in OPEN_DRONE_ID_BASIC_ID. */
export const MAV_ODID_ID_TYPE = {
  NONE: 0,
  SERIAL_NUMBER: 1,
  CAA_REGISTRATION_ID: 2,
  UTM_ASSIGNED_UUID: 3,
  SPECIFIC_SESSION_ID: 4,
} as const;

export const MAV_ODID_STATUS = {
  UNDECLARED: 0,
  GROUND: 1,
  AIRBORNE: 2,
  EMERGENCY: 3,
  REMOTE_ID_SYSTEM_FAILURE: 4,
} as const;

export const MAV_ODID_HEIGHT_REF = {
  OVER_TAKEOFF: 0,
  OVER_GROUND: 1,
} as const;

export const MAV_ODID_OPERATOR_LOCATION_TYPE = {
  TAKEOFF: 0,
  LIVE_GNSS: 1,
  FIXED: 2,
} as const;

export const MAV_ODID_ARM_STATUS = {
  GOOD_TO_ARM: 0,
  FAIL_GENERIC: 1,
} as const;
