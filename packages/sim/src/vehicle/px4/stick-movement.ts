import type { Sticks } from '../flight/index.js';

/** PX4's filter of how fast a stick moves (MovingDiff), in seconds. */
const SMOOTHED_OVER_S = 0.1;
const AXES = ['forward', 'right', 'turn', 'up'] as const;

/**
 * Sticks that move, not sticks that are held over, take an aircraft from an automatic mode: letting go of one does it as well as
 * pushing it, for a third of a second.
 */
export class StickMovement {
  readonly #speeds: Record<(typeof AXES)[number], number> = { forward: 0, right: 0, turn: 0, up: 0 };
  #last: Sticks | null = null;
  #last_ms = 0;

  /** @returns the fastest axis, in full deflections a second */
  update(sticks: Sticks, now_ms: number): number {
    const dt_s = (now_ms - this.#last_ms) / 1000;
    const before = this.#last;
    this.#last_ms = now_ms;
    this.#last = { ...sticks };
    if (!before || dt_s <= 0) return 0;
    const share = dt_s / (SMOOTHED_OVER_S + dt_s);
    for (const axis of AXES) {
      const speed = (sticks[axis] - before[axis]) / dt_s;
      this.#speeds[axis] += share * (speed - this.#speeds[axis]);
    }
    return Math.max(...AXES.map((axis) => Math.abs(this.#speeds[axis])));
  }

  /** Nobody sends any more: whoever begins anew has not moved yet. */
  reset(): void {
    this.#last = null;
    for (const axis of AXES) this.#speeds[axis] = 0;
  }
}
