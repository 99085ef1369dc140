const NTP_EPOCH_TO_UNIX_S = 2_208_988_800;
const SENDER_REPORT = 200;
const CLOCK_HZ = 90_000;
/** A camera whose clock is further from ours than this has not set it: what it says of the time of day means nothing. */
const MOST_OFF_MS = 10_000;

/** Capture times by RTCP sender reports (RFC 3550 section 6.4.1): each ties an RTP time to a wall-clock time of the sender. */
export class SenderClock {
  /** What was added to the RTP times of this sender on their way here. */
  shift = 0;
  #at: { time: number; utc_ms: number } | null = null;

  /** Takes a compound RTCP packet; what is not a sender report is passed over. @param nowUtcMs when it came */
  take(compound: Uint8Array, nowUtcMs: number): void {
    const view = new DataView(compound.buffer, compound.byteOffset, compound.byteLength);
    for (let offset = 0; offset + 8 <= compound.length;) {
      const bytes = 4 * (view.getUint16(offset + 2) + 1);
      if (compound[offset + 1] === SENDER_REPORT && offset + 28 <= compound.length) {
        const seconds = view.getUint32(offset + 8) - NTP_EPOCH_TO_UNIX_S;
        const utc_ms = seconds * 1000 + (view.getUint32(offset + 12) / 2 ** 32) * 1000;
        // A sender without a clock reports zero, or counts from its start.
        this.#at = Math.abs(utc_ms - nowUtcMs) <= MOST_OFF_MS ? { time: view.getUint32(offset + 16), utc_ms } : null;
      }
      offset += bytes;
    }
  }

  /** UTC of an RTP time (32 bits); null until the sender has told. */
  utcMs(timestamp: number): number | null {
    if (!this.#at) return null;
    const ticks = (timestamp - this.shift - this.#at.time) | 0;
    return this.#at.utc_ms + (ticks / CLOCK_HZ) * 1000;
  }

  forget(): void {
    this.#at = null;
  }
}
