import type { messages } from '@outrider/protocol/mavlink';
import { clamp } from '../../geometry/index.js';
import { NEUTRAL } from '../flight/index.js';
import type { Sticks } from '../flight/index.js';

/** 1000 to 2000 microseconds to -1 to 1. */
const fromPulse = (pulse: number): number => clamp((pulse - 1500) / 500, -1, 1);
const IGNORE = 0;
const RELEASE = 65535;

/**
 * Stick input over MAVLink. When it falls silent, the last input stays for the autopilot's own time-out; after that the
 * hand-held transmitter counts, whose sticks stand neutral.
 */
export class HandInput {
  /** The transmitter is off or out of range. */
  transmitter_lost = false;
  #sticks: Sticks = NEUTRAL;
  #heard_ms = -Infinity;

  manualControl(from: messages.ManualControl, now_ms: number): void {
    const axis = (value: number): number => (value === 0x7fff ? 0 : clamp(value / 1000, -1, 1));
    this.#sticks = {
      forward: axis(from.x),
      right: axis(from.y),
      up: from.z === 0x7fff ? 0 : clamp((from.z - 500) / 500, -1, 1),
      turn: axis(from.r),
    };
    this.#heard_ms = now_ms;
  }

  override(from: messages.RcChannelsOverride, now_ms: number): void {
    const channel = (pulse: number, before: number): number =>
      pulse === IGNORE || pulse === RELEASE ? before : fromPulse(pulse);
    const old = this.#sticks;
    this.#sticks = {
      right: channel(from.chan1_raw, old.right),
      // Pulling the pitch stick (a long pulse) flies backwards.
      forward: -channel(from.chan2_raw, -old.forward),
      up: channel(from.chan3_raw, old.up),
      turn: channel(from.chan4_raw, old.turn),
    };
    this.#heard_ms = now_ms;
  }

  /** Sticks that count now. */
  read(now_ms: number, timeout_ms: number): Sticks {
    return this.active(now_ms, timeout_ms) ? this.#sticks : NEUTRAL;
  }

  active(now_ms: number, timeout_ms: number): boolean {
    return now_ms - this.#heard_ms <= timeout_ms;
  }

  /** No stick from anywhere. */
  lost(now_ms: number, timeout_ms: number): boolean {
    return this.transmitter_lost && !this.active(now_ms, timeout_ms);
  }

  reset(): void {
    this.#sticks = NEUTRAL;
    this.#heard_ms = -Infinity;
  }
}
