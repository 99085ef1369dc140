/** The sticks of one gamepad while somebody steers with it. */
import type { StickInput } from '@outrider/schema';
import type { Axis, GamepadMap } from './sticks.js';
import { AXES, gamepadInput, NEUTRAL } from './sticks.js';

/** The part of a browser's Gamepad that is read. */
export interface Pad {
  id: string;
  index: number;
  mapping: string;
  connected: boolean;
  axes: readonly number[];
}

export interface PadNow {
  input: StickInput;
  /** It was steered with and is not there any more. */
  gone: boolean;
}

/** Its axes, or null for one whose axes nobody has named: a remote controller's throttle would fly the aircraft away. */
export type MapOf = (pad: Pad) => GamepadMap | null;

/**
 * Follows one pad from the moment that control is taken; another one never takes its place. Each axis counts only once it was seen in
 * the middle: a throttle at rest, a worn stick or one that is held over moves nothing.
 */
export class PadSticks {
  #id: string | null = null;
  #index = -1;
  #free = new Set<Axis>();

  /** Control was taken: whichever pad is there now is the one. */
  begin(): void {
    this.#id = null;
    this.#index = -1;
    this.#free = new Set();
  }

  read(pads: readonly (Pad | null)[], mapOf: MapOf): PadNow {
    const pad = this.#mine(pads, mapOf);
    const map = pad && mapOf(pad);
    if (!pad || !map) {
      // It comes back in the middle or not at all.
      this.#free = new Set();
      return { input: NEUTRAL, gone: this.#id !== null };
    }
    const raw = gamepadInput(pad.axes, map);
    const input = { ...NEUTRAL };
    for (const axis of AXES) {
      if (raw[axis] === 0) this.#free.add(axis);
      else if (this.#free.has(axis)) input[axis] = raw[axis];
    }
    return { input, gone: false };
  }

  #mine(pads: readonly (Pad | null)[], mapOf: MapOf): Pad | null {
    if (this.#id === null) {
      const pad = pads.find((one) => one?.connected && mapOf(one) !== null) ?? null;
      if (pad) [this.#id, this.#index] = [pad.id, pad.index];
      return pad;
    }
    const pad = pads[this.#index];
    return pad?.connected && pad.id === this.#id ? pad : null;
  }
}
