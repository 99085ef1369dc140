import { MAV_DATA_STREAM } from '@outrider/protocol/mavlink';
import type { MessageName } from '@outrider/protocol/mavlink';

/** Messages of each group of REQUEST_DATA_STREAM, as ArduCopter 4.5 sends them. */
export const STREAM_GROUPS: Readonly<Record<number, readonly MessageName[]>> = {
  [MAV_DATA_STREAM.RAW_SENSORS]: ['RAW_IMU', 'SCALED_PRESSURE'],
  [MAV_DATA_STREAM.EXTENDED_STATUS]: [
    'SYS_STATUS',
    'POWER_STATUS',
    'MEMINFO',
    'MISSION_CURRENT',
    'GPS_RAW_INT',
    'NAV_CONTROLLER_OUTPUT',
    'FENCE_STATUS',
    'POSITION_TARGET_GLOBAL_INT',
  ],
  [MAV_DATA_STREAM.RC_CHANNELS]: ['SERVO_OUTPUT_RAW', 'RC_CHANNELS'],
  [MAV_DATA_STREAM.POSITION]: ['GLOBAL_POSITION_INT', 'LOCAL_POSITION_NED'],
  [MAV_DATA_STREAM.EXTRA1]: ['ATTITUDE', 'AHRS2'],
  [MAV_DATA_STREAM.EXTRA2]: ['VFR_HUD'],
  [MAV_DATA_STREAM.EXTRA3]: [
    'AHRS',
    'WIND',
    'SYSTEM_TIME',
    'TERRAIN_REPORT',
    'BATTERY_STATUS',
    'GIMBAL_DEVICE_ATTITUDE_STATUS',
    'EKF_STATUS_REPORT',
    'VIBRATION',
  ],
};

/** Groups meant by a stream id; 0 means all. */
export function groupsOf(id: number): readonly (readonly MessageName[])[] {
  if (id === MAV_DATA_STREAM.ALL) return Object.values(STREAM_GROUPS);
  const group = STREAM_GROUPS[id];
  return group ? [group] : [];
}
