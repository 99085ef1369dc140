import {
  px4CustomMode,
  px4ModeParts,
  PX4_AUTO_SUB_MODE,
  PX4_MAIN_MODE,
  PX4_POSCTL_SUB_MODE,
} from '@outrider/protocol/mavlink';

const auto = (sub: number): number => px4CustomMode(PX4_MAIN_MODE.AUTO, sub);

/** custom_mode of PX4's modes by name. */
export const MODE = {
  MANUAL: px4CustomMode(PX4_MAIN_MODE.MANUAL),
  ALTCTL: px4CustomMode(PX4_MAIN_MODE.ALTCTL),
  POSCTL: px4CustomMode(PX4_MAIN_MODE.POSCTL),
  ORBIT: px4CustomMode(PX4_MAIN_MODE.POSCTL, PX4_POSCTL_SUB_MODE.ORBIT),
  STABILIZED: px4CustomMode(PX4_MAIN_MODE.STABILIZED),
  TAKEOFF: auto(PX4_AUTO_SUB_MODE.TAKEOFF),
  LOITER: auto(PX4_AUTO_SUB_MODE.LOITER),
  MISSION: auto(PX4_AUTO_SUB_MODE.MISSION),
  RTL: auto(PX4_AUTO_SUB_MODE.RTL),
  LAND: auto(PX4_AUTO_SUB_MODE.LAND),
} as const;

const NAMES = new Map<number, string>(Object.entries(MODE).map(([name, number]) => [number, name]));

/** Word for a custom_mode, null for one that this PX4 does not have. */
export function modeName(customMode: number): string | null {
  return NAMES.get(customMode) ?? null;
}
export const isAuto = (customMode: number): boolean => px4ModeParts(customMode).mainMode === PX4_MAIN_MODE.AUTO;
export const needsPosition = (customMode: number): boolean =>
  isAuto(customMode) || customMode === MODE.POSCTL || customMode === MODE.ORBIT;
