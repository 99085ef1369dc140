/** Turning the camera by hand: the newest sticks ten times a second, and standstill as soon as nobody is at them. */
import type { StickFrame } from '@outrider/core/command';
import type { VehicleAdapter } from './adapter.js';
import { StickInputs } from './stick-input.js';

const EVERY_MS = 100;
/** A gimbal goes on turning at the last rate it was told: standstill is said more than once, since the link may lose it. */
const STANDSTILLS = 5;

/**
 * Says nothing while the camera rests: a rate of zero, repeated for ever, would take every order of where to look back at once.
 */
export class CameraHand {
  readonly #adapter: Pick<VehicleAdapter, 'turnCamera'>;
  readonly #inputs = new StickInputs();
  #standstillsLeft = 0;
  #dueMs = Number.NEGATIVE_INFINITY;

  constructor(adapter: Pick<VehicleAdapter, 'turnCamera'>) {
    this.#adapter = adapter;
  }

  /** There is nothing to be sent. */
  get atRest(): boolean {
    return this.#standstillsLeft === 0;
  }

  /** A stick frame of the present lease. Answers whether it was taken. */
  stick(frame: StickFrame, nowMs: number): boolean {
    if (!this.#inputs.take(frame, nowMs)) return false;
    this.tick(nowMs);
    return true;
  }

  /** Nobody turns it any more. */
  end(): void {
    this.#inputs.reset();
  }

  /** Somebody else commands the aircraft now: not even standstill is said. */
  fallSilent(): void {
    this.#inputs.reset();
    this.#standstillsLeft = 0;
  }

  tick(nowMs: number): void {
    if (nowMs < this.#dueMs) return;
    const { up, turn } = this.#inputs.current(nowMs);
    if (up !== 0 || turn !== 0) this.#standstillsLeft = STANDSTILLS;
    else if (this.#standstillsLeft > 0) this.#standstillsLeft -= 1;
    else return;
    this.#dueMs = nowMs + EVERY_MS;
    this.#adapter.turnCamera(up, turn);
  }
}
