import type { Clock, Timer } from '@outrider/runtime';

/** Of a batch (core/vehicle): version u8, flags u8, bytes a sample u16, count u32, time f64; then samples. */
const HEADER_BYTES = 16;
const AT_COUNT = 4;
/** So many consoles get every batch at once; with more, two ticks of a gateway (20 ms) share a send. */
const FEW_CONSOLES = 10;
const ENOUGH_MS = 15;
const LONGEST_MS = 22;

/**
 * Batches of telemetry on the way to many consoles. A send costs a system call for each of them, whatever its size, so that
 * batches wait for each other a moment, never longer than 22 ms.
 */
export class TelemetryGather {
  readonly #clock: Clock;
  readonly #send: (batch: Uint8Array) => void;
  #held: Uint8Array[] = [];
  #sinceMs = 0;
  #timer: Timer | null = null;

  constructor(clock: Clock, send: (batch: Uint8Array) => void) {
    this.#clock = clock;
    this.#send = send;
  }

  /** @param batch is kept: it must not change afterwards */
  pass(batch: Uint8Array, consoles: number): void {
    if (batch.byteLength < HEADER_BYTES) return;
    // A gateway of another version may have samples of another size.
    if (this.#held[0] && kindOf(this.#held[0]) !== kindOf(batch)) this.flush();
    const nowMs = this.#clock.monotonicMs();
    if (this.#held.length === 0) this.#sinceMs = nowMs;
    this.#held.push(batch);
    if (consoles <= FEW_CONSOLES || nowMs - this.#sinceMs >= ENOUGH_MS) return this.flush();
    this.#timer ??= this.#clock.setTimeout(() => this.flush(), LONGEST_MS);
  }

  /** Sends what waits. */
  flush(): void {
    this.#timer?.cancel();
    this.#timer = null;
    const held = this.#held;
    this.#held = [];
    if (held.length > 0) this.#send(joined(held));
  }
}

const viewOf = (batch: Uint8Array): DataView => new DataView(batch.buffer, batch.byteOffset, batch.byteLength);
/** Version, flags and bytes a sample as one number. */
const kindOf = (batch: Uint8Array): number => viewOf(batch).getUint32(0, true);

/** One batch of all samples, older ones first, with the time of the oldest batch. */
function joined(batches: readonly Uint8Array[]): Uint8Array {
  const [first] = batches;
  if (batches.length === 1) return first!;
  const whole = Buffer.concat([first!, ...batches.slice(1).map((batch) => batch.subarray(HEADER_BYTES))]);
  const count = batches.reduce((sum, batch) => sum + viewOf(batch).getUint32(AT_COUNT, true), 0);
  viewOf(whole).setUint32(AT_COUNT, count, true);
  return whole;
}
