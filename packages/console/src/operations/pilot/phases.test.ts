import { describe, expect, it } from 'vitest';
import { phasesOf } from './phases.js';

const times = {
  requested_at_utc_ms: 1000,
  accepted_at_utc_ms: 8000,
  took_off_at_utc_ms: 20_000,
  on_scene_at_utc_ms: null,
  landed_at_utc_ms: null,
  ended_at_utc_ms: null,
};

describe('phases of a flight', () => {
  it('that is under way grow until now', () => {
    expect(phasesOf(times, 50_000)).toEqual([
      { key: 'accept', word: 'accept', ms: 7000 },
      { key: 'ready', word: 'prepare', ms: 12_000 },
      { key: 'out', word: 'fly out', ms: 30_000 },
    ]);
  });
  it('that has ended stop at its end', () => {
    const ended = { ...times, on_scene_at_utc_ms: 60_000, landed_at_utc_ms: 100_000 };
    expect(phasesOf(ended, 900_000).at(-1)).toEqual({ key: 'scene', word: 'since arrival', ms: 40_000 });
  });
  it('never run backwards when clocks disagree', () => {
    expect(phasesOf({ ...times, accepted_at_utc_ms: 500 }, 21_000)[0]?.ms).toBe(0);
  });
});
