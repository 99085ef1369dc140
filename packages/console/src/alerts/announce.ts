/** Which alerts are said aloud: each once, again only when it got worse. */
import type { Alert, AlertLevel } from '@outrider/schema';

const RANK: Readonly<Record<AlertLevel, number>> = { advisory: 1, caution: 2, warning: 3 };
/** A condition that comes back within this time is the same one and stays silent. */
const SAME_WITHIN_MS = 20_000;

export interface Said {
  rank: number;
  lastSeenMs: number;
}

const keyOf = (alert: Alert): string => `${alert.aircraft_id ?? ''}/${alert.kind}`;

/** Alerts to announce now, most severe first. Advisories are shown, not said. Changes `said`. */
export function toAnnounce(alerts: readonly Alert[], said: Map<string, Said>, nowMs: number): Alert[] {
  for (const [key, { lastSeenMs }] of said) if (nowMs - lastSeenMs > SAME_WITHIN_MS) said.delete(key);
  const news: Alert[] = [];
  for (const alert of alerts) {
    if (alert.level === 'advisory' || alert.cleared_at_utc_ms !== null) continue;
    const key = keyOf(alert);
    const rank = RANK[alert.level];
    const before = said.get(key);
    said.set(key, { rank: Math.max(rank, before?.rank ?? 0), lastSeenMs: nowMs });
    if (alert.acknowledged_at_utc_ms === null && rank > (before?.rank ?? 0)) news.push(alert);
  }
  return news.sort(bySeverity);
}

/** Most severe first, then newest. */
export const bySeverity = (a: Alert, b: Alert): number =>
  RANK[b.level] - RANK[a.level] || b.raised_at_utc_ms - a.raised_at_utc_ms;
