import { codecString, fragment, initSegment, pictureSize } from '@outrider/record/mp4';
import type { ParameterSets } from '@outrider/record/mp4';
import type { ChainPayload } from '@outrider/schema';
import type { SegmentFacts } from './entries.js';
import type { Cut } from './fragment-cutter.js';
import { SegmentFile } from './segment-file.js';

/** One segment while it is written: its file, and what its entry will say. */
export class SegmentWriter {
  readonly #file: SegmentFile;
  readonly #facts: SegmentFacts;
  #fragments = 0;

  /** Throws BadStream when the parameter sets cannot be read, and errors of the disk. */
  constructor(recordFolder: string, path: string, sets: ParameterSets, zero_time_90khz: number | null) {
    const init = initSegment(sets);
    this.#facts = { ...emptyFacts(), codec: codecString(sets), ...pictureSize(sets), zero_time_90khz };
    this.#file = new SegmentFile(recordFolder, path);
    try {
      this.#file.append(init);
    } catch (error) {
      this.#file.discard();
      throw error;
    }
  }

  get bytes(): number {
    return this.#file.bytes;
  }
  get start_90khz(): number | null {
    return this.#facts.start_time_90khz;
  }
  get size(): string {
    return `${this.#facts.width_px}x${this.#facts.height_px}`;
  }

  /** On disk when it returns; when it throws, the file is as before. */
  write(cut: Cut, arrived: { first_utc_ms: number; last_utc_ms: number; damaged: number }): void {
    this.#file.append(fragment({ sequence: this.#fragments + 1, ...cut }));
    this.#fragments += 1;
    const times = cut.samples.map((sample) => sample.time_90khz);
    const start = Math.min(...times);
    const end = Math.max(...times) + cut.last_duration_90khz;
    const facts = this.#facts;
    facts.start_time_90khz ??= start;
    facts.start_utc_ms ??= cut.clock.utc_ms;
    facts.start_received_utc_ms ??= arrived.first_utc_ms;
    facts.end_time_90khz = end;
    facts.end_utc_ms = cut.clock.utc_ms + (end - start) / 90;
    facts.end_received_utc_ms = arrived.last_utc_ms;
    facts.pictures += cut.samples.length;
    facts.keyframes += cut.samples.filter((sample) => sample.keyframe).length;
    facts.damaged_pictures = (facts.damaged_pictures ?? 0) + arrived.damaged;
    facts.times.push([start, cut.clock.utc_ms, cut.clock.captured ? 1 : 0]);
  }

  close(): { facts: SegmentFacts; payload: ChainPayload } {
    return { facts: this.#facts, payload: this.#file.close() };
  }
}

const emptyFacts = (): SegmentFacts => ({
  codec: null,
  width_px: null,
  height_px: null,
  start_time_90khz: null,
  end_time_90khz: null,
  zero_time_90khz: null,
  start_utc_ms: null,
  end_utc_ms: null,
  start_received_utc_ms: null,
  end_received_utc_ms: null,
  pictures: 0,
  keyframes: 0,
  damaged_pictures: 0,
  times: [],
});
