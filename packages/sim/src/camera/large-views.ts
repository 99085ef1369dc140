/** Which cameras a pilot watches large, as the media process says: those are drawn finer. */
import type { Bus, BusSubscription } from '@outrider/runtime/bus';
import { LargeViews } from '@outrider/schema';
import { MEDIA_LARGE_VIEWS_SUBJECT } from '@outrider/schema/subjects';
import Value from 'typebox/value';
import type { Lens } from '../vehicle/index.js';

/** Each costs as much as two others. */
const MOST_LARGE = 2;
/** Who looks away for a moment must not find it coarse again. */
const KEPT_MS = 5000;
export const LARGE = { width: 1280, height: 720, frame_rate_hz: 15, bitrate_bps: 2_500_000 } as const;

/** Calls back with the UDP ports, once a second. */
export function watchLargeViews(bus: Bus, tell: (ports: readonly number[]) => void): BusSubscription {
  return bus.subscribe(MEDIA_LARGE_VIEWS_SUBJECT, (_subject, bytes) => {
    const said: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (Value.Check(LargeViews, said)) tell(said.rtp_ports);
  });
}

/** Decides which lenses are large. Pure but for what it remembers. */
export class LargeLenses {
  readonly #seen_ms = new Map<number, number>();

  /** @param ports watched now; @returns those that are large now, the ones watched longest first kept */
  next(ports: readonly number[], now_ms: number): ReadonlySet<number> {
    for (const [port, seen_ms] of this.#seen_ms) if (now_ms - seen_ms > KEPT_MS) this.#seen_ms.delete(port);
    for (const port of ports) {
      if (this.#seen_ms.has(port) || this.#makeRoom(ports)) this.#seen_ms.set(port, now_ms);
    }
    return new Set(this.#seen_ms.keys());
  }

  /** One that is no longer watched gives way to one that is. */
  #makeRoom(ports: readonly number[]): boolean {
    if (this.#seen_ms.size < MOST_LARGE) return true;
    const idle = [...this.#seen_ms.keys()].find((port) => !ports.includes(port));
    return idle !== undefined && this.#seen_ms.delete(idle);
  }
}

/** A lens as it is when nobody looks, or when a pilot does. Thermal sensors have no more pixels to give. */
export const sized = (usual: Lens, isLarge: boolean): Lens =>
  isLarge && !usual.thermal ? { ...usual, ...LARGE } : usual;
