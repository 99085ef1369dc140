import type { VideoGap, VideoGapReason } from '@outrider/schema';

/** Shorter holes are the ordinary unevenness of a camera. */
const SHORTEST_GAP_MS = 500;
/** Two pictures this many times further apart than usual have something missing between them. */
const USUAL_TIMES = 3;

/** Finds where pictures are missing: between the last that was recorded and the next. */
export class GapFinder {
  #why: VideoGapReason | null;
  #last_utc_ms: number | null;

  /** An earlier recording ended there. */
  constructor(after_utc_ms: number | null) {
    this.#last_utc_ms = after_utc_ms;
    this.#why = after_utc_ms === null ? null : 'recorder_restarted';
  }

  /** Pictures are left out from now on. The first reason stands. */
  begin(why: VideoGapReason, utc_ms: number): void {
    this.#why ??= why;
    this.#last_utc_ms ??= utc_ms;
  }

  /** A picture is recorded; answers what is missing before it. */
  end(utc_ms: number, usual_ms: number, damaged: boolean): VideoGap | null {
    const from = this.#last_utc_ms;
    const why = this.#why;
    this.#why = null;
    this.#last_utc_ms = utc_ms + usual_ms;
    if (from === null) return null;
    const missing_ms = utc_ms - from;
    const isHole = missing_ms > SHORTEST_GAP_MS && missing_ms > USUAL_TIMES * usual_ms;
    if (why === null && !isHole) return null;
    if (missing_ms < SHORTEST_GAP_MS && why !== 'resolution_changed') return null;
    const reason = why ?? (damaged ? 'packets_lost' : 'no_pictures');
    return gapOf(Math.min(from, utc_ms), utc_ms, reason);
  }

  /** The recording ends; answers what is missing at its end. */
  close(utc_ms: number): VideoGap | null {
    const from = this.#last_utc_ms;
    if (from === null || utc_ms - from < 2 * SHORTEST_GAP_MS) return null;
    return gapOf(from, utc_ms, this.#why ?? 'no_pictures');
  }
}

const gapOf = (from: number, to: number, why: VideoGapReason): VideoGap => ({
  from_utc_ms: Math.round(from),
  to_utc_ms: Math.round(to),
  why,
});
