import { TELEMETRY_BATCH_VERSION } from '@outrider/core/vehicle';

/** Of a batch (core/vehicle): version u8, flags u8, bytes a sample u16, count u32, time f64; then samples, aircraft id first. */
const HEADER_BYTES = 16;
const AT_SAMPLE_BYTES = 2;
const AT_COUNT = 4;
const ID_BYTES = 16;

/** Newest sample of each aircraft while a console cannot take more: the latest wins, so the queue never grows with time. */
export class TelemetryQueue {
  readonly #samples = new Map<string, Uint8Array>();
  #header: Uint8Array | null = null;

  /** Keeps a batch for later. */
  merge(batch: Uint8Array): void {
    const view = new DataView(batch.buffer, batch.byteOffset, batch.byteLength);
    if (batch[0] !== TELEMETRY_BATCH_VERSION) return;
    const sampleBytes = view.getUint16(AT_SAMPLE_BYTES, true);
    const count = view.getUint32(AT_COUNT, true);
    this.#header = batch.slice(0, HEADER_BYTES);
    for (let index = 0; index < count; index++) {
      const start = HEADER_BYTES + index * sampleBytes;
      const sample = batch.slice(start, start + sampleBytes);
      this.#samples.set(Buffer.from(sample.subarray(0, ID_BYTES)).toString('latin1'), sample);
    }
  }

  /** The batch itself when nothing waits; else everything that waits with the batch's samples over it. */
  flushWith(batch: Uint8Array): Uint8Array {
    if (this.#samples.size === 0) return batch;
    this.merge(batch);
    return this.flush() ?? batch;
  }

  /** What waits as one batch; null when nothing does. */
  flush(): Uint8Array | null {
    if (!this.#header || this.#samples.size === 0) return null;
    const header = this.#header.slice();
    // Gateways of two versions write samples of two lengths; what a newer one appended is cut off.
    const shortest = Math.min(...Array.from(this.#samples.values(), (sample) => sample.length));
    const view = new DataView(header.buffer);
    view.setUint16(AT_SAMPLE_BYTES, shortest, true);
    view.setUint32(AT_COUNT, this.#samples.size, true);
    const whole = Buffer.concat([
      header,
      ...Array.from(this.#samples.values(), (sample) => sample.subarray(0, shortest)),
    ]);
    this.#samples.clear();
    return whole;
  }
}
