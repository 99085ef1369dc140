import type { StickInput } from '@outrider/schema';
import { touchActivity } from '../../../app/activity.js';
import { createStore } from '../../../live/store.js';
import type { GamepadMap } from './sticks.js';
import { AXES, gamepadInput, isNeutral, MODE_2, NEUTRAL } from './sticks.js';

const KEPT_AS = 'outrider.gamepad';

export const gamepadMap = createStore<{ map: GamepadMap }>({ map: read() });

export function setGamepadMap(map: GamepadMap): void {
  gamepadMap.set({ map });
  try {
    localStorage.setItem(KEPT_AS, JSON.stringify(map));
  } catch {
    // Private windows may refuse storage: the mapping then lasts as long as this page.
  }
}

function read(): GamepadMap {
  try {
    return parseGamepadMap(JSON.parse(localStorage.getItem(KEPT_AS) ?? 'null'));
  } catch {
    return MODE_2;
  }
}

/** A stored mapping, or mode 2 when it is not one. */
export function parseGamepadMap(value: unknown): GamepadMap {
  const map = value as Partial<GamepadMap> | null;
  const isWhole = AXES.every((axis) => {
    const binding = map?.[axis];
    return Number.isInteger(binding?.index) && typeof binding?.inverted === 'boolean';
  });
  return isWhole ? (map as GamepadMap) : MODE_2;
}

/** The first connected gamepad; browsers show it only after a button on it was pressed. */
export function connectedGamepad(): Gamepad | null {
  if (!('getGamepads' in navigator)) return null;
  return navigator.getGamepads().find((pad) => pad?.connected) ?? null;
}

/** Its sticks now; neutral without a gamepad. */
export function readGamepad(): StickInput {
  const pad = connectedGamepad();
  if (!pad) return NEUTRAL;
  const input = gamepadInput(pad.axes, gamepadMap.get().map);
  if (!isNeutral(input)) touchActivity();
  return input;
}
