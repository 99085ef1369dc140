import type { MessageName } from '@outrider/protocol/mavlink';

/** Streams of PX4's ground-station link in hertz, as measured with 1.17-alpha; it starts them by itself. */
export const NORMAL_STREAMS: readonly (readonly [rate_hz: number, names: readonly MessageName[]])[] = [
  [
    50,
    [
      'ATTITUDE',
      'ATTITUDE_QUATERNION',
      'LOCAL_POSITION_NED',
      'GLOBAL_POSITION_INT',
      'SERVO_OUTPUT_RAW',
      'ATTITUDE_TARGET',
      'POSITION_TARGET_LOCAL_NED',
    ],
  ],
  [5, ['GPS_RAW_INT', 'GIMBAL_DEVICE_ATTITUDE_STATUS']],
  [4, ['VFR_HUD']],
  [
    1,
    [
      'SYS_STATUS',
      'LINK_NODE_STATUS',
      'SCALED_PRESSURE',
      'MISSION_CURRENT',
      'POSITION_TARGET_GLOBAL_INT',
      'ALTITUDE',
      'EXTENDED_SYS_STATE',
      'GNSS_INTEGRITY',
      'OPEN_DRONE_ID_LOCATION',
      'OPEN_DRONE_ID_SYSTEM',
    ],
  ],
  [0.5, ['BATTERY_STATUS', 'ESTIMATOR_STATUS', 'HOME_POSITION', 'CURRENT_MODE', 'WIND_COV', 'SYSTEM_TIME']],
];
/** Slow streams keep their rate; a narrow link thins out the fast ones. */
const SCALED_FROM_HZ = 4;

/** @param share of the nominal rate that the link carries */
export function streamRates(share: number): [MessageName, number][] {
  return NORMAL_STREAMS.flatMap(([rate, names]) =>
    names.map((name): [MessageName, number] => [name, rate > SCALED_FROM_HZ ? Math.max(1, rate * share) : rate]),
  );
}
