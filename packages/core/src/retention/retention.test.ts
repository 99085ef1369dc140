import { describe, expect, it } from 'vitest';
import { RETENTION_NOTICE_MS } from '@outrider/schema';
import { DAY_MS, isActive, keepEverything, retentionDate, retentionKindOf } from './index.js';
import type { RetentionFacts } from './index.js';

const ENDED = 1_760_000_000_000;
const NOW = ENDED + 10 * DAY_MS;
const policy = { ...keepEverything, patrol: { video_days: 90, telemetry_days: null } };
const rules = { policy, changed_at_utc_ms: ENDED - 100 * DAY_MS };
const patrol: RetentionFacts = {
  purpose: 'patrol',
  sealed_at_utc_ms: ENDED + 60_000,
  ended_at_utc_ms: ENDED,
  holds: [],
  deleted: null,
};
const date = (change: Partial<RetentionFacts>, kind: 'video' | 'telemetry' = 'video', nowUtcMs = NOW) =>
  retentionDate(kind, { ...patrol, ...change }, rules, nowUtcMs);
const hold = { set_at_utc_ms: ENDED, until_utc_ms: null, lifted_at_utc_ms: null };

describe('what is deleted when', () => {
  it('counts from the end of the flight, by purpose and kind', () => {
    expect(date({})).toEqual({ state: 'planned', at_utc_ms: ENDED + 90 * DAY_MS });
    expect(date({}, 'telemetry')).toEqual({ state: 'kept', at_utc_ms: null });
    expect(date({ purpose: 'incident' })).toEqual({ state: 'kept', at_utc_ms: null });
    expect(date({ ended_at_utc_ms: null })).toEqual({ state: 'planned', at_utc_ms: ENDED + 60_000 + 90 * DAY_MS });
  });

  it('keeps everything until a policy was set, and a week longer than the change of one', () => {
    expect(retentionDate('video', patrol, { policy, changed_at_utc_ms: null }, NOW).state).toBe('kept');
    const late = { policy, changed_at_utc_ms: ENDED + 500 * DAY_MS };
    expect(retentionDate('video', patrol, late, NOW).at_utc_ms).toBe(ENDED + 500 * DAY_MS + RETENTION_NOTICE_MS);
  });

  it('touches nothing that is not sealed, and nothing that is held', () => {
    expect(date({ sealed_at_utc_ms: null }).state).toBe('unsealed');
    expect(date({ holds: [hold] })).toEqual({ state: 'held', at_utc_ms: null });
    const later = ENDED + 400 * DAY_MS;
    expect(date({ holds: [{ ...hold, until_utc_ms: later }] }, 'video', later - 1).state).toBe('held');
    expect(date({ holds: [{ ...hold, until_utc_ms: later }] }, 'video', later)).toEqual({
      state: 'planned',
      at_utc_ms: later + RETENTION_NOTICE_MS,
    });
    const lifted = { ...hold, until_utc_ms: later, lifted_at_utc_ms: ENDED + 200 * DAY_MS };
    expect(date({ holds: [lifted] }).at_utc_ms).toBe(ENDED + 200 * DAY_MS + RETENTION_NOTICE_MS);
    expect(isActive(lifted, ENDED)).toBe(false);
  });

  it('says what was deleted, and where there was nothing', () => {
    expect(date({ deleted: { at_utc_ms: NOW, files: 3 }, holds: [hold] })).toEqual({
      state: 'deleted',
      at_utc_ms: NOW,
    });
    expect(date({ deleted: { at_utc_ms: NOW, files: 0 } }).state).toBe('none');
  });
});

it.each([
  ['raw.tlog', 'telemetry'],
  ['samples.bin', 'telemetry'],
  ['video/01938d2a-0000-7000-8000-00000000000d/000001.mp4', 'video'],
  ['video/01938d2a-0000-7000-8000-00000000000d/originals/000001.mov', 'video'],
  ['video/01938d2a-0000-7000-8000-00000000000d/chain.jsonl', null],
  ['video/01938d2a-0000-7000-8000-00000000000d/originals/chain.jsonl', null],
  ['video/01938d2a-0000-7000-8000-00000000000d/index.json', null],
  ['chain.jsonl', null],
  ['manifest.json', null],
  ['evidence/deletions.json', null],
])('%s counts as %s', (file, kind) => {
  expect(retentionKindOf(file)).toBe(kind);
});
