/** A request can be on its way while its answer is on its own; without a measured round trip this long is waited. */
const UNKNOWN_ROUND_TRIP_MS = 20;
const LEAST_WAIT_MS = 5;
const MOST_WAIT_MS = 500;
/** So many at once, and so many a second: what a picture of a camera needs, and not what a broken viewer could ask for. */
const BURST_PACKETS = 300;
const PACKETS_PER_S = 600;
const REMEMBERED = 1024;

/** What may be sent to one viewer once more: no packet again within a round trip, and no more than a bounded rate. */
export class Resends {
  readonly #sentMs = new Map<number, number>();
  #allowance = BURST_PACKETS;
  #allowedMs: number | null = null;
  /** Measured between this viewer and us; null: not yet. */
  roundTripMs: number | null = null;

  /** True when the packet with this sequence number shall go out now, which counts as sent. */
  take(sequence: number, nowMs: number): boolean {
    const sentMs = this.#sentMs.get(sequence);
    if (sentMs !== undefined && nowMs - sentMs < this.#waitMs()) return false;
    this.#allowance = Math.min(
      BURST_PACKETS,
      this.#allowance + ((nowMs - (this.#allowedMs ?? nowMs)) * PACKETS_PER_S) / 1000,
    );
    this.#allowedMs = nowMs;
    if (this.#allowance < 1) return false;
    this.#allowance -= 1;
    this.#remember(sequence, nowMs);
    return true;
  }

  #waitMs(): number {
    return Math.min(MOST_WAIT_MS, Math.max(LEAST_WAIT_MS, 0.9 * (this.roundTripMs ?? UNKNOWN_ROUND_TRIP_MS)));
  }

  #remember(sequence: number, nowMs: number): void {
    this.#sentMs.delete(sequence);
    this.#sentMs.set(sequence, nowMs);
    if (this.#sentMs.size <= REMEMBERED) return;
    const [oldest] = this.#sentMs.keys();
    this.#sentMs.delete(oldest!);
  }
}
