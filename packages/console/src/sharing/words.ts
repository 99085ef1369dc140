/** Links as they are spoken of, and how long one can be made to last. */
import type { ShareInput, ShareLink } from '@outrider/schema';
import { hourText } from '../ui/time.js';

export type Lasts = 'landing' | keyof typeof MINUTES;
/** No flight of these aircraft lasts longer; a link that ends by landing ends by this at the latest. */
const FLIGHT_AT_MOST_MIN = 12 * 60;
const MINUTES = { quarter: 15, hour: 60, four_hours: 240, day: 1440 } as const;
const WORDS: Readonly<Record<keyof typeof MINUTES, string>> = {
  quarter: '15 minutes',
  hour: '1 hour',
  four_hours: '4 hours',
  day: '24 hours',
};

/** What can be chosen: until landing only where something flies. */
export const lastsOptions = (isFlying: boolean): Readonly<Partial<Record<Lasts, string>>> =>
  isFlying ? { landing: 'Until it has landed', ...WORDS } : WORDS;

/** What the server is asked for. */
export function validityOf(lasts: Lasts, flightId: string | null): Pick<ShareInput, 'flight_id' | 'valid_for_min'> {
  if (lasts !== 'landing') return { valid_for_min: MINUTES[lasts] };
  return { valid_for_min: FLIGHT_AT_MOST_MIN, ...(flightId === null ? {} : { flight_id: flightId }) };
}

type Ends = Pick<ShareLink, 'expires_at_utc_ms' | 'revoked_at_utc_ms' | 'flight_id'>;
export const isOver = ({ expires_at_utc_ms, revoked_at_utc_ms }: Ends, now_utc_ms: number): boolean =>
  revoked_at_utc_ms !== null || expires_at_utc_ms <= now_utc_ms;

/** How a link stands; times by the server's clock. */
export function standsText(link: Ends, now_utc_ms: number): string {
  if (link.revoked_at_utc_ms !== null) return `revoked ${hourText(link.revoked_at_utc_ms)}`;
  if (link.expires_at_utc_ms <= now_utc_ms) return `expired ${hourText(link.expires_at_utc_ms)}`;
  return link.flight_id === null ? `until ${hourText(link.expires_at_utc_ms)}` : 'until it has landed';
}

export function viewsText({ views, watching }: Pick<ShareLink, 'views' | 'watching'>): string {
  const opened = views === 0 ? 'not opened yet' : views === 1 ? '1 view' : `${views} views`;
  return watching === 0 ? opened : `${watching} watching · ${opened}`;
}

/** Whether an address works on this machine alone, so that a link with it opens nowhere else. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}

/** Opens the phone's own messages with the link in it (RFC 5724). */
export const smsAddress = (label: string, url: string): string =>
  `sms:?body=${encodeURIComponent(`Live video for ${label}: ${url}`)}`;
