import { MAV_PARAM_TYPE } from '@outrider/protocol/mavlink';
import type { ParameterSpec } from '../mavlink/parameters.js';
import type { VehicleOptions } from '../options.js';

/** The battery as the autopilot is told of it. */
export interface Pack {
  capacity_mah: number;
  cells: number;
}

const { INT8, INT16, INT32, REAL32 } = MAV_PARAM_TYPE;
type Row = readonly [name: string, value: number, type: number];

/** Parameters that the simulated ArduCopter acts on, with ArduPilot 4.5's defaults. */
const FLIGHT: readonly Row[] = [
  ['SYSID_THISMAV', 1, INT16],
  ['SYSID_MYGCS', 255, INT16],
  ['SYSID_ENFORCE', 0, INT8],
  ['FS_GCS_ENABLE', 0, INT8],
  ['FS_GCS_TIMEOUT', 5, REAL32],
  ['FS_THR_ENABLE', 1, INT8],
  ['FS_THR_VALUE', 975, INT16],
  ['FS_EKF_ACTION', 1, INT8],
  ['FS_EKF_THRESH', 0.8, REAL32],
  ['FS_OPTIONS', 16, INT32],
  ['FS_CRASH_CHECK', 1, INT8],
  ['FS_VIBE_ENABLE', 1, INT8],
  ['FS_DR_ENABLE', 2, INT8],
  ['BATT_MONITOR', 4, INT8],
  ['BATT_CAPACITY', 10000, INT32],
  ['BATT_LOW_VOLT', 10.5, REAL32],
  ['BATT_LOW_MAH', 0, REAL32],
  ['BATT_LOW_TIMER', 10, INT8],
  ['BATT_CRT_VOLT', 0, REAL32],
  ['BATT_CRT_MAH', 0, REAL32],
  ['BATT_FS_LOW_ACT', 0, INT8],
  ['BATT_FS_CRT_ACT', 0, INT8],
  ['BATT_ARM_VOLT', 0, REAL32],
  ['BATT_ARM_MAH', 0, INT32],
  ['FENCE_ENABLE', 0, INT8],
  ['FENCE_TYPE', 7, INT8],
  ['FENCE_ACTION', 1, INT8],
  ['FENCE_ALT_MAX', 100, REAL32],
  ['FENCE_ALT_MIN', -10, REAL32],
  ['FENCE_RADIUS', 300, REAL32],
  ['FENCE_MARGIN', 2, REAL32],
  ['FENCE_TOTAL', 0, INT8],
  ['RTL_ALT', 1500, INT32],
  ['RTL_ALT_FINAL', 0, INT16],
  ['RTL_ALT_TYPE', 0, INT8],
  ['RTL_CLIMB_MIN', 0, INT16],
  ['RTL_CONE_SLOPE', 3, REAL32],
  ['RTL_LOIT_TIME', 5000, INT32],
  ['RTL_SPEED', 0, INT16],
  ['RTL_OPTIONS', 0, INT32],
  ['RALLY_TOTAL', 0, INT8],
  ['RALLY_LIMIT_KM', 0.3, REAL32],
  ['RALLY_INCL_HOME', 1, INT8],
  ['WPNAV_SPEED', 1000, REAL32],
  ['WPNAV_SPEED_UP', 250, REAL32],
  ['WPNAV_SPEED_DN', 150, REAL32],
  ['WPNAV_RADIUS', 200, REAL32],
  ['WPNAV_ACCEL', 250, REAL32],
  ['LOIT_SPEED', 1250, REAL32],
  ['PILOT_SPEED_UP', 250, INT16],
  ['PILOT_SPEED_DN', 0, INT16],
  ['PILOT_Y_RATE', 202.5, REAL32],
  ['LAND_SPEED', 50, INT16],
  ['LAND_SPEED_HIGH', 0, INT16],
  ['LAND_ALT_LOW', 1000, INT16],
  ['DISARM_DELAY', 10, INT8],
  ['ARMING_CHECK', 1, INT32],
  ['RC_OVERRIDE_TIME', 3, REAL32],
  ['RC_OPTIONS', 32, INT32],
  ['GUID_TIMEOUT', 3, REAL32],
  ['GUID_OPTIONS', 0, INT32],
  ['CIRCLE_RADIUS', 1000, REAL32],
  ['CIRCLE_RATE', 20, REAL32],
  ['MIS_TOTAL', 0, INT16],
  ['MIS_RESTART', 0, INT8],
  ['MIS_OPTIONS', 0, INT8],
  ['AUTO_OPTIONS', 0, INT32],
  ['SERIAL0_PROTOCOL', 2, INT8],
  ['LOG_BITMASK', 176126, INT32],
  ['FRAME_CLASS', 1, INT8],
  ['FRAME_TYPE', 1, INT8],
  ['MNT1_TYPE', 1, INT8],
  ['EK3_ENABLE', 1, INT8],
  ['GPS_TYPE', 1, INT8],
  ['COMPASS_ENABLE', 1, INT8],
  ['STAT_BOOTCNT', 41, INT16],
  ['TERRAIN_ENABLE', 0, INT8],
];

