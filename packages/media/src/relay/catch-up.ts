import type { Clock, Timer } from '@outrider/runtime';

const TICK_MS = 4;
/** 16 packets in 4 ms are 38 Mbit/s: a second of video at 2.5 Mbit/s is there in a tenth, and no receive buffer overflows. */
const PACKETS_PER_TICK = 16;
/** A stream that is faster than that pace is never caught up with: so many packets wait, then the viewer goes on at the next keyframe. */
const MOST_WAITING = 8000;

/** Sends a viewer that joins what came since the last keyframe, at a pace that its link can take, and what comes meanwhile behind it. */
export class CatchUp {
  readonly #send: (packet: Uint8Array) => void;
  readonly #timer: Timer;
  readonly #waiting: Uint8Array[];
  #overtaken = false;

  /** @param packets from a keyframe on; the first of them go out at once */
  constructor(packets: readonly Uint8Array[], clock: Clock, send: (packet: Uint8Array) => void) {
    this.#waiting = [...packets];
    this.#send = send;
    this.#timer = clock.setInterval(() => this.#next(), TICK_MS);
    this.#next();
  }

  get done(): boolean {
    return this.#waiting.length === 0;
  }

  /** A live packet, which takes its place behind those that wait; in place of all of them where they are too many. */
  push(packet: Uint8Array, keyframeStart: boolean): void {
    if (this.#waiting.length >= MOST_WAITING) this.#overtaken = true;
    if (this.#overtaken && !keyframeStart) return;
    if (this.#overtaken) this.#waiting.length = 0;
    this.#overtaken = false;
    this.#waiting.push(packet);
  }

  cancel(): void {
    this.#timer.cancel();
    this.#waiting.length = 0;
  }

  #next(): void {
    for (const packet of this.#waiting.splice(0, PACKETS_PER_TICK)) this.#send(packet);
    if (this.done) this.#timer.cancel();
  }
}
