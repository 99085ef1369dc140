import { statfsSync } from 'node:fs';
import type { VideoGap } from '@outrider/schema';
import { cameraPath, keepVideoIndex, segmentName } from '@outrider/record/video';
import { ChainDesk } from './chain-desk.js';
import { closedEntry, gapEntry, openedEntry, segmentEntry } from './entries.js';
import { FragmentCutter } from './fragment-cutter.js';
import type { Cut } from './fragment-cutter.js';
import { GapFinder } from './gaps.js';
import type { PackedUnit, RecorderEvent, RecordingOptions, RecordingState, RecordingStatus } from './messages.js';
import { openFolder } from './recover.js';
import type { OpenedFolder } from './recover.js';
import { SegmentWriter } from './segment-writer.js';
import { StreamState } from './stream-state.js';
import type { SeenPicture } from './stream-state.js';
import { Timeline } from './timeline.js';
import type { Placed } from './timeline.js';

/** A segment ends with the first picture at which decoding may begin after so much. */
const SEGMENT_90KHZ = 10 * 90_000 - 9000;
/** Pictures that wait for more of their fragment are written after this, without it. */
const FLUSH_AFTER_MS = 400;
/** A segment is ended when nothing more comes. */
const END_AFTER_MS = 3000;
const LOOK_AT_DISK_EVERY_MS = 1000;
/** The disk must have so much more than its reserve before recording goes on. */
const RESUME_AT = 1.05;

type Tell = (event: RecorderEvent) => void;

/** Everything the recorder does for one camera in one flight. Runs in the recorder's thread; `push` and `tick` return with all on disk that is due. */
export class Recording {
  readonly #options: RecordingOptions;
  readonly #path: string;
  readonly #tell: Tell;
  readonly #chain: ChainDesk;
  readonly #stream = new StreamState();
  readonly #timeline: Timeline;
  readonly #cutter = new FragmentCutter();
  readonly #gaps: GapFinder;
  readonly #status: RecordingStatus;
  #segment: SegmentWriter | null = null;
  #nextSegment: number;
  /** Arrival of the pictures that wait in the cutter. */
  #arrived: { first_utc_ms: number; last_utc_ms: number; damaged: number } | null = null;
  #received_utc_ms: number;
  #lastPush_ms = performance.now();
  #lastLook_ms = -Infinity;
  #indexing: Promise<void> = Promise.resolve();
  #indexWaits = false;

  private constructor(options: RecordingOptions, opened: OpenedFolder, at_utc_ms: number, tell: Tell) {
    this.#options = options;
    this.#path = cameraPath(options.camera.id);
    this.#tell = tell;
    this.#chain = new ChainDesk(opened.writer, opened.open);
    this.#timeline = new Timeline(opened.after);
    this.#gaps = new GapFinder(opened.after?.utc_ms ?? null);
    this.#nextSegment = opened.nextSegment;
    this.#received_utc_ms = at_utc_ms;
    this.#status = newStatus();
  }

  /** Throws record_chain_damaged, and errors of the disk. */
  static async open(options: RecordingOptions, at_utc_ms: number, tell: Tell): Promise<Recording> {
    const opened = await openFolder(options.folder, options.camera.id, at_utc_ms);
    const recording = new Recording(options, opened, at_utc_ms, tell);
    recording.#chain.append(openedEntry(options.camera, at_utc_ms));
    if (opened.recovered > 0) {
      const text =
        'The recorder had ended in the middle of a segment. What was written is kept, and recording goes on.';
      tell({ kind: 'video_recovered', at_utc_ms, text });
    }
    return recording;
  }

