import type { Flight } from '@outrider/schema';
import type { JournalCursor } from '../../flights/journal/cursors.js';

/** Events of the last moments are still on their way into the database. */
const QUIET_MS = 5_000;
const JOURNALS_WITHIN_MS = 24 * 3_600_000;
const VIDEO_WITHIN_MS = 10 * 60_000;
const NEVER_ENDED_AFTER_MS = 7 * 24 * 3_600_000;

export interface SealFactsNow {
  flight: Flight;
  /** Streams that have not arrived as a whole. */
  openJournals: readonly Pick<JournalCursor, 'stream' | 'gateway'>[];
  /** Chains of cameras that are not closed yet. */
  openVideo: readonly string[];
  /** Events of the flight are not in its chain yet. */
  eventsBehind: boolean;
  /** When something was last heard of the flight. */
  lastEventUtcMs: number;
  nowUtcMs: number;
}
/** Wait, with what for; or seal, with what is missing for good. */
export type SealDecision = { wait: string } | { wait: null; incomplete_reason: string | null };

/** Whether a record may be sealed. What never comes is not waited for for ever. Pure. */
export function decideSeal(facts: SealFactsNow): SealDecision {
  const { flight, openJournals, openVideo, eventsBehind, lastEventUtcMs, nowUtcMs } = facts;
  const ended = flight.ended_at_utc_ms;
  if (eventsBehind) return { wait: 'Its last events are not in the chain yet.' };
  if (ended === null) {
    if (nowUtcMs - lastEventUtcMs < NEVER_ENDED_AFTER_MS) return { wait: 'The flight has not ended.' };
    return { wait: null, incomplete_reason: 'The end of the flight was never reported.' };
  }
  const since = nowUtcMs - Math.max(ended, lastEventUtcMs);
  if (since < QUIET_MS) return { wait: 'The flight has just ended.' };
  const journals = openJournals.map(({ stream, gateway }) => `${stream} of gateway ${gateway}`).join(' and ');
  if (journals !== '' && since < JOURNALS_WITHIN_MS) return { wait: `Has not arrived as a whole: ${journals}.` };
  if (openVideo.length > 0 && since < VIDEO_WITHIN_MS)
    return { wait: `Still being recorded: ${openVideo.join(', ')}.` };
  const missing = [
    ...(flight.state === 'lost'
      ? [`The aircraft was given up as lost${flight.state_detail ? `: ${flight.state_detail}` : '.'}`]
      : []),
    ...(journals === '' ? [] : [`Has never arrived as a whole: ${journals}.`]),
    ...openVideo.map((file) => `The recording ${file} was never closed.`),
  ];
  return { wait: null, incomplete_reason: missing.length === 0 ? null : missing.join(' ') };
}
