import type { AutopilotKind, FlightMode } from '@outrider/schema';

/** A mode as the autopilot names and numbers it, with our word for it. */
export interface ModeName {
  mode: FlightMode;
  name: string;
}

/** ArduCopter's custom modes (ArduCopter/mode.h). */
const ARDUCOPTER: Readonly<Record<number, ModeName>> = {
  0: { mode: 'attitude', name: 'STABILIZE' },
  1: { mode: 'attitude', name: 'ACRO' },
  2: { mode: 'altitude', name: 'ALT_HOLD' },
  3: { mode: 'mission', name: 'AUTO' },
  4: { mode: 'guided', name: 'GUIDED' },
  5: { mode: 'position', name: 'LOITER' },
  6: { mode: 'return', name: 'RTL' },
  7: { mode: 'other', name: 'CIRCLE' },
  9: { mode: 'land', name: 'LAND' },
  11: { mode: 'attitude', name: 'DRIFT' },
  13: { mode: 'attitude', name: 'SPORT' },
  14: { mode: 'other', name: 'FLIP' },
  15: { mode: 'other', name: 'AUTOTUNE' },
  16: { mode: 'position', name: 'POSHOLD' },
  17: { mode: 'hold', name: 'BRAKE' },
  18: { mode: 'other', name: 'THROW' },
  19: { mode: 'other', name: 'AVOID_ADSB' },
  20: { mode: 'other', name: 'GUIDED_NOGPS' },
  21: { mode: 'return', name: 'SMART_RTL' },
  22: { mode: 'position', name: 'FLOWHOLD' },
  23: { mode: 'other', name: 'FOLLOW' },
  24: { mode: 'other', name: 'ZIGZAG' },
  25: { mode: 'other', name: 'SYSTEMID' },
  26: { mode: 'other', name: 'AUTOROTATE' },
  27: { mode: 'return', name: 'AUTO_RTL' },
};

/** PX4's main mode times 256 plus sub mode (px4_custom_mode.h). */
const PX4: Readonly<Record<number, ModeName>> = {
  0x100: { mode: 'attitude', name: 'MANUAL' },
  0x200: { mode: 'altitude', name: 'ALTCTL' },
  0x300: { mode: 'position', name: 'POSCTL' },
  0x301: { mode: 'other', name: 'ORBIT' },
  0x302: { mode: 'position', name: 'POSITION_SLOW' },
  0x401: { mode: 'other', name: 'READY' },
  0x402: { mode: 'take_off', name: 'TAKEOFF' },
  0x403: { mode: 'hold', name: 'LOITER' },
  0x404: { mode: 'mission', name: 'MISSION' },
  0x405: { mode: 'return', name: 'RTL' },
  0x406: { mode: 'land', name: 'LAND' },
  0x408: { mode: 'other', name: 'FOLLOW_TARGET' },
  0x409: { mode: 'land', name: 'PRECLAND' },
  0x40a: { mode: 'take_off', name: 'VTOL_TAKEOFF' },
  0x500: { mode: 'attitude', name: 'ACRO' },
  0x600: { mode: 'guided', name: 'OFFBOARD' },
  0x700: { mode: 'attitude', name: 'STABILIZED' },
  0xa00: { mode: 'terminated', name: 'TERMINATION' },
};

/**
 * The mode that a HEARTBEAT's custom_mode says. ArduPilot numbers the modes of each kind of vehicle anew, and only those of its copters
 * are known here: 6 is a copter's RTL and an aeroplane's FBWB.
 */
export function modeOf(autopilot: AutopilotKind, customMode: number, isRotorcraft = true): ModeName {
  const known = autopilot === 'ardupilot' && isRotorcraft ? ARDUCOPTER[customMode] : undefined;
  if (autopilot === 'ardupilot') return known ?? { mode: 'other', name: `MODE ${customMode}` };
  if (autopilot !== 'px4') return { mode: 'unknown', name: `MODE ${customMode}` };
  const main = (customMode >>> 16) & 0xff;
  const sub = (customMode >>> 24) & 0xff;
  return PX4[main * 256 + sub] ?? { mode: 'other', name: `MODE ${main}.${sub}` };
}

/** Parameters 2 and 3 of DO_SET_MODE. */
export type ModeNumbers = readonly [main: number, sub: number];
export type WantedMode = 'hold' | 'guided' | 'mission' | 'return' | 'land' | 'position';

const WANTED: Readonly<Record<'ardupilot' | 'px4', Readonly<Record<WantedMode, ModeNumbers>>>> = {
  // BRAKE stops and holds without looking at a throttle stick, which LOITER would take as "descend" where there is none.
  ardupilot: { hold: [17, 0], guided: [4, 0], mission: [3, 0], return: [6, 0], land: [9, 0], position: [5, 0] },
  px4: { hold: [4, 3], guided: [4, 3], mission: [4, 4], return: [4, 5], land: [4, 6], position: [3, 0] },
};

/** Numbers by which this autopilot is told a mode; null for one whose modes are not known. */
export function modeNumbers(autopilot: AutopilotKind, wanted: WantedMode): ModeNumbers | null {
  return autopilot === 'ardupilot' || autopilot === 'px4' ? WANTED[autopilot][wanted] : null;
}
