import type { MessageName } from '@outrider/protocol/mavlink';

interface Stream {
  interval_ms: number;
  due_ms: number;
}

/** Which messages are due; several that share a rate stay in step. */
export class Streams {
  readonly #streams = new Map<MessageName, Stream>();

  /** @param rate_hz 0 ends the stream */
  set(name: MessageName, rate_hz: number, now_ms: number): void {
    if (rate_hz <= 0) this.#streams.delete(name);
    else this.#streams.set(name, { interval_ms: 1000 / rate_hz, due_ms: now_ms });
  }

  rateHz(name: MessageName): number {
    const stream = this.#streams.get(name);
    return stream ? 1000 / stream.interval_ms : 0;
  }

  clear(): void {
    this.#streams.clear();
  }

  /** Messages to send now. A late stream skips what it missed instead of sending it in one burst. */
  due(now_ms: number, send: (name: MessageName) => void): void {
    for (const [name, stream] of this.#streams) {
      if (now_ms < stream.due_ms) continue;
      send(name);
      stream.due_ms = Math.max(stream.due_ms + stream.interval_ms, now_ms + stream.interval_ms / 2);
    }
  }
}
