import type { Frame } from './frame.js';
import type { ScanCounters } from './scanner.js';
import { FrameScanner } from './scanner.js';

/** Bytes before each frame of a tlog: big-endian microseconds since 1970. */
export const TLOG_TIME_BYTES = 8;
const TWO_32 = 4294967296;

/** `time_us`: microseconds since 1970 UTC as the recorder wrote them. The frame is valid only inside the handler. */
export type TlogHandler = (frame: Frame, time_us: number) => void;

/**
 * Reads a tlog in pieces of any size. Records follow one another as time and frame; where that breaks, it goes on byte
 * by byte until a frame verifies again.
 */
export class TlogReader {
  readonly #scanner: FrameScanner;

  constructor(onRecord: TlogHandler) {
    const handler = (frame: Frame): void => onRecord(frame, readTime(frame));
    this.#scanner = new FrameScanner(handler, 'stream', TLOG_TIME_BYTES);
  }

  /** `skippedBytes` counts what belongs to no record; times of records are not in it. */
  get counters(): Readonly<ScanCounters> {
    return this.#scanner.counters;
  }

  feed(bytes: Uint8Array): void {
    this.#scanner.feed(bytes);
  }

  /** Call at the end of the file: a cut record is counted as skipped. */
  end(): void {
    this.#scanner.end();
  }
}

function readTime(frame: Frame): number {
  const at = frame.offset - TLOG_TIME_BYTES;
  return frame.view.getUint32(at) * TWO_32 + frame.view.getUint32(at + 4);
}

/** One record to append to a tlog. `raw` is copied. */
export function tlogRecord(raw: Uint8Array, time_us: number): Uint8Array<ArrayBuffer> {
  const record = new Uint8Array(TLOG_TIME_BYTES + raw.length);
  const view = new DataView(record.buffer);
  view.setUint32(0, Math.floor(time_us / TWO_32));
  view.setUint32(4, time_us);
  record.set(raw, TLOG_TIME_BYTES);
  return record;
}
