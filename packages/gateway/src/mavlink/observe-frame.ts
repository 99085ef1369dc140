/** Frame in, observation out. Decoded messages are reused: they live only until the observation is made. */
import type { VehicleObservation } from '@outrider/core/vehicle';
import { MESSAGE_ID, blank, decodeAs } from '@outrider/protocol/mavlink';
import type { Frame, MessageByName, MessageName } from '@outrider/protocol/mavlink';
import * as state from './state.js';

type Observer = (frame: Frame) => VehicleObservation | null;

function observer<Name extends MessageName>(
  name: Name,
  translate: (message: MessageByName[Name]) => VehicleObservation | null,
): [number, Observer] {
  const reused = blank(name);
  return [MESSAGE_ID[name], (frame) => translate(decodeAs(name, frame, reused))];
}

/** Messages of the autopilot's own component that change the vehicle's state. */
const OF_AUTOPILOT: ReadonlyMap<number, Observer> = new Map([
  observer('ATTITUDE', state.ofAttitude),
  observer('GLOBAL_POSITION_INT', state.ofGlobalPosition),
  observer('VFR_HUD', state.ofVfrHud),
  observer('GPS_RAW_INT', state.ofGpsRaw),
  observer('BATTERY_STATUS', state.ofBatteryStatus),
  observer('WIND', state.ofWind),
  observer('WIND_COV', state.ofWindCov),
  observer('EKF_STATUS_REPORT', state.ofEkfStatus),
  observer('ESTIMATOR_STATUS', state.ofEstimatorStatus),
  observer('EXTENDED_SYS_STATE', state.ofExtendedSysState),
  observer('HOME_POSITION', state.ofHomePosition),
  observer('TERRAIN_REPORT', state.ofTerrainReport),
  observer('MOUNT_STATUS', state.ofMountStatus),
  observer('GIMBAL_DEVICE_ATTITUDE_STATUS', state.ofGimbalAttitude),
]);

/** Messages that a camera or gimbal of the same vehicle may send for itself. */
const OF_OTHERS: ReadonlyMap<number, Observer> = new Map([
  observer('MOUNT_ORIENTATION', state.ofMountOrientation),
  observer('GIMBAL_DEVICE_ATTITUDE_STATUS', state.ofGimbalAttitude),
]);

/** What a frame says about the vehicle; null for one that says nothing here. */
export function observationOf(frame: Frame, fromAutopilot: boolean): VehicleObservation | null {
  const observe = (fromAutopilot ? OF_AUTOPILOT : OF_OTHERS).get(frame.id);
  return observe ? observe(frame) : null;
}

/** Messages that carry the time since boot, at whose start it stands. */
const BOOT_TIME_FIRST: ReadonlySet<number> = new Set([MESSAGE_ID.ATTITUDE, MESSAGE_ID.GLOBAL_POSITION_INT]);

/** Milliseconds since the autopilot's start; null where the frame does not say. */
export function bootTimeOf(frame: Frame): number | null {
  if (frame.id === MESSAGE_ID.SYSTEM_TIME) return decodeAs('SYSTEM_TIME', frame).time_boot_ms;
  if (!BOOT_TIME_FIRST.has(frame.id) || frame.payloadLength < 4) return null;
  return frame.view.getUint32(frame.payloadOffset, true);
}
