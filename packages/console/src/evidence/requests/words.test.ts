import type { RecordsRequest, RecordsRequestItem } from '@outrider/schema';
import { expect, it } from 'vitest';
import { countsOf, dayEnd, dayStart, requestWords } from './words.js';

const NOW = Date.UTC(2026, 10, 28, 12);
const due = (days: number | null, state: RecordsRequest['state'] = 'open') =>
  requestWords({ state, due_at_utc_ms: days === null ? null : NOW + days * 86_400_000 } as RecordsRequest, NOW).text;
const item = (outcome: RecordsRequestItem['outcome']) => ({ outcome }) as RecordsRequestItem;

it('says how long there is left to answer', () => {
  expect([due(null), due(9), due(-0.5), due(-2), due(-2, 'answered')]).toEqual([
    'Open',
    'Due in 9 d',
    'Due today',
    'Overdue by 2 d',
    'Answered',
  ]);
});

it('counts what became of the items', () => {
  expect(countsOf([])).toBe('no item yet');
  expect(countsOf([item('released'), item(null), item('released')])).toBe('2 released, 1 to decide');
});

it('takes a day from its first to its last second', () => {
  expect(dayStart('')).toBeNull();
  expect(dayEnd('2026-11-28')! - dayStart('2026-11-28')!).toBe(86_399_000);
});
