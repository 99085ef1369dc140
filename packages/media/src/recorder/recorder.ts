import type { Clock } from '@outrider/runtime/clocks';
import type { Logger } from '@outrider/runtime/logger';
import type { AccessUnit } from '../feed/access-unit.js';
import type { FromThread, RecordedCamera, RecorderEvent, RecordingStatus } from './messages.js';
import { packUnit } from './pack.js';
import type { RecorderThread } from './recorder-thread.js';

/** Pictures on their way to a disk that does not keep up; beyond that they are left out until the next keyframe. */
const MOST_WAITING_BYTES = 32 * 1024 * 1024;
const MIB = 1024 * 1024;

export interface RecorderOptions {
  /** Shared by all recorders of the process. */
  thread: RecorderThread;
  /** Folder of the flight's record (`createRecord`); video goes to video/<camera id> in it. */
  folder: string;
  camera: RecordedCamera;
  clock: Clock;
  logger: Logger;
  /** Settings' media.recording.reserve_mb. */
  reserve_mb: number;
  /** Recording stopped, goes on, or was mended after a crash: for audit and for people. */
  onEvent?: (event: RecorderEvent) => void;
}

/** Records one camera into one flight. Pictures are handed over at once and written in another thread. */
export class Recorder {
  readonly #options: RecorderOptions;
  readonly #id: number;
  #status: RecordingStatus = { ...NOTHING_YET };
  #waitingBytes = 0;
  #overrun = false;
  #closing: Promise<void> | null = null;
  #closed: () => void = () => {};

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.#id = options.thread.join((message) => this.#take(message));
    this.#open();
  }

  /** Takes a picture in decoding order; its bytes are copied. Never throws, never waits. */
  push(unit: AccessUnit): void {
    if (this.#closing || !this.#hasRoomFor(unit)) return;
    const packed = packUnit(unit);
    this.#waitingBytes += packed.bytes.byteLength;
    this.#options.thread.sendUnit(this.#id, packed);
  }

  status(): RecordingStatus {
    return this.#status;
  }

  /** Resolves when everything is on disk and the chain says that the recording ended. */
  close(): Promise<void> {
    this.#closing ??= new Promise<void>((resolve) => {
      this.#closed = resolve;
      this.#options.thread.send({ kind: 'close', id: this.#id, at_utc_ms: this.#options.clock.utcMs() });
    });
    return this.#closing;
  }

  #open(): void {
    const { thread, folder, camera, reserve_mb, clock } = this.#options;
    const options = { folder, camera, reserve_bytes: reserve_mb * MIB };
    thread.send({ kind: 'open', id: this.#id, options, at_utc_ms: clock.utcMs() });
  }

  #hasRoomFor({ keyframe }: AccessUnit): boolean {
    const isFull = this.#waitingBytes > MOST_WAITING_BYTES;
    if (isFull && !this.#overrun) {
      this.#overrun = true;
      this.#options.thread.send({ kind: 'overrun', id: this.#id });
      this.#options.logger.warn({ camera_id: this.#options.camera.id }, 'recorder: the disk is slower than the camera');
    }
    if (this.#overrun && keyframe && this.#waitingBytes < MOST_WAITING_BYTES / 2) this.#overrun = false;
    return !this.#overrun;
  }

  #take(message: FromThread | { kind: 'restarted' }): void {
    switch (message.kind) {
      case 'written':
        this.#waitingBytes -= message.taken_bytes;
        this.#status = message.status;
        return;
      case 'event':
        this.#options.logger.warn({ camera_id: this.#options.camera.id }, message.event.text);
        this.#options.onEvent?.(message.event);
        return;
      case 'closed':
        this.#status = { ...(message.status ?? this.#status), state: 'closed' };
        this.#options.thread.leave(this.#id);
        return this.#closed();
      case 'restarted':
        return this.#restart();
    }
  }

  #restart(): void {
    this.#waitingBytes = 0;
    this.#overrun = false;
    this.#status = { ...this.#status, state: 'opening' };
    this.#open();
    if (this.#closing)
      this.#options.thread.send({ kind: 'close', id: this.#id, at_utc_ms: this.#options.clock.utcMs() });
  }
}

const NOTHING_YET: RecordingStatus = {
  state: 'opening',
  segments: 0,
  bytes: 0,
  pictures: 0,
  damaged_pictures: 0,
  gaps: 0,
  written_to_utc_ms: null,
};
