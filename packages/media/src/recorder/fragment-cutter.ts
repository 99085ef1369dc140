import type { FragmentClock, Sample } from '@outrider/record/mp4';
import type { Placed } from './timeline.js';

const MOST_PICTURES = 60;
const MOST_90KHZ = 45_000;
/** Shown for, where nothing else is known. */
const USUAL_90KHZ = 3000;
const MOST_USUAL_90KHZ = 180_000;

/** Pictures that are written together. */
export interface Cut {
  samples: Sample[];
  clock: FragmentClock;
  last_duration_90khz: number;
}

/**
 * Gathers pictures into fragments of half a second. A fragment begins only with a picture that is shown after all before it, so that
 * its times and those of the next do not overlap even where pictures are sent out of order.
 */
export class FragmentCutter {
  #samples: Sample[] = [];
  #clocks: FragmentClock[] = [];
  #newest = -1;
  #usual = USUAL_90KHZ;
  #reordered = false;

  get pending(): number {
    return this.#samples.length;
  }

  /** What a picture is usually shown for. */
  get usual_90khz(): number {
    return this.#usual;
  }

  /** Takes a picture; answers the fragment that is complete because of it. */
  push(bytes: Uint8Array, keyframe: boolean, { time_90khz, clock }: Placed): Cut | null {
    const isNewest = time_90khz > this.#newest;
    const isDue = keyframe || this.#samples.length >= MOST_PICTURES || this.#span(time_90khz) > MOST_90KHZ;
    // A stream whose pictures never come in order again would wait for ever, and be lost with the process.
    const isOverdue = this.#samples.length >= 2 * MOST_PICTURES;
    const cut =
      (isNewest || isOverdue) && isDue && this.#samples.length > 0 ? this.#cut(isNewest ? time_90khz : null) : null;
    if (!isNewest) this.#reordered = true;
    this.#newest = Math.max(this.#newest, time_90khz);
    this.#samples.push({ bytes, keyframe, time_90khz });
    this.#clocks.push(clock);
    return cut;
  }

  /** What is left when no further picture comes, or when the next, shown at `next_90khz`, belongs elsewhere. */
  flush(next_90khz: number | null = null): Cut | null {
    return this.#samples.length === 0 ? null : this.#cut(next_90khz);
  }

  #span(time_90khz: number): number {
    return time_90khz - (this.#samples[0]?.time_90khz ?? time_90khz) + this.#usual / 2;
  }

  #cut(next_90khz: number | null): Cut {
    const samples = this.#samples;
    const first = samples.reduce((at, sample, index) => (sample.time_90khz < samples[at]!.time_90khz ? index : at), 0);
    const shown = samples.map((sample) => sample.time_90khz).toSorted((a, b) => a - b);
    const last = shown.at(-1)!;
    this.#learn(next_90khz === null || this.#reordered ? shown : [...shown, next_90khz]);
    const clock = this.#clocks[first]!;
    this.#samples = [];
    this.#clocks = [];
    const isKnown =
      next_90khz !== null && !this.#reordered && next_90khz > last && next_90khz - last <= 3 * this.#usual;
    return { samples, clock, last_duration_90khz: isKnown ? next_90khz - last : this.#usual };
  }

  /** From the usual step between pictures in the order in which they are shown; a hole in the stream is no rate. */
  #learn(shown: readonly number[]): void {
    const steps = shown.slice(1).map((time, index) => time - shown[index]!);
    const usual = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
    if (usual > 0 && usual <= MOST_USUAL_90KHZ) this.#usual = usual;
  }
}
