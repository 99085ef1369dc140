import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import type { LiveState } from '@outrider/schema';
import { live, telemetry } from './live.js';
import type { LiveView } from './live.js';
import type { TelemetryEntry } from './telemetry.js';

export { useNow } from '../ui/use-now.js';

/** Reads the live view; renders again only when what the selector returns is another value. */
export function useLiveView<T>(select: (view: LiveView) => T): T {
  return useSyncExternalStore(live.subscribe, () => select(live.get()));
}

/** Reads the live state, or `otherwise` before the first snapshot. Select stored values; derive new ones afterwards. */
export function useLive<T>(select: (state: LiveState) => T, otherwise: T): T {
  return useLiveView(({ state }) => (state ? select(state) : otherwise));
}

const TICK_MS = 100;
const tickers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** Calls back ten times a second, all from one timer. Returns the way to stop. */
export function everyTick(callback: () => void): () => void {
  tickers.add(callback);
  timer ??= setInterval(() => {
    for (const ticker of tickers) ticker();
  }, TICK_MS);
  return () => {
    tickers.delete(callback);
    if (tickers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Runs `draw` ten times a second with the newest telemetry; for changing DOM nodes without rendering. */
export function useTelemetryTick(aircraftId: string, draw: (entry: TelemetryEntry | undefined) => void): void {
  const latest = useRef(draw);
  latest.current = draw;
  useEffect(() => {
    const run = () => latest.current(telemetry.get(aircraftId));
    run();
    return everyTick(run);
  }, [aircraftId]);
}

/** A word, number or flag from telemetry that changes rarely; renders again only when it does. */
export function useTelemetryFact<T extends string | number | boolean | null>(
  aircraftId: string,
  select: (entry: TelemetryEntry | undefined) => T,
): T {
  const subscribe = useCallback((listener: () => void) => everyTick(listener), []);
  return useSyncExternalStore(subscribe, () => select(telemetry.get(aircraftId)));
}
