import { MAV_PARAM_TYPE } from '@outrider/protocol/mavlink';
import type { Performance } from '@outrider/schema';
import type { ParameterSpec } from '../mavlink/parameters.js';

/** The battery as the autopilot is told of it. */
export interface Pack {
  capacity_mah: number;
  cells: number;
}

const { INT32, REAL32 } = MAV_PARAM_TYPE;
type Row = readonly [name: string, value: number, type: number];

/** Parameters that the simulated PX4 acts on, with PX4 1.15's defaults. */
const FLIGHT: readonly Row[] = [
  ['MAV_SYS_ID', 1, INT32],
  ['MAV_COMP_ID', 1, INT32],
  ['MAV_TYPE', 2, INT32],
  ['MAV_0_RATE', 100000, INT32],
  ['NAV_DLL_ACT', 0, INT32],
  ['NAV_RCL_ACT', 2, INT32],
  ['COM_DL_LOSS_T', 10, INT32],
  ['COM_RC_LOSS_T', 0.5, REAL32],
  ['COM_RC_IN_MODE', 3, INT32],
  ['COM_RC_OVERRIDE', 1, INT32],
  ['COM_RC_STICK_OV', 30, REAL32],
  ['COM_RCL_EXCEPT', 0, INT32],
  ['COM_FAIL_ACT_T', 5, REAL32],
  ['COM_LOW_BAT_ACT', 0, INT32],
  ['COM_POS_FS_DELAY', 1, INT32],
  ['COM_OBL_RC_ACT', 0, INT32],
  ['COM_DISARM_LAND', 2, REAL32],
  ['COM_DISARM_PRFLT', 10, REAL32],
  ['COM_ARM_WO_GPS', 0, INT32],
  ['COM_SPOOLUP_TIME', 1, REAL32],
  ['COM_FLTMODE1', -1, INT32],
  ['BAT1_CAPACITY', 10000, REAL32],
  ['BAT1_N_CELLS', 6, INT32],
  ['BAT_LOW_THR', 0.15, REAL32],
  ['BAT_CRIT_THR', 0.07, REAL32],
  ['BAT_EMERGEN_THR', 0.05, REAL32],
  ['GF_ACTION', 2, INT32],
  ['GF_MAX_HOR_DIST', 0, REAL32],
  ['GF_MAX_VER_DIST', 0, REAL32],
  ['GF_SOURCE', 0, INT32],
  ['GF_PREDICT', 0, INT32],
  ['RTL_RETURN_ALT', 60, REAL32],
  ['RTL_DESCEND_ALT', 30, REAL32],
  ['RTL_LAND_DELAY', 0, REAL32],
  ['RTL_TYPE', 0, INT32],
  ['RTL_CONE_ANG', 45, INT32],
  ['RTL_MIN_DIST', 10, REAL32],
  ['MIS_TAKEOFF_ALT', 2.5, REAL32],
  ['MIS_DIST_1WP', 10000, REAL32],
  ['MPC_XY_CRUISE', 5, REAL32],
  ['MPC_XY_VEL_MAX', 12, REAL32],
  ['MPC_VEL_MANUAL', 10, REAL32],
  ['MPC_Z_VEL_MAX_UP', 3, REAL32],
  ['MPC_Z_VEL_MAX_DN', 1.5, REAL32],
  ['MPC_Z_V_AUTO_UP', 3, REAL32],
  ['MPC_Z_V_AUTO_DN', 1.5, REAL32],
  ['MPC_LAND_SPEED', 0.7, REAL32],
  ['MPC_MAN_Y_MAX', 150, REAL32],
  ['NAV_ACC_RAD', 2, REAL32],
  ['NAV_LOITER_RAD', 80, REAL32],
  ['NAV_MC_ALT_RAD', 0.8, REAL32],
  ['CBRK_SUPPLY_CHK', 0, INT32],
  ['CBRK_IO_SAFETY', 22027, INT32],
  ['SYS_AUTOSTART', 4001, INT32],
  ['SYS_HITL', 0, INT32],
  ['EKF2_GPS_CHECK', 245, INT32],
  ['SDLOG_MODE', 0, INT32],
  ['MNT_MODE_IN', 4, INT32],
  ['MNT_MODE_OUT', 2, INT32],
];

const numbered = (prefix: string, count: number, rows: readonly Row[]): Row[] =>
  Array.from({ length: count }, (_, index) =>
    rows.map(([name, value, type]): Row => [`${prefix}${index + 1}_${name}`, value, type]),
  ).flat();

const CHANNEL: readonly Row[] = [
  ['MIN', 1000, REAL32],
  ['MAX', 2000, REAL32],
  ['TRIM', 1500, REAL32],
  ['REV', 1, REAL32],
  ['DZ', 10, REAL32],
];
const ACTUATOR: readonly Row[] = [
  ['FUNC', 101, INT32],
  ['MIN', 1000, INT32],
  ['MAX', 2000, INT32],
  ['DIS', 900, INT32],
  ['FAIL', -1, INT32],
];
const TERMS = ['P', 'I', 'D', 'FF', 'K'] as const;

/** Groups that a ground station sees on every PX4 and that nothing here reads. */
const OTHERS: readonly Row[] = [
  ...numbered('RC', 18, CHANNEL),
  ...numbered('PWM_MAIN', 8, ACTUATOR),
  ...['ROLLRATE', 'PITCHRATE', 'YAWRATE'].flatMap((axis) =>
    TERMS.map((term): Row => [`MC_${axis}_${term}`, 0.15, REAL32]),
  ),
];

/** The set-up of an aircraft that an agency flies: failsafes on, heights in metres. */
export function px4Parameters(systemId: number, pack: Pack, flight: Performance): ParameterSpec[] {
  const { capacity_mah, cells } = pack;
  const own: Readonly<Record<string, number>> = {
    MAV_SYS_ID: systemId,
    BAT1_CAPACITY: Math.round(capacity_mah),
    BAT1_N_CELLS: cells,
    BAT_LOW_THR: 0.25,
    BAT_CRIT_THR: 0.18,
    BAT_EMERGEN_THR: 0.08,
    COM_LOW_BAT_ACT: 3,
    NAV_DLL_ACT: 2,
    COM_DL_LOSS_T: 5,
    COM_FAIL_ACT_T: 0,
    GF_ACTION: 3,
    GF_MAX_VER_DIST: 120,
    MPC_XY_CRUISE: flight.cruise_speed_mps,
    MPC_XY_VEL_MAX: flight.max_speed_mps,
    MPC_Z_V_AUTO_UP: flight.climb_speed_mps,
    MPC_Z_V_AUTO_DN: flight.descent_speed_mps,
    MPC_Z_VEL_MAX_UP: flight.climb_speed_mps,
    MPC_Z_VEL_MAX_DN: flight.descent_speed_mps,
  };
  return [...FLIGHT, ...OTHERS].map(([name, value, type]) => ({ name, value: own[name] ?? value, type }));
}
