/**
 * Alerts with a memory: a condition is raised when it has lasted, cleared when it has been gone for a while, and only ever
 * escalates while it stands (14 CFR 25.1322: warning, caution, advisory; no repeats).
 */
import type { AlertLevel } from '@outrider/schema';

/** One thing that is wrong now. */
export interface Condition {
  /** Tells two conditions of a kind apart, for instance by the other aircraft; the kind itself where there is but one. */
  key: string;
  kind: string;
  level: AlertLevel;
  /** Plain and short, for the screen. */
  text: string;
  /** Spoken; null stays silent. */
  spoken: string | null;
}

export interface StandingAlert {
  condition: Condition;
  raised: boolean;
  since_ms: number;
  /** When the condition was last present. */
  seen_ms: number;
}
export type AlertBook = ReadonlyMap<string, StandingAlert>;

export interface AlertStep {
  book: AlertBook;
  raised: Condition[];
  /** Keys of raised alerts that ended, or gave way to one of a higher level. */
  cleared: string[];
}

const SEVERITY: Record<AlertLevel, number> = { advisory: 0, caution: 1, warning: 2 };
const DEFAULT_RAISE_AFTER_MS = 300;
const DEFAULT_CLEAR_AFTER_MS = 2000;
/** Kinds that already have their own delay, or whose measure is noisy. */
const TIMES: Record<string, { raise: number; clear: number }> = {
  link_stale: { raise: 0, clear: 500 },
  link_lost: { raise: 0, clear: 500 },
  lease_lapsed: { raise: 0, clear: 0 },
  battery_return: { raise: 1000, clear: 10_000 },
  battery_land: { raise: 1000, clear: 10_000 },
  gnss: { raise: 1500, clear: 3000 },
  estimator: { raise: 1000, clear: 3000 },
  statustext: { raise: 0, clear: 20_000 },
};

/** Takes the conditions of this moment. `nowMs` is monotonic. */
export function stepAlerts(book: AlertBook, present: readonly Condition[], nowMs: number): AlertStep {
  if (book.size === 0 && present.length === 0) return { book, raised: [], cleared: [] };
  const next = new Map<string, StandingAlert>();
  const raised: Condition[] = [];
  const cleared: string[] = [];
  for (const condition of present) {
    const standing = keepOrEscalate(book.get(condition.key), condition, nowMs);
    const due = nowMs - standing.since_ms >= timesOf(condition.kind).raise;
    if (!standing.raised && due) {
      if (book.get(condition.key)?.raised) cleared.push(condition.key);
      standing.raised = true;
      raised.push(standing.condition);
    }
    next.set(condition.key, standing);
  }
  for (const [key, standing] of book) {
    if (next.has(key)) continue;
    if (!standing.raised) continue;
    if (nowMs - standing.seen_ms >= timesOf(standing.condition.kind).clear) cleared.push(key);
    else next.set(key, standing);
  }
  return { book: next, raised, cleared };
}

function timesOf(kind: string): { raise: number; clear: number } {
  return TIMES[kind] ?? { raise: DEFAULT_RAISE_AFTER_MS, clear: DEFAULT_CLEAR_AFTER_MS };
}

function keepOrEscalate(standing: StandingAlert | undefined, condition: Condition, nowMs: number): StandingAlert {
  if (!standing) return { condition, raised: false, since_ms: nowMs, seen_ms: nowMs };
  const worse = SEVERITY[condition.level] > SEVERITY[standing.condition.level];
  if (worse && standing.raised) return { condition, raised: false, since_ms: -Infinity, seen_ms: nowMs };
  return { ...standing, condition: worse ? condition : standing.condition, seen_ms: nowMs };
}
