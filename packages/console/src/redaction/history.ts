/** Steps that can be taken back, the newest last. */
export interface History<T> {
  past: readonly T[];
  now: T;
  future: readonly T[];
}

const MOST_STEPS = 200;

export const historyOf = <T>(now: T): History<T> => ({ past: [], now, future: [] });

export function changed<T>({ past, now, future }: History<T>, next: T): History<T> {
  if (next === now) return { past, now, future };
  return { past: [...past, now].slice(-MOST_STEPS), now: next, future: [] };
}

export function undone<T>({ past, now, future }: History<T>): History<T> {
  const before = past.at(-1);
  return before === undefined
    ? { past, now, future }
    : { past: past.slice(0, -1), now: before, future: [now, ...future] };
}

export function redone<T>({ past, now, future }: History<T>): History<T> {
  const [next, ...rest] = future;
  return next === undefined ? { past, now, future } : { past: [...past, now], now: next, future: rest };
}
