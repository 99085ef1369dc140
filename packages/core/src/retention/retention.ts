/** When payloads of a record are deleted. Pure: the time is an argument. */
import { RETENTION_NOTICE_MS } from '@outrider/schema';
import type {
  FlightPurpose,
  Hold,
  RetentionDate,
  RetentionKind,
  RetentionPeriods,
  RetentionPolicy,
} from '@outrider/schema';

export const DAY_MS = 86_400_000;
const FOR_EVER: RetentionPeriods = { video_days: null, telemetry_days: null };

/** Nothing is deleted until the agency has decided how long it must keep what: laws differ, and what is gone is gone. */
export const keepEverything: RetentionPolicy = {
  incident: FOR_EVER,
  patrol: FOR_EVER,
  training: FOR_EVER,
  test: FOR_EVER,
};

/** Days that the policy keeps `kind` of a flight for `purpose`; null: for ever. A replayed log is kept as a test. */
export function daysOf(policy: RetentionPolicy, purpose: FlightPurpose, kind: RetentionKind): number | null {
  const periods = policy[purpose === 'replay' ? 'test' : purpose];
  return kind === 'video' ? periods.video_days : periods.telemetry_days;
}

export type HoldTimes = Pick<Hold, 'set_at_utc_ms' | 'until_utc_ms' | 'lifted_at_utc_ms'>;
/** Whether a hold stands: it was not lifted, and its day has not come. */
export const isActive = ({ until_utc_ms, lifted_at_utc_ms }: HoldTimes, nowUtcMs: number): boolean =>
  lifted_at_utc_ms === null && (until_utc_ms === null || until_utc_ms > nowUtcMs);

export interface RetentionFacts {
  purpose: FlightPurpose;
  /** null while the record is not sealed: then nothing of it is deleted. */
  sealed_at_utc_ms: number | null;
  /** null where the end of the flight was never reported; then the seal counts. */
  ended_at_utc_ms: number | null;
  holds: readonly HoldTimes[];
  /** When this kind was deleted, and how many files; null while it was not looked at. */
  deleted: { at_utc_ms: number; files: number } | null;
}
export interface RetentionRules {
  policy: RetentionPolicy;
  /** When the policy was set last; null: never. */
  changed_at_utc_ms: number | null;
}

/** When `kind` of a record is deleted, and why not where it is not. */
export function retentionDate(
  kind: RetentionKind,
  facts: RetentionFacts,
  { policy, changed_at_utc_ms }: RetentionRules,
  nowUtcMs: number,
): RetentionDate {
  const { deleted, sealed_at_utc_ms, holds } = facts;
  if (deleted) return deleted.files > 0 ? { state: 'deleted', at_utc_ms: deleted.at_utc_ms } : NONE;
  const days = daysOf(policy, facts.purpose, kind);
  if (days === null || changed_at_utc_ms === null) return { state: 'kept', at_utc_ms: null };
  if (sealed_at_utc_ms === null) return { state: 'unsealed', at_utc_ms: null };
  if (holds.some((hold) => isActive(hold, nowUtcMs))) return { state: 'held', at_utc_ms: null };
  const ends = [changed_at_utc_ms, ...holds.map(endOf)].map((end) => end + RETENTION_NOTICE_MS);
  const due = (facts.ended_at_utc_ms ?? sealed_at_utc_ms) + days * DAY_MS;
  return { state: 'planned', at_utc_ms: Math.max(due, ...ends) };
}

const NONE: RetentionDate = { state: 'none', at_utc_ms: null };

/** When a hold that stands no more ended: lifted, or its day came, whichever was first. */
const endOf = ({ set_at_utc_ms, until_utc_ms, lifted_at_utc_ms }: HoldTimes): number =>
  Math.max(set_at_utc_ms, Math.min(until_utc_ms ?? Infinity, lifted_at_utc_ms ?? Infinity));

const VIDEO = /^video\/.+\.(?!jsonl$|json$)[a-z0-9]{1,5}$/;
const TELEMETRY: ReadonlySet<string> = new Set(['raw.tlog', 'samples.bin']);
/** What a file of a record counts as; null: it is never deleted (chains, manifest, what proves it). */
export function retentionKindOf(file: string): RetentionKind | null {
  if (TELEMETRY.has(file)) return 'telemetry';
  return VIDEO.test(file) ? 'video' : null;
}
