import { ClockEstimate } from './clock-estimate.js';
import { pictureUtc, RecentMedian } from './latency.js';
import type { PictureTimes, PictureUtc } from './latency.js';

/** A picture without successor for so long is old: said within a second, since nobody may steer by it. */
const STALE_AFTER_MS = 850;
/** A camera that sends slowly by itself is stale when it misses two pictures, at most after this. */
const SLOW_STALE_MS = 3000;
const MISSED = 2.5;
const KEPT = 15;
const POSSIBLE_MS = 30_000;

/** A picture as a player showed it: times by this machine, `performance.now()`. */
export interface ShownPicture {
  shown_ms: number;
  /** null where the browser does not tell. */
  rtp_timestamp: number | null;
}

/** Knows of the pictures shown how many come, how old the last one is, and how long they were on their way. */
export class PictureClock {
  readonly clock = new ClockEstimate();
  readonly #intervals = new RecentMedian(KEPT);
  readonly #sinceCapture = new RecentMedian(KEPT);
  readonly #sinceReceipt = new RecentMedian(KEPT);
  #last: ShownPicture | null = null;
  #known: PictureTimes | null = null;

  /** Another picture is shown. */
  shown(picture: ShownPicture): void {
    if (this.#last) this.#intervals.add(picture.shown_ms - this.#last.shown_ms);
    this.#last = picture;
    const utc = this.shownUtc();
    const offset_ms = this.clock.offset_ms;
    if (!utc || offset_ms === null) return;
    const shown_utc_ms = performance.timeOrigin + picture.shown_ms + offset_ms;
    // A source that began anew counts from another timestamp: until the next answer what is known of it means nothing.
    if (Math.abs(shown_utc_ms - utc.received_utc_ms) > POSSIBLE_MS) return;
    this.#sinceReceipt.add(shown_utc_ms - utc.received_utc_ms);
    if (utc.captured_utc_ms === null) this.#sinceCapture.clear();
    else this.#sinceCapture.add(shown_utc_ms - utc.captured_utc_ms);
  }

  /** The times of a picture by the media process; null while it has sent none. */
  told(picture: PictureTimes | null): void {
    if (picture) this.#known = picture;
  }

  /** Counts as if a picture came now: after the page was hidden, when none are shown. */
  rest(nowMs: number): void {
    if (this.#last) this.#last = { ...this.#last, shown_ms: nowMs };
    this.#intervals.clear();
  }

  /** Another connection may be to another clock, with other timestamps. */
  reconnected(): void {
    this.clock.clear();
    this.#sinceCapture.clear();
    this.#sinceReceipt.clear();
    this.#known = null;
  }

  shownUtc(): PictureUtc | null {
    const timestamp = this.#last?.rtp_timestamp ?? null;
    return timestamp === null || this.#known === null ? null : pictureUtc(timestamp, this.#known);
  }

  isStale(nowMs: number): boolean {
    const age = this.age(nowMs);
    const slow = Math.min(SLOW_STALE_MS, MISSED * (this.#intervals.value ?? 0));
    return age !== null && age > Math.max(STALE_AFTER_MS, slow);
  }

  age(nowMs: number): number | null {
    return this.#last ? Math.max(0, nowMs - this.#last.shown_ms) : null;
  }

  numbers(nowMs: number) {
    const interval = this.#intervals.value;
    return {
      capture_to_shown_ms: this.#sinceCapture.value,
      receipt_to_shown_ms: this.#sinceReceipt.value,
      round_trip_ms: this.clock.round_trip_ms,
      picture_age_ms: this.age(nowMs),
      frame_rate_hz: interval ? 1000 / interval : null,
    };
  }
}
