import { useCallback, useSyncExternalStore } from 'react';

/** The time now, rendered again each second (or each `everyMs`). */
export function useNow(everyMs = 1000): number {
  const subscribe = useCallback(
    (listener: () => void) => {
      const interval = setInterval(listener, Math.min(everyMs, 1000));
      return () => clearInterval(interval);
    },
    [everyMs],
  );
  return useSyncExternalStore(subscribe, () => Math.floor(Date.now() / everyMs) * everyMs);
}
