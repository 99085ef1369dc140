import type { RecordSummary, RetentionDate } from '@outrider/schema';
import { dateText } from '../../ui/time.js';

/** How a record stands, as a tag says it. */
export function sealWords({ state, incomplete_reason }: RecordSummary): { text: string; tone: string } {
  if (state === 'none') return { text: 'No record', tone: 'plain' };
  if (state === 'open') return { text: 'Open', tone: 'own' };
  if (state === 'broken') return { text: 'Altered', tone: 'warning' };
  return incomplete_reason === null
    ? { text: 'Sealed', tone: 'ready' }
    : { text: 'Sealed as incomplete', tone: 'caution' };
}

/** When something is deleted, in a few words. */
export function retentionWords({ state, at_utc_ms }: RetentionDate): string {
  switch (state) {
    case 'kept':
      return 'Kept for ever';
    case 'unsealed':
      return 'Not before it is sealed';
    case 'held':
      return 'Held';
    case 'planned':
      return dateText(at_utc_ms ?? 0);
    case 'deleted':
      return `Deleted ${dateText(at_utc_ms ?? 0)}`;
    case 'none':
      return 'There is none';
  }
}

/** What of the record is deleted next; null when nothing is. */
export function nextDeletion({ video, telemetry }: RecordSummary): { kind: string; at_utc_ms: number } | null {
  const planned = [
    { kind: 'video', date: video },
    { kind: 'telemetry', date: telemetry },
  ].flatMap(({ kind, date: { state, at_utc_ms } }) =>
    state === 'planned' && at_utc_ms !== null ? [{ kind, at_utc_ms }] : [],
  );
  return planned.toSorted((a, b) => a.at_utc_ms - b.at_utc_ms)[0] ?? null;
}
