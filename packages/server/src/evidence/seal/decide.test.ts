import type { Flight } from '@outrider/schema';
import { describe, expect, it } from 'vitest';
import { decideSeal } from './decide.js';
import type { SealFactsNow } from './decide.js';

const HOUR_MS = 3_600_000;
const ended = (state: Flight['state'], state_detail: string | null = null): Flight =>
  ({ state, state_detail, ended_at_utc_ms: 1_000 }) as Flight;
const flying = { state: 'on_scene', ended_at_utc_ms: null } as Flight;
const camera = { file: 'video/c/chain.jsonl', silent_ms: 1_000 };
const tlog = { stream: 'tlog', gateway: 'g' } as const;
const decide = (change: Partial<SealFactsNow>) =>
  decideSeal({
    flight: ended('landed'),
    openJournals: [],
    openVideo: [],
    eventsBehind: false,
    lastEventUtcMs: 1_000,
    nowUtcMs: 60_000,
    ...change,
  });

describe('a record', () => {
  it('is sealed when the flight has ended and all of it is there', () => {
    for (const state of ['landed', 'failed', 'cancelled', 'declined'] as const)
      expect(decide({ flight: ended(state) })).toEqual({ wait: null, incomplete_reason: null });
  });

  it('waits for the end, for the last events, for frames and for recordings', () => {
    expect(decide({ flight: flying }).wait).toMatch(/not ended/);
    expect(decide({ lastEventUtcMs: 58_000 }).wait).toMatch(/just ended/);
    expect(decide({ openJournals: [tlog] }).wait).toBe('Has not arrived as a whole: tlog of gateway g.');
    expect(decide({ openVideo: [camera] }).wait).toMatch(/Still being recorded/);
    expect(decide({ eventsBehind: true }).wait).toMatch(/not in the chain yet/);
    expect(decide({ eventsBehind: true, flight: flying, nowUtcMs: 200 * HOUR_MS }).wait).not.toBeNull();
  });

  it('is sealed as incomplete when something never comes', () => {
    const nowUtcMs = 200 * HOUR_MS;
    const late = { openJournals: [tlog], openVideo: [camera], nowUtcMs };
    expect(decide(late)).toEqual({
      wait: null,
      incomplete_reason:
        'Has never arrived as a whole: tlog of gateway g. The recording video/c/chain.jsonl was never closed.',
    });
    expect(decide({ flight: flying, nowUtcMs })).toMatchObject({
      incomplete_reason: 'The end of the flight was never reported.',
    });
    const unended = { ...late, flight: flying };
    expect(decide(unended).wait).toBe('Still being recorded: video/c/chain.jsonl.');
    expect(decide({ ...unended, openVideo: [{ ...camera, silent_ms: HOUR_MS }] })).toMatchObject({
      incomplete_reason: expect.stringMatching(
        /never reported\. Has never arrived .* The recording .* was never closed\.$/,
      ),
    });
    expect(decide({ flight: ended('lost', 'No link since 10:00.') })).toMatchObject({
      incomplete_reason: 'The aircraft was given up as lost: No link since 10:00.',
    });
  });
});
