/** What the page says of times and places; all times in milliseconds. */
import type { SharedFeed } from '@outrider/schema';
import { agoText, hourText } from '../ui/time.js';

/** How long after it was taken, or reached the agency, a picture is shown. */
export const behindText = (ms: number): string => `${(Math.max(0, ms) / 1000).toFixed(1)} s behind`;

/** When the link ends, by this phone's clock. */
export function endsText(expires_at_utc_ms: number, clock_offset_ms: number): string {
  const left_ms = expires_at_utc_ms - clock_offset_ms - Date.now();
  if (left_ms < 60_000) return 'link ends within a minute';
  return left_ms < 3_600_000
    ? `link ends in ${Math.ceil(left_ms / 60_000)} min`
    : `link ends ${hourText(Date.now() + left_ms)}`;
}

const POINTS = ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'] as const;
/** Degrees clockwise from true north, with its point of the compass: "NE 45°". */
export function headingText(heading_deg: number): string {
  const turned = ((heading_deg % 360) + 360) % 360;
  return `${POINTS[Math.round(turned / 45) % 8] ?? 'N'} ${Math.round(turned) % 360}°`;
}

/** Age of the position at this moment; null where there is none or it is fresh. */
export function positionAgeMs(feed: SharedFeed, since_heard_ms: number): number | null {
  const at = feed.aircraft?.position_utc_ms ?? null;
  return at === null ? null : Math.max(0, feed.server_utc_ms - at) + since_heard_ms;
}

const FRESH_MS = 2500;
/** Said once something is older than it should be. */
export const oldText = (age_ms: number | null): string | null =>
  age_ms === null || age_ms < FRESH_MS ? null : `${agoText(age_ms)} old`;
