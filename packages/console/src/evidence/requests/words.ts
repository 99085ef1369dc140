import type { RecordsRequest, RecordsRequestItem } from '@outrider/schema';

const DAY_MS = 86_400_000;

/** How a request stands, as a tag says it. */
export function requestWords({ state, due_at_utc_ms }: RecordsRequest, nowMs: number): { text: string; tone: string } {
  if (state === 'answered') return { text: 'Answered', tone: 'ready' };
  if (due_at_utc_ms === null) return { text: 'Open', tone: 'own' };
  const days = Math.ceil((due_at_utc_ms - nowMs) / DAY_MS);
  if (days < 0) return { text: `Overdue by ${-days} d`, tone: 'warning' };
  if (days === 0) return { text: 'Due today', tone: 'caution' };
  return { text: `Due in ${days} d`, tone: days <= 3 ? 'caution' : 'own' };
}

/** How many items were released, withheld and wait. */
export function countsOf(items: readonly RecordsRequestItem[]): string {
  if (items.length === 0) return 'no item yet';
  const count = (outcome: RecordsRequestItem['outcome']) => items.filter((item) => item.outcome === outcome).length;
  const parts = [
    [count('released'), 'released'],
    [count('withheld'), 'withheld'],
    [count(null), 'to decide'],
  ] as const;
  return parts.flatMap(([number, word]) => (number > 0 ? [`${number} ${word}`] : [])).join(', ');
}

export const materialWords = ({ material, redaction_title }: RecordsRequestItem): string =>
  material === 'record' ? 'Whole record' : `Redacted video: ${redaction_title ?? 'unknown'}`;

/** A day of the calendar as a form has it, to the moment when it begins or ends here; null where none is given. */
export const dayStart = (day: string): number | null => (day === '' ? null : new Date(`${day}T00:00:00`).getTime());
export const dayEnd = (day: string): number | null => (day === '' ? null : new Date(`${day}T23:59:59`).getTime());
