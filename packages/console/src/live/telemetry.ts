/** Telemetry lives here, outside React: the newest sample of each aircraft, when it came, and where it has been. */
import type { TelemetrySample } from '@outrider/schema';
import { Trail } from './trail.js';

/** R3 of the safety rules: stale from 1.5 s, lost from 3.5 s. */
export const STALE_MS = 1500;
export const LOST_MS = 3500;
export type Freshness = 'live' | 'stale' | 'lost';

export interface TelemetryEntry {
  sample: TelemetrySample;
  /** performance.now() at which it reached this browser. */
  received_ms: number;
  trail: Trail;
}

/** Milliseconds since the aircraft was last heard: its link's age at sending plus the time since it came here. */
export function ageOf(entry: TelemetryEntry, nowMs: number): number {
  return (entry.sample.link_age_ms ?? 0) + Math.max(0, nowMs - entry.received_ms);
}

export function freshnessOf(entry: TelemetryEntry | undefined, nowMs: number): Freshness {
  if (!entry) return 'lost';
  const age = ageOf(entry, nowMs);
  if (age >= LOST_MS || entry.sample.link === 'lost') return 'lost';
  return age >= STALE_MS || entry.sample.link === 'stale' ? 'stale' : 'live';
}

export const isAirborne = (sample: TelemetrySample): boolean =>
  sample.phase === 'airborne' || sample.phase === 'taking_off' || sample.phase === 'landing';

/** Ground above mean sea level in metres at a place, or null where it is not known. */
export type Ground = (longitudeDeg: number, latitudeDeg: number) => number | null;

/** Height above known ground; null where position, altitude or ground is not known. */
export function heightAboveGround(sample: TelemetrySample, ground: Ground | null): number | null {
  const { longitude_deg, latitude_deg, altitude_amsl_m } = sample;
  if (!ground || longitude_deg === null || latitude_deg === null || altitude_amsl_m === null) return null;
  const below = ground(longitude_deg, latitude_deg);
  return below === null ? null : altitude_amsl_m - below;
}

export class TelemetryStore {
  private ground: Ground | null = null;
  private readonly entries = new Map<string, TelemetryEntry>();
  private readonly listeners = new Set<() => void>();

  get(aircraftId: string): TelemetryEntry | undefined {
    return this.entries.get(aircraftId);
  }

  all(): IterableIterator<TelemetryEntry> {
    return this.entries.values();
  }

  /** Takes samples in any order; one older than what is held changes nothing. */
  ingest(samples: readonly TelemetrySample[], nowMs: number): void {
    for (const sample of samples) this.take(sample, nowMs);
    for (const listener of this.listeners) listener();
  }

  /** Height of the ground above mean sea level, as far as it is known. */
  get groundHeight(): Ground | null {
    return this.ground;
  }

  /** Terrain from which heights above ground are filled in where the autopilot does not know them. */
  setGround(ground: Ground | null): void {
    this.ground = ground;
  }

  remove(aircraftId: string): void {
    this.entries.delete(aircraftId);
  }

  clear(): void {
    this.entries.clear();
  }

  /** Called after each batch. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private take(sample: TelemetrySample, nowMs: number): void {
    sample.altitude_agl_m ??= heightAboveGround(sample, this.ground);
    const entry = this.entries.get(sample.aircraft_id);
    if (!entry) {
      const trail = new Trail();
      trail.add(sample);
      this.entries.set(sample.aircraft_id, { sample, received_ms: nowMs, trail });
      return;
    }
    if (sample.utc_ms < entry.sample.utc_ms) return;
    entry.sample = sample;
    entry.received_ms = nowMs;
    entry.trail.add(sample);
  }
}
