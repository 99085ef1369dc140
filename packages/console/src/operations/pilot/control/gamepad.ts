/** Gamepads of this browser, and which of their axes does what. */
import { touchActivity } from '../../../app/activity.js';
import { createStore } from '../../../live/store.js';
import type { Pad, PadNow } from './pad-sticks.js';
import { PadSticks } from './pad-sticks.js';
import type { GamepadMap } from './sticks.js';
import { AXES, isNeutral, MODE_2, NEUTRAL } from './sticks.js';

const KEPT_AS = 'outrider.gamepads';

/** Axes as they were set, by the gamepad's own name. */
export const gamepadMaps = createStore<{ maps: Readonly<Record<string, GamepadMap>> }>({ maps: read() });

export function setGamepadMap(padId: string, map: GamepadMap): void {
  const maps = { ...gamepadMaps.get().maps, [padId]: map };
  gamepadMaps.set({ maps });
  try {
    localStorage.setItem(KEPT_AS, JSON.stringify(maps));
  } catch {
    // Private windows may refuse storage: the mapping then lasts as long as this page.
  }
}

/** As it was set; mode 2 for a pad whose axes the browser knows; null for any other, until somebody has set them. */
export function mapOf(pad: Pick<Pad, 'id' | 'mapping'>): GamepadMap | null {
  return gamepadMaps.get().maps[pad.id] ?? (pad.mapping === 'standard' ? MODE_2 : null);
}

function read(): Record<string, GamepadMap> {
  try {
    return parseGamepadMaps(JSON.parse(localStorage.getItem(KEPT_AS) ?? 'null'));
  } catch {
    return {};
  }
}

/** Stored mappings; those that are not whole are left out. */
export function parseGamepadMaps(value: unknown): Record<string, GamepadMap> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([, map]) => isWhole(map)));
}

function isWhole(value: unknown): value is GamepadMap {
  const map = value as Partial<GamepadMap> | null;
  return AXES.every((axis) => {
    const binding = map?.[axis];
    return Number.isInteger(binding?.index) && typeof binding?.inverted === 'boolean';
  });
}

/** All that are connected; browsers show one only after a button on it was pressed. */
function pads(): readonly (Pad | null)[] {
  return 'getGamepads' in navigator ? navigator.getGamepads() : [];
}

/** The gamepad that would fly, or one whose axes have to be set first. */
export function connectedGamepad(): Pad | null {
  const all = pads().filter((pad) => pad?.connected);
  return all.find((pad) => pad && mapOf(pad) !== null) ?? all[0] ?? null;
}

const sticks = new PadSticks();
/** Its axes are being set: what is moved meanwhile is meant for the dialog. */
let setUp = false;
export const setGamepadSetUp = (open: boolean): void => {
  setUp = open;
  sticks.begin();
};

/** Control was taken. */
export const beginGamepad = (): void => sticks.begin();

/** The sticks of the pad that is steered with; neutral without one, and while axes are set. */
export function readGamepad(): PadNow {
  if (setUp) return { input: NEUTRAL, gone: false };
  const now = sticks.read(pads(), mapOf);
  if (!isNeutral(now.input)) touchActivity();
  return now;
}
