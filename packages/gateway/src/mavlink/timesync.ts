import type { messages } from '@outrider/protocol/mavlink';
import type { Sender } from './sender.js';

const EVERY_MS = 2000;
/** A round trip that took longer than that belongs to a question asked long ago. */
const MAX_ROUND_TRIP_MS = 10_000;
const NANOSECONDS_PER_MS = 1e6;

/** Measures the round trip of the link: TIMESYNC comes back with our own time in it. */
export class Timesync {
  readonly #sender: Sender;
  #due_ms = 0;
  #smoothed_ms: number | null = null;

  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /** Round trip in milliseconds, smoothed; null before the first answer. */
  get roundTripMs(): number | null {
    return this.#smoothed_ms;
  }

  tick(nowMs: number): void {
    if (nowMs < this.#due_ms) return;
    this.#due_ms = nowMs + EVERY_MS;
    this.#sender.send('TIMESYNC', { tc1: 0, ts1: Math.round(nowMs * NANOSECONDS_PER_MS) });
  }

  /** Takes an answer to us, and answers what the vehicle asks. */
  take(message: messages.Timesync, nowMs: number): void {
    if (message.tc1 === 0) {
      this.#sender.send('TIMESYNC', { tc1: Math.round(nowMs * NANOSECONDS_PER_MS), ts1: message.ts1 });
      return;
    }
    const tripMs = nowMs - message.ts1 / NANOSECONDS_PER_MS;
    if (tripMs < 0 || tripMs > MAX_ROUND_TRIP_MS) return;
    this.#smoothed_ms = this.#smoothed_ms === null ? tripMs : this.#smoothed_ms * 0.7 + tripMs * 0.3;
  }

  forget(): void {
    this.#smoothed_ms = null;
  }
}
