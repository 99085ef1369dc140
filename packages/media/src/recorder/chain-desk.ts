import type { NewChainEntry } from '@outrider/core/evidence';
import { ChainWriter } from '@outrider/record/chain';

const TRY_AGAIN_MS = 1000;

/** Entries on their way to the chain. A disk that fails keeps them here; they are tried again, in their order. */
export class ChainDesk {
  readonly #open: () => Promise<ChainWriter>;
  #writer: ChainWriter | null;
  #waiting: NewChainEntry[] = [];
  #running: Promise<void> | null = null;
  #notBefore_ms = 0;

  constructor(writer: ChainWriter, open: () => Promise<ChainWriter>) {
    this.#writer = writer;
    this.#open = open;
  }

  append(entry: NewChainEntry): void {
    this.#waiting.push(entry);
    this.#start();
  }

  /** Tries again what could not be written. */
  tick(now_ms: number): void {
    if (now_ms >= this.#notBefore_ms) this.#start();
  }

  /** After one more try. What cannot be written then is found by the next recorder of this record: segments without an entry. */
  async close(): Promise<void> {
    await this.#running;
    this.#start();
    await this.#running;
    await this.#writer?.close().catch(() => undefined);
  }

  #start(): void {
    if (this.#waiting.length === 0) return;
    this.#running ??= this.#write().finally(() => (this.#running = null));
  }

  async #write(): Promise<void> {
    try {
      this.#writer ??= await this.#open();
      for (;;) {
        const [entry] = this.#waiting;
        if (!entry) return;
        await this.#writer.append(entry);
        this.#waiting.shift();
      }
    } catch {
      const broken = this.#writer;
      this.#writer = null;
      this.#notBefore_ms = performance.now() + TRY_AGAIN_MS;
      await broken?.close().catch(() => undefined);
    }
  }
}
