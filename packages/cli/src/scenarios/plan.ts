import type { StoryOptions } from '../scenario/run-story.js';
import type { Story } from '../scenario/story.js';

export interface PlannedRun {
  story: Story;
  options: StoryOptions;
}

/** Link loss of the runs at real speed. */
const SLOW_LOSS = 0.2;

/** All runs, those at real speed first: they take the longest, so the others fill the gaps beside them. */
export function planRuns(
  stories: readonly Story[],
  { seeds, slow_seeds, fast }: { seeds: number; slow_seeds: number; fast: StoryOptions },
): PlannedRun[] {
  const numbered = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
  const slow = stories.flatMap((story) =>
    numbered(slow_seeds).map((seed) => ({ story, options: { seed, speed: 1, loss: SLOW_LOSS, keep: false } })),
  );
  const quick = numbered(seeds).flatMap((seed) => stories.map((story) => ({ story, options: { ...fast, seed } })));
  return [...slow, ...quick];
}
