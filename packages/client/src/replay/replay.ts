import type { TelemetryBatch } from '@outrider/core/vehicle';
import type { Flight, LiveEvent, LiveState, TelemetrySample, Track } from '@outrider/schema';
import { Listeners } from '../live/player.js';
import type { Player, PlayerStatus } from '../live/player.js';
import { sampleAt } from './sample-at.js';

const TICK_MS = 50;

/** A flight from its record, on one time axis: the same interface as the live feed, with a playhead that can be moved. */
export class Replay implements Player {
  readonly #track: Track;
  readonly #flight: Flight;
  readonly #states = new Listeners<[LiveState, LiveEvent | null]>();
  readonly #batches = new Listeners<[TelemetryBatch]>();
  readonly #statuses = new Listeners<[PlayerStatus]>();
  readonly state: LiveState;
  #status: PlayerStatus = 'playing';
  #timer: ReturnType<typeof setInterval> | null = null;
  #speed = 1;
  #atUtcMs: number;

  constructor(flight: Flight, track: Track) {
    this.#flight = flight;
    this.#track = track;
    this.#atUtcMs = this.startUtcMs;
    this.state = stateOf(flight, this.startUtcMs);
  }

  get status(): PlayerStatus {
    return this.#status;
  }

  get startUtcMs(): number {
    return this.#track.utc_ms[0] ?? this.#flight.requested_at_utc_ms;
  }

  get endUtcMs(): number {
    return this.#track.utc_ms.at(-1) ?? this.startUtcMs;
  }

  /** Where the playhead stands. */
  get atUtcMs(): number {
    return this.#atUtcMs;
  }

  /** What the aircraft did then; null before its first sample. */
  get sample(): TelemetrySample | null {
    return sampleAt(this.#track, this.#flight.aircraft_id, this.#atUtcMs);
  }

  onState(listener: (state: LiveState, event: LiveEvent | null) => void): () => void {
    return this.#states.add(listener);
  }

  onTelemetry(listener: (batch: TelemetryBatch) => void): () => void {
    return this.#batches.add(listener);
  }

  onStatus(listener: (status: PlayerStatus) => void): () => void {
    return this.#statuses.add(listener);
  }

  /** Runs from where the playhead stands; at the end it starts anew. `speed` 1 is as it was. */
  play(speed = this.#speed): void {
    this.pause();
    this.#speed = speed;
    if (this.#atUtcMs >= this.endUtcMs) this.#atUtcMs = this.startUtcMs;
    this.#setStatus('playing');
    let lastMs = performance.now();
    this.#timer = setInterval(() => {
      const nowMs = performance.now();
      this.seek(this.#atUtcMs + (nowMs - lastMs) * this.#speed);
      lastMs = nowMs;
    }, TICK_MS);
  }

  pause(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }

  /** Moves the playhead, within the flight, and shows what was then. */
  seek(utcMs: number): void {
    this.#atUtcMs = Math.min(this.endUtcMs, Math.max(this.startUtcMs, utcMs));
    const { sample } = this;
    if (sample) this.#batches.call({ utc_ms: this.#atUtcMs, samples: [sample] });
    if (this.#atUtcMs < this.endUtcMs) return;
    this.pause();
    this.#setStatus('ended');
  }

  close(): void {
    this.pause();
    this.#setStatus('ended');
  }

  #setStatus(status: PlayerStatus): void {
    if (this.#status === status) return;
    this.#status = status;
    this.#statuses.call(status);
  }
}

/** The one flight and nothing else: what else was going on is not part of its record. */
function stateOf(flight: Flight, utcMs: number): LiveState {
  return {
    seq: 0,
    server_utc_ms: utcMs,
    incidents: [],
    fleet: [],
    sites: [],
    flights: [flight],
    alerts: [],
    leases: [],
    commands: [],
    crew: [],
    weather: null,
    gateways: [],
    cameras: [],
    camera_statuses: [],
    messages: [],
  };
}