const numbered = (prefix: string, count: number, rows: readonly Row[]): Row[] =>
  Array.from({ length: count }, (_, index) =>
    rows.map(([name, value, type]): Row => [`${prefix}${index + 1}_${name}`, value, type]),
  ).flat();

/** Groups that a ground station sees on every ArduCopter and that nothing here reads. */
const OTHERS: readonly Row[] = [
  ...numbered('RC', 16, [['MIN', 1100, INT16], ['MAX', 1900, INT16], ['TRIM', 1500, INT16], ['REVERSED', 0, INT8], ['DZ', 30, INT16], ['OPTION', 0, INT16]]),
  ...numbered('SERVO', 16, [['MIN', 1100, INT16], ['MAX', 1900, INT16], ['TRIM', 1500, INT16], ['REVERSED', 0, INT8], ['FUNCTION', 0, INT16]]),
  ...numbered('FLTMODE', 1, []),
  ...['ROLL', 'PITCH', 'YAW'].flatMap((axis): Row[] =>
    (['P', 'I', 'D', 'FF', 'IMAX', 'FLTT', 'FLTE', 'FLTD', 'SMAX'] as const).map((term) => [`ATC_RAT_${axis === 'ROLL' ? 'RLL' : axis === 'PITCH' ? 'PIT' : 'YAW'}_${term}`, 0.135, REAL32])),
  ...[1, 2, 3, 4, 5, 6].map((mode): Row => [`FLTMODE${mode}`, 5, INT8]),
  ...['RAW_SENS', 'EXT_STAT', 'RC_CHAN', 'RAW_CTRL', 'POSITION', 'EXTRA1', 'EXTRA2', 'EXTRA3', 'PARAMS', 'ADSB'].map((name): Row => [`SR0_${name}`, 0, INT16]),
]; // prettier-ignore

/** Version 4.7 gave the system ids new names. */
const RENAMED = { SYSID_THISMAV: 'MAV_SYSID', SYSID_MYGCS: 'MAV_GCS_SYSID' };

/** The set-up of an aircraft that an agency flies: failsafes on, heights in centimetres as ArduPilot 4.5 has them. */
export function arduCopterParameters(options: VehicleOptions, { capacity_mah, cells }: Pack): ParameterSpec[] {
  const flight = options.performance;
  const own: Readonly<Record<string, number>> = {
    SYSID_THISMAV: options.system_id,
    BATT_CAPACITY: Math.round(capacity_mah),
    BATT_LOW_VOLT: Math.round(cells * 3.5 * 10) / 10,
    BATT_CRT_VOLT: Math.round(cells * 3.3 * 10) / 10,
    BATT_LOW_MAH: Math.round(capacity_mah * 0.2),
    BATT_CRT_MAH: Math.round(capacity_mah * 0.1),
    BATT_FS_LOW_ACT: 2,
    BATT_FS_CRT_ACT: 1,
    FS_GCS_ENABLE: 1,
    // The default lets a pilot's own modes fly on without the ground station; nobody stands beside these aircraft.
    FS_OPTIONS: 0,
    FENCE_ENABLE: 1,
    FENCE_TYPE: 5,
    FENCE_ALT_MAX: 120,
    RTL_ALT: 6000,
    RTL_LOIT_TIME: 1000,
    RALLY_LIMIT_KM: 5,
    WPNAV_SPEED: flight.cruise_speed_mps * 100,
    WPNAV_SPEED_UP: flight.climb_speed_mps * 100,
    WPNAV_SPEED_DN: flight.descent_speed_mps * 100,
    PILOT_SPEED_UP: flight.climb_speed_mps * 100,
  };
  const names: Readonly<Record<string, string>> = options.firmware === 'stable' ? {} : RENAMED;
  return [...FLIGHT, ...OTHERS].map(([name, value, type]) => ({
    name: names[name] ?? name,
    value: own[name] ?? value,
    type,
  }));
}
