import type { messages } from '@outrider/protocol/mavlink';

export interface StatusText {
  severity: number;
  text: string;
}

const CHUNK_CHARACTERS = 50;
const COMPLETE_AFTER_MS = 1000;
const MAX_CHUNKS = 10;

interface Pending {
  severity: number;
  chunks: (string | undefined)[];
  since_ms: number;
}

/**
 * Puts STATUSTEXT back together: long ones come in numbered chunks, the last of which is shorter than 50 characters. PX4
 * marks texts that also travel as events by a tab at the end.
 */
export class StatusTextAssembler {
  readonly #pending = new Map<number, Pending>();
  readonly #onText: (text: StatusText) => void;

  constructor(onText: (text: StatusText) => void) {
    this.#onText = onText;
  }

  take(message: messages.Statustext, nowMs: number): void {
    if (message.id === 0) return this.#emit(message.severity, message.text);
    if (message.chunk_seq >= MAX_CHUNKS) return;
    const pending = this.#pending.get(message.id) ?? { severity: message.severity, chunks: [], since_ms: nowMs };
    this.#pending.set(message.id, pending);
    pending.chunks[message.chunk_seq] = message.text;
    if (isComplete(pending.chunks)) this.#finish(message.id, pending);
  }

  /** Gives out what is incomplete after a second, rather than nothing. */
  tick(nowMs: number): void {
    for (const [id, pending] of this.#pending) {
      if (nowMs - pending.since_ms >= COMPLETE_AFTER_MS) this.#finish(id, pending);
    }
  }

  #finish(id: number, pending: Pending): void {
    this.#pending.delete(id);
    this.#emit(pending.severity, Array.from(pending.chunks, (chunk) => chunk ?? '...').join(''));
  }

  #emit(severity: number, text: string): void {
    const plain = text.trim();
    if (plain !== '') this.#onText({ severity, text: plain });
  }
}

function isComplete(chunks: readonly (string | undefined)[]): boolean {
  const last = chunks.at(-1);
  return (
    last !== undefined && last.length < CHUNK_CHARACTERS && Array.from(chunks).every((chunk) => chunk !== undefined)
  );
}
