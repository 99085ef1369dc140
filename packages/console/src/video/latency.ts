/** From when a picture was taken, or reached the media process, to when it is shown. */

/** One picture as the media process's clock tells it; times are its own UTC milliseconds. */
export interface PictureTimes {
  rtp_timestamp: number;
  received_utc_ms: number;
  /** By the sender reports of the source; null where it sends none. */
  captured_utc_ms: number | null;
}
/** When a picture was received by the media process, and when it was taken, where the source tells. */
export interface PictureUtc {
  received_utc_ms: number;
  captured_utc_ms: number | null;
}

const PER_MS = 90;

/** Milliseconds from RTP timestamp `from` to `to` at 90 kHz, over the wrap of 32 bits (RFC 3550 section 5.1). */
export const rtpMilliseconds = (from: number, to: number): number => ((to - from) | 0) / PER_MS;

/** When the picture with this RTP timestamp was taken or received, reckoned from one picture whose times are known. */
export function pictureUtc(rtp_timestamp: number, known: PictureTimes): PictureUtc {
  const later_ms = rtpMilliseconds(known.rtp_timestamp, rtp_timestamp);
  const { received_utc_ms, captured_utc_ms } = known;
  return {
    received_utc_ms: received_utc_ms + later_ms,
    captured_utc_ms: captured_utc_ms === null ? null : captured_utc_ms + later_ms,
  };
}

/** The middle one of the last `size` values: one picture that came late does not move what is shown. */
export class RecentMedian {
  readonly #values: number[] = [];
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  add(value: number): void {
    this.#values.push(value);
    if (this.#values.length > this.#size) this.#values.shift();
  }
  clear(): void {
    this.#values.length = 0;
  }
  get value(): number | null {
    return this.#values.toSorted((a, b) => a - b)[this.#values.length >> 1] ?? null;
  }
}
