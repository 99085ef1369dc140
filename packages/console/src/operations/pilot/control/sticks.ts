/** Keys and gamepad axes to stick input. Pure; each axis -1 to 1: forward, right, up, clockwise turn. */
import type { StickInput } from '@outrider/schema';

export const NEUTRAL: StickInput = { forward: 0, right: 0, up: 0, turn: 0 };
export const AXES = ['forward', 'right', 'up', 'turn'] as const;
export type Axis = (typeof AXES)[number];

const KEYS: Readonly<Record<string, readonly [axis: Axis, direction: 1 | -1]>> = {
  w: ['forward', 1],
  s: ['forward', -1],
  d: ['right', 1],
  a: ['right', -1],
  arrowup: ['up', 1],
  arrowdown: ['up', -1],
  e: ['turn', 1],
  q: ['turn', -1],
};
export const isStickKey = (key: string): boolean => key in KEYS;

/** Where they are on a keyboard, whatever they write there: layouts differ, and AltGr turns an "e" into a "€". */
const PLACES: Readonly<Record<string, string>> = {
  KeyW: 'w',
  KeyS: 's',
  KeyD: 'd',
  KeyA: 'a',
  ArrowUp: 'arrowup',
  ArrowDown: 'arrowdown',
  KeyE: 'e',
  KeyQ: 'q',
};
/** The stick key at a place of the keyboard (`KeyboardEvent.code`); null for any other place. */
export const stickAt = (code: string): string | null => PLACES[code] ?? null;

const CODES = new Map(Object.entries(PLACES).map(([code, key]) => [key, code]));
/** The place of a stick key on the keyboard. */
export const codeOf = (key: string): string => CODES.get(key) ?? '';

/** Which axis moved away from where it rested, and which way; null while none did. What rests at its end is no movement. */
export function movedAxis(rest: readonly number[], now: readonly number[]): AxisBinding | null {
  const moved = now.map((value, index) => value - (rest[index] ?? 0));
  const index = moved.reduce((best, by, at) => (Math.abs(by) > Math.abs(moved[best] ?? 0) ? at : best), 0);
  const by = moved[index] ?? 0;
  return Math.abs(by) > MOVED ? { index, inverted: by < 0 } : null;
}
const MOVED = 0.6;

/** Where held keys push each axis; opposite keys cancel. */
export function keyTarget(held: ReadonlySet<string>): StickInput {
  const target = { ...NEUTRAL };
  for (const key of held) {
    const bound = KEYS[key];
    if (bound) target[bound[0]] += bound[1];
  }
  return target;
}

/** Full deflection by key takes so long, so that a tap is a nudge; letting go is neutral at once. */
const RAMP_MS = 400;

export function ramp(current: StickInput, target: StickInput, elapsedMs: number): StickInput {
  const step = elapsedMs / RAMP_MS;
  const next = { ...NEUTRAL };
  for (const axis of AXES) next[axis] = rampAxis(current[axis], target[axis], step);
  return next;
}

function rampAxis(current: number, target: number, step: number): number {
  if (target === 0) return 0;
  const from = Math.sign(current) === Math.sign(target) ? current : 0;
  return target > 0 ? Math.min(target, from + step) : Math.max(target, from - step);
}

/** One gamepad axis: which one, and whether up or right on it is negative. */
export interface AxisBinding {
  index: number;
  inverted: boolean;
}
export type GamepadMap = Record<Axis, AxisBinding>;

/** Mode 2: left stick climbs and turns, right stick moves. Up on a standard gamepad is -1. */
export const MODE_2: GamepadMap = {
  turn: { index: 0, inverted: false },
  up: { index: 1, inverted: true },
  right: { index: 2, inverted: false },
  forward: { index: 3, inverted: true },
};
const DEAD_ZONE = 0.08;
const EXPO = 0.35;

/** Dead zone about the middle, then a curve that is gentle there and still reaches 1. Broken values are neutral. */
export function shape(raw: number): number {
  if (!Number.isFinite(raw)) return 0;
  const size = Math.min(1, Math.abs(raw));
  if (size <= DEAD_ZONE) return 0;
  const live = (size - DEAD_ZONE) / (1 - DEAD_ZONE);
  return Math.sign(raw) * ((1 - EXPO) * live + EXPO * live ** 3);
}

export function gamepadInput(axes: readonly number[], map: GamepadMap): StickInput {
  const input = { ...NEUTRAL };
  for (const axis of AXES) {
    const { index, inverted } = map[axis];
    const value = shape(axes[index] ?? 0);
    input[axis] = inverted ? -value : value;
  }
  return input;
}

/** The stronger deflection wins on each axis, so that keys and gamepad never add up. */
export function merge(a: StickInput, b: StickInput): StickInput {
  const merged = { ...NEUTRAL };
  for (const axis of AXES) merged[axis] = Math.abs(a[axis]) >= Math.abs(b[axis]) ? a[axis] : b[axis];
  return merged;
}

export const isNeutral = (input: StickInput): boolean => AXES.every((axis) => input[axis] === 0);
