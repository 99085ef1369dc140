import type { Clock, Timer } from '@outrider/runtime';

/** Work that is done over and over: each round begins so long after the one before has ended. */
export class Rounds {
  readonly #clock: Clock;
  readonly #everyMs: number;
  readonly #round: () => Promise<unknown>;
  #timer: Timer | null = null;
  #running: Promise<unknown> | null = null;
  #closed = false;

  /** @param round must not throw: what fails is its own to tell, and is due again in the next */
  constructor(clock: Clock, everyMs: number, round: () => Promise<unknown>) {
    this.#clock = clock;
    this.#everyMs = everyMs;
    this.#round = round;
  }

  /** A round that is under way looks at this between two things that it does. */
  get closed(): boolean {
    return this.#closed;
  }

  start(): void {
    this.#timer = this.#clock.setTimeout(() => {
      this.#running = this.#round().finally(() => {
        if (!this.#closed) this.start();
      });
    }, this.#everyMs);
  }

  /** Begins no further round, and waits for the one that is under way. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer) this.#clock.clear(this.#timer);
    await this.#running;
  }
}