  status(): RecordingStatus {
    return { ...this.#status, bytes: this.#status.bytes + (this.#segment?.bytes ?? 0) };
  }

  push(unit: PackedUnit): void {
    this.#received_utc_ms = unit.received_utc_ms;
    this.#lastPush_ms = performance.now();
    const picture = this.#stream.see(unit);
    if (!picture || this.#isStopped()) return;
    if (!this.#segment && !unit.keyframe) return this.#gaps.begin('pictures_unusable', unit.received_utc_ms);
    const placed = this.#timeline.place(unit);
    try {
      this.#record(unit, picture, placed);
    } catch (error) {
      this.#stop(error);
    }
  }

  /** Pictures were left out because the disk is slower than the camera. */
  overrun(): void {
    this.#flush();
    this.#gaps.begin('recorder_overrun', this.#received_utc_ms);
  }

  /** To be called several times a second. */
  tick(now_ms: number): void {
    this.#chain.tick(now_ms);
    const idle_ms = now_ms - this.#lastPush_ms;
    if (idle_ms > FLUSH_AFTER_MS && this.#cutter.pending > 0) this.#flush();
    if (idle_ms > END_AFTER_MS && this.#segment) {
      this.#endSegment();
      this.#gaps.begin('no_pictures', this.#received_utc_ms);
    }
    if (now_ms - this.#lastLook_ms < LOOK_AT_DISK_EVERY_MS) return;
    this.#lastLook_ms = now_ms;
    this.#lookAtDisk();
  }

  async close(at_utc_ms: number): Promise<void> {
    this.#flush();
    this.#endSegment();
    const missing = this.#gaps.close(at_utc_ms);
    if (missing) this.#state(missing);
    const { segments, pictures, damaged_pictures, gaps } = this.#status;
    const totals = { segments, pictures, damaged_pictures, gaps };
    this.#chain.append(closedEntry(this.#options.camera.id, totals, at_utc_ms));
    await this.#chain.close();
    this.#status.state = 'closed';
    this.#index();
    await this.#indexing;
  }

  #isStopped(): boolean {
    return this.#status.state === 'disk_full' || this.#status.state === 'disk_failed';
  }

  #record(unit: PackedUnit, picture: SeenPicture, placed: Placed): void {
    if (unit.keyframe && this.#mustBegin(picture, placed)) {
      this.#flush(placed.time_90khz);
      if (!this.#beginSegment()) return this.#gaps.begin('pictures_unusable', unit.received_utc_ms);
    }
    if (!this.#segment) return;
    const missing = this.#gaps.end(placed.clock.utc_ms, this.#cutter.usual_90khz / 90, unit.damaged);
    if (missing) this.#state(missing);
    const cut = this.#cutter.push(picture.bytes, unit.keyframe, placed);
    if (cut) this.#write(cut);
    this.#arrived ??= { first_utc_ms: unit.received_utc_ms, last_utc_ms: 0, damaged: 0 };
    this.#arrived.last_utc_ms = unit.received_utc_ms;
    this.#arrived.damaged += unit.damaged ? 1 : 0;
  }

  #mustBegin({ changed }: SeenPicture, { time_90khz }: Placed): boolean {
    const start = this.#segment?.start_90khz ?? null;
    return !this.#segment || changed || (start !== null && time_90khz - start >= SEGMENT_90KHZ);
  }

  /** False when the stream has not yet sent what decoding needs. */
  #beginSegment(): boolean {
    const before = this.#segment?.size ?? null;
    this.#endSegment();
    const sets = this.#stream.begin();
    if (!sets) return false;
    const path = `${this.#path}/${segmentName(this.#nextSegment)}`;
    this.#nextSegment += 1;
    this.#segment = new SegmentWriter(this.#options.folder, path, sets, this.#timeline.zero_90khz);
    this.#status.state = 'recording';
    if (before !== null && before !== this.#segment.size) this.#gaps.begin('resolution_changed', this.#received_utc_ms);
    return true;
  }

  /** Writes what waits; `next_90khz` is when the next picture is shown, where that is known. */
  #flush(next_90khz: number | null = null): void {
    const cut = this.#cutter.flush(next_90khz);
    if (!cut) return;
    try {
      this.#write(cut);
    } catch (error) {
      this.#stop(error);
    }
  }

  #write(cut: Cut): void {
    const arrived = this.#arrived;
    this.#arrived = null;
    if (!this.#segment || !arrived) return;
    this.#segment.write(cut, arrived);
    this.#status.pictures += cut.samples.length;
    this.#status.damaged_pictures += arrived.damaged;
    this.#status.written_to_utc_ms = arrived.last_utc_ms;
  }

  #endSegment(): void {
    const segment = this.#segment;
    if (!segment) return;
    this.#segment = null;
    const { facts, payload } = segment.close();
    this.#chain.append(segmentEntry(this.#options.camera.id, facts, payload, this.#received_utc_ms));
    this.#status.segments += 1;
    this.#status.bytes += payload.bytes;
    if (this.#status.state === 'recording') this.#status.state = 'waiting';
    this.#index();
  }

  #state(gap: VideoGap): void {
    this.#status.gaps += 1;
    this.#chain.append(gapEntry(this.#options.camera.id, gap, this.#received_utc_ms));
  }

  #index(): void {
    const { folder, camera } = this.#options;
    // One that waits will find this segment as well.
    if (this.#indexWaits) return;
    this.#indexWaits = true;
    // The index can be made again at any time; that it cannot be written now is no loss.
    this.#indexing = this.#indexing
      .then(() => {
        this.#indexWaits = false;
        return keepVideoIndex(folder, camera.id);
      })
      .catch(() => undefined);
  }

  #lookAtDisk(): void {
    const left = freeBytes(this.#options.folder);
    const { reserve_bytes } = this.#options;
    if (left === null) return;
    if (!this.#isStopped() && left < reserve_bytes) {
      this.#flush();
      this.#stopFor('disk_full', fullText(left, reserve_bytes));
    } else if (this.#isStopped() && left >= reserve_bytes * RESUME_AT) {
      this.#resume();
    }
  }

  #stop(error: unknown): void {
    const { code, message } = error as NodeJS.ErrnoException;
    const isFull = code === 'ENOSPC' || code === 'EDQUOT';
    this.#stopFor(isFull ? 'disk_full' : 'disk_failed', `Video is not recorded: ${message}.`);
  }

  #stopFor(state: RecordingState & ('disk_full' | 'disk_failed'), text: string): void {
    if (this.#isStopped()) return;
    this.#status.state = state;
    this.#cutter.flush();
    this.#arrived = null;
    this.#endSegment();
    this.#gaps.begin(state, this.#received_utc_ms);
    // Not looked at again at once: a disk that fails with space left would be tried without end.
    this.#lastLook_ms = performance.now();
    this.#tell({ kind: 'video_stopped', at_utc_ms: this.#received_utc_ms, text });
  }

  #resume(): void {
    this.#status.state = 'waiting';
    const text = 'There is space on the disk again; video is recorded.';
    this.#tell({ kind: 'video_resumed', at_utc_ms: this.#received_utc_ms, text });
  }
}

const newStatus = (): RecordingStatus => ({
  state: 'waiting',
  segments: 0,
  bytes: 0,
  pictures: 0,
  damaged_pictures: 0,
  gaps: 0,
  written_to_utc_ms: null,
});

const MIB = 1024 * 1024;
const fullText = (left: number, reserve: number): string =>
  `Video is not recorded: the disk has ${Math.floor(left / MIB)} MB left, and ${Math.ceil(reserve / MIB)} MB are kept for audit and telemetry.`;

/** Null where the system does not say. */
function freeBytes(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}
