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
  /** Chains of cameras that are not closed yet, and for how long nothing was written to each. */
  openVideo: readonly { file: string; silent_ms: number }[];
  /** Events of the flight are not in its chain yet. */
  eventsBehind: boolean;
  /** When something was last heard of the flight. */
  lastEventUtcMs: number;
  nowUtcMs: number;
}
/** Wait, with what for; or seal, with what is missing for good. */
export type SealDecision = { wait: string } | { wait: null; incomplete_reason: string | null };

/** Whether the flight has ended, or nothing was heard of it for so long that it is taken to have. Pure. */
export const mayBeOver = ({
  flight,
  lastEventUtcMs,
  nowUtcMs,
}: Pick<SealFactsNow, 'flight' | 'lastEventUtcMs' | 'nowUtcMs'>): boolean =>
  flight.ended_at_utc_ms !== null || nowUtcMs - lastEventUtcMs >= NEVER_ENDED_AFTER_MS;

/** Whether a record may be sealed. What never comes is not waited for for ever. Pure. */
export function decideSeal(facts: SealFactsNow): SealDecision {
  const { flight, openJournals, openVideo, eventsBehind, lastEventUtcMs, nowUtcMs } = facts;
  if (eventsBehind) return { wait: 'Its last events are not in the chain yet.' };
  if (!mayBeOver(facts)) return { wait: 'The flight has not ended.' };
  const ended = flight.ended_at_utc_ms;
  const since = nowUtcMs - Math.max(ended ?? 0, lastEventUtcMs);
  if (since < QUIET_MS) return { wait: 'The flight has just ended.' };
  const journals = openJournals.map(({ stream, gateway }) => `${stream} of gateway ${gateway}`).join(' and ');
  if (journals !== '' && since < JOURNALS_WITHIN_MS) return { wait: `Has not arrived as a whole: ${journals}.` };
  // The end of a flight ends its recordings; one whose end nobody reported may still be recorded.
  const recorded = openVideo.filter(({ silent_ms }) => (ended === null ? silent_ms : since) < VIDEO_WITHIN_MS);
  if (recorded.length > 0) return { wait: `Still being recorded: ${recorded.map(({ file }) => file).join(', ')}.` };
  const missing = [...endOf(flight), ...(journals === '' ? [] : [`Has never arrived as a whole: ${journals}.`])];
  missing.push(...openVideo.map(({ file }) => `The recording ${file} was never closed.`));
  return { wait: null, incomplete_reason: missing.length === 0 ? null : missing.join(' ') };
}

/** What is wrong with how the flight ended. */
function endOf({ state, state_detail, ended_at_utc_ms }: Flight): string[] {
  if (ended_at_utc_ms === null) return ['The end of the flight was never reported.'];
  return state === 'lost' ? [`The aircraft was given up as lost${state_detail ? `: ${state_detail}` : '.'}`] : [];
}
