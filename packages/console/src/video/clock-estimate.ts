/** How far another machine's clock is from ours, by asking for its time (as NTP does, RFC 5905 section 8). */

const KEPT = 10;

interface Round {
  offset_ms: number;
  round_trip_ms: number;
}

/** Keeps the last ten answers and believes the one with the shortest way: the less time on the way, the less it can be wrong. */
export class ClockEstimate {
  readonly #rounds: Round[] = [];

  /** An answer: asked at `asked_ms` and come at `came_ms` by our clock, `there_ms` by theirs; all milliseconds UTC. */
  add(asked_ms: number, there_ms: number, came_ms: number): void {
    const round_trip_ms = came_ms - asked_ms;
    if (!(round_trip_ms >= 0)) return;
    this.#rounds.push({ offset_ms: there_ms - (asked_ms + came_ms) / 2, round_trip_ms });
    if (this.#rounds.length > KEPT) this.#rounds.shift();
  }

  clear(): void {
    this.#rounds.length = 0;
  }

  /** Their clock minus ours, in milliseconds; null before the first answer. Wrong by half the round trip at most. */
  get offset_ms(): number | null {
    return this.#best()?.offset_ms ?? null;
  }
  get round_trip_ms(): number | null {
    return this.#best()?.round_trip_ms ?? null;
  }

  #best(): Round | null {
    return this.#rounds.reduce<Round | null>(
      (best, next) => (best === null || next.round_trip_ms <= best.round_trip_ms ? next : best),
      null,
    );
  }
}
