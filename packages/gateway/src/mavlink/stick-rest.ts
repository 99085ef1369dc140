import type { Clock } from '@outrider/runtime';
import type { StickInput } from '@outrider/schema';
import { NEUTRAL } from './manual.js';

const AXES = ['forward', 'right', 'up', 'turn'] as const;
/** Less than this is no movement. */
const MOVED = 0.02;
/** PX4 smooths how fast a stick moves over a tenth of a second: from full deflection to the middle it moves for 370 ms. */
const MOVES_FOR_MS = 450;
/** Silence this long is no input any more (COM_RC_LOSS_T). */
const FORGOTTEN_AFTER_MS = 1000;
const WAITED_FOR_MS = 700;
const LOOK_EVERY_MS = 20;

/**
 * PX4 gives an aircraft in an automatic mode back to hands that move a stick (COM_RC_OVERRIDE), and letting go of one moves it. An
 * order that ends hand flight would be undone by the sticks going neutral: it waits until they have come to rest.
 */
export class StickRest {
  #last: StickInput = NEUTRAL;
  #movedMs = Number.NEGATIVE_INFINITY;
  #sentMs = Number.NEGATIVE_INFINITY;

  sent(input: StickInput, nowMs: number): void {
    if (AXES.some((axis) => Math.abs(input[axis] - this.#last[axis]) > MOVED)) this.#movedMs = nowMs;
    this.#last = input;
    this.#sentMs = nowMs;
  }

  /** In the middle and seen to be at rest there, or heard by nobody any more. */
  isAtRest(nowMs: number): boolean {
    if (nowMs - this.#sentMs > FORGOTTEN_AFTER_MS) return true;
    const neutral = AXES.every((axis) => Math.abs(this.#last[axis]) <= MOVED);
    return neutral && nowMs - this.#movedMs >= MOVES_FOR_MS;
  }

  /** Waits for that, but not for ever: an order goes out though somebody goes on moving the sticks. */
  async settle(clock: Clock, signal: AbortSignal | undefined): Promise<void> {
    const endMs = clock.monotonicMs() + WAITED_FOR_MS;
    while (!this.isAtRest(clock.monotonicMs()) && clock.monotonicMs() < endMs && !signal?.aborted) {
      await clock.sleep(LOOK_EVERY_MS);
    }
  }
}
