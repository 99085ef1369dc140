import { ALIVE_EVERY_MS } from './process-message.js';

/**
 * Calls `onHung` once when a process has said nothing of itself for so long. Counts its own ticks instead of looking at a clock: a
 * machine that slept, or a supervisor that was held up, takes one tick and not the whole time. Watches from the first sign of life on.
 */
export class HangWatch {
  readonly #hungAfterMs: number;
  readonly #onHung: () => void;
  #timer: NodeJS.Timeout | null = null;
  #silentMs = 0;
  #closed = false;

  constructor(hungAfterMs: number, onHung: () => void) {
    this.#hungAfterMs = hungAfterMs;
    this.#onHung = onHung;
  }

  heard(): void {
    // The last words of a process may come after its end.
    if (this.#closed) return;
    this.#silentMs = 0;
    const everyMs = Math.min(ALIVE_EVERY_MS, this.#hungAfterMs / 4);
    this.#timer ??= setInterval(() => this.#tick(everyMs), everyMs);
  }

  close(): void {
    this.#closed = true;
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }

  #tick(everyMs: number): void {
    this.#silentMs += everyMs;
    if (this.#silentMs <= this.#hungAfterMs) return;
    this.close();
    this.#onHung();
  }
}
