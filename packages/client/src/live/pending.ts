import type { WireError } from '@outrider/schema';
import { ApiError, unreachable } from '../errors.js';

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
  timer: ReturnType<typeof setTimeout>;
}

const ANSWER_WITHIN_MS = 8_000;
const MOST_WAITING = 200;

/** Requests that wait for their reply. */
export class PendingRequests {
  readonly #waiting = new Map<string, Waiting>();
  #lastId = 0;

  /** Sends through `send` with a new id; rejects when there is no reply in time. */
  ask(send: (id: string) => boolean): Promise<unknown> {
    const id = String(++this.#lastId);
    return new Promise((resolve, reject) => {
      if (this.#waiting.size >= MOST_WAITING) return reject(unreachable('Too many requests wait for an answer.'));
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        reject(unreachable('The server did not answer in time.'));
      }, ANSWER_WITHIN_MS);
      this.#waiting.set(id, { resolve, reject, timer });
      if (!send(id)) this.#settle(id, (waiting) => waiting.reject(unreachable('Not connected: nothing was sent.')));
    });
  }

  answered(id: string, value: unknown): void {
    this.#settle(id, (waiting) => waiting.resolve(value));
  }

  refused(id: string, error: WireError): void {
    this.#settle(id, (waiting) => waiting.reject(new ApiError(0, error)));
  }

  /** Whatever was asked is unknown now; a command's id tells later what became of it. */
  rejectAll(message: string): void {
    for (const id of this.#waiting.keys()) this.#settle(id, (waiting) => waiting.reject(unreachable(message)));
  }

  #settle(id: string, finish: (waiting: Waiting) => void): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    this.#waiting.delete(id);
    clearTimeout(waiting.timer);
    finish(waiting);
  }
}
