import type { MediaRecording } from '@outrider/schema';
import { createRecord } from '@outrider/record/folder';
import type { Clock, Logger } from '@outrider/runtime';
import type { CameraFeed } from './camera.js';
import type { UnitSink } from './feed/index.js';
import { Recorder, RecorderThread } from './recorder/index.js';
import type { RecordingStatus } from './recorder/index.js';

export interface RecordingsOptions {
  recordsDir: string;
  reserve_mb: number;
  clock: Clock;
  logger: Logger;
}

interface Recording {
  order: MediaRecording;
  since_utc_ms: number;
  recorder: Recorder;
  camera: CameraFeed | null;
  sink: UnitSink;
}

const keyOf = ({ camera_id, flight_id }: MediaRecording): string => `${camera_id}/${flight_id}`;

/** What is recorded now: which camera into the record of which flight. */
export class Recordings {
  readonly #options: RecordingsOptions;
  readonly #thread: RecorderThread;
  readonly #running = new Map<string, Recording>();

  constructor(options: RecordingsOptions) {
    this.#options = options;
    this.#thread = new RecorderThread(options.logger);
  }

  /** Begins what is ordered and is not running, ends what is not ordered any more, and follows cameras that were opened anew. */
  async follow(orders: readonly MediaRecording[], camera: (id: string) => CameraFeed | null): Promise<void> {
    const wanted = new Map(orders.map((order) => [keyOf(order), order]));
    const over = [...this.#running.keys()].filter((key) => !wanted.has(key));
    await Promise.all(over.map((key) => this.#end(key)));
    for (const [key, order] of wanted) {
      const recording = this.#running.get(key) ?? (await this.#begin(order, camera(order.camera_id)));
      if (recording) this.#attach(recording, camera(order.camera_id));
    }
  }

  /** The recording of a camera; null when it is not recorded now. */
  of(cameraId: string): { flight_id: string; since_utc_ms: number; status: RecordingStatus } | null {
    for (const { order, since_utc_ms, recorder } of this.#running.values()) {
      if (order.camera_id === cameraId) return { flight_id: order.flight_id, since_utc_ms, status: recorder.status() };
    }
    return null;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((key) => this.#end(key)));
    await this.#thread.close();
  }

  /** Null, and logged, when the record's folder cannot be made: the next configuration tries again. */
  async #begin(order: MediaRecording, camera: CameraFeed | null): Promise<Recording | null> {
    const { recordsDir, reserve_mb, clock, logger } = this.#options;
    const { agency_id, flight_id, created_at_utc_ms, camera_id } = order;
    try {
      const folder = await createRecord(recordsDir, { agency_id, flight_id, created_at_utc_ms });
      const named = { id: camera_id, name: camera?.config.name ?? null, source: camera?.config.source.kind ?? null };
      const recorder = new Recorder({ thread: this.#thread, folder, camera: named, clock, logger, reserve_mb });
      const sink: UnitSink = (unit) => recorder.push(unit);
      const recording = { order, since_utc_ms: clock.utcMs(), recorder, camera: null, sink };
      this.#running.set(keyOf(order), recording);
      return recording;
    } catch (error) {
      logger.error({ error, camera_id, flight_id }, 'a recording could not be begun');
      return null;
    }
  }

  #attach(recording: Recording, camera: CameraFeed | null): void {
    if (recording.camera === camera) return;
    recording.camera?.removeUnits(recording.sink);
    recording.camera = camera;
    for (const unit of camera?.feed?.unitsSinceKeyframe ?? []) recording.sink(unit);
    camera?.addUnits(recording.sink);
  }

  async #end(key: string): Promise<void> {
    const recording = this.#running.get(key);
    if (!recording) return;
    this.#running.delete(key);
    recording.camera?.removeUnits(recording.sink);
    await recording.recorder.close();
  }
}
