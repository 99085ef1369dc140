import type { TelemetryBatch } from '@outrider/core/vehicle';
import type { LiveEvent, LiveState } from '@outrider/schema';

export type PlayerStatus = 'connecting' | 'playing' | 'lost' | 'ended';

/** What shows flights sees this and no more: the live feed and the replay of a record are the same to it. */
export interface Player {
  readonly status: PlayerStatus;
  /** Null until the first snapshot. */
  readonly state: LiveState | null;
  /** Calls back after each change; `event` is null for a snapshot. Returns the function that ends it. */
  onState(listener: (state: LiveState, event: LiveEvent | null) => void): () => void;
  onTelemetry(listener: (batch: TelemetryBatch) => void): () => void;
  onStatus(listener: (status: PlayerStatus) => void): () => void;
  close(): void;
}

/** Callbacks of one kind. */
export class Listeners<A extends unknown[]> {
  readonly #listeners = new Set<(...values: A) => void>();

  get any(): boolean {
    return this.#listeners.size > 0;
  }

  add(listener: (...values: A) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  call(...values: A): void {
    for (const listener of this.#listeners) listener(...values);
  }
}
