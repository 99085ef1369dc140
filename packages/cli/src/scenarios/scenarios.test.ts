import { describe, expect, it } from 'vitest';
import type { StoryResult } from '../scenario/run-story.js';
import type { Story } from '../scenario/story.js';
import { planRuns } from './plan.js';
import { summaryLines } from './summary.js';

const story = (name: string): Story => ({ name, about: name, steps: [{ pause: 1 }] });
const result = (scenario: string, seed: number, ok: boolean): StoryResult => ({
  ok,
  scenario,
  seed,
  speed: 10,
  loss: 0,
  expectations: [{ name: 'it lands', ok, detail: 'said so', at_s: 3 }],
  flights: [],
  story_s: 10,
  took_s: 2,
  folder: null,
});

describe('all stories', () => {
  it('are played on each seed, at real speed with a fifth lost', () => {
    const fast = { seed: 1, speed: 10, loss: null, keep: false };
    const runs = planRuns([story('a'), story('b')], { seeds: 3, slow_seeds: 1, fast });
    expect(runs).toHaveLength(2 * (3 + 1));
    expect(runs.filter(({ options }) => options.speed === 1).map(({ options }) => options.loss)).toEqual([0.2, 0.2]);
    expect(new Set(runs.slice(2).map(({ options }) => options.seed))).toEqual(new Set([1, 2, 3]));
  });

  it('are summed up, with the seed of each failure', () => {
    const lines = summaryLines([result('a', 1, true), result('a', 2, false)]);
    expect(lines.join('\n')).toContain('1/2');
    expect(lines.at(-1)).toContain('a seed 2 10x');
  });
});
