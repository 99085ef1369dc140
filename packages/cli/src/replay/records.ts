import { createReadStream } from 'node:fs';
import { MESSAGE_ID, TlogReader } from '@outrider/protocol/mavlink';

/** One frame of a log with the time at which it was recorded. */
export interface LogRecord {
  bytes: Uint8Array;
  time_us: number;
  system_id: number;
  /** Of an autopilot: the frame by which a gateway knows that a vehicle is there. */
  is_heartbeat: boolean;
}

export interface LogCounts {
  frames: number;
  bad_crc: number;
  skipped_bytes: number;
  unknown: number;
}

const AUTOPILOT = 1;
const CHUNK_BYTES = 64 * 1024;

/** A tlog, read in pieces, so that its size does not matter. */
export class LogFile {
  readonly #path: string;
  readonly #found: LogRecord[] = [];
  readonly #reader = new TlogReader((frame, time_us) => {
    const is_heartbeat = frame.id === MESSAGE_ID.HEARTBEAT && frame.componentId === AUTOPILOT;
    this.#found.push({ bytes: frame.raw.slice(), time_us, system_id: frame.systemId, is_heartbeat });
  });

  constructor(path: string) {
    this.#path = path;
  }

  /** What was found so far; what is bad belongs to no record. */
  get counts(): LogCounts {
    const { frames, badCrc, skippedBytes, unknown } = this.#reader.counters;
    return { frames, bad_crc: badCrc, skipped_bytes: skippedBytes, unknown };
  }

  /** Every good frame in order. Throws the error of the file system when the file cannot be read. */
  async *records(): AsyncGenerator<LogRecord> {
    for await (const chunk of createReadStream(this.#path, { highWaterMark: CHUNK_BYTES })) {
      this.#reader.feed(chunk as Uint8Array);
      yield* this.#found.splice(0);
    }
    this.#reader.end();
    yield* this.#found.splice(0);
  }
}
