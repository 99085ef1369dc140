import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadStory, storyOptions } from '../scenario/index.js';
import { runStory } from '../scenario/run-story.js';
import type { StoryResult } from '../scenario/run-story.js';
import type { Story } from '../scenario/story.js';
import { flag, parseVerb, text, wrongUse } from '../support/options.js';
import { planRuns } from './plan.js';
import type { PlannedRun } from './plan.js';
import { failureLines, summaryLines } from './summary.js';

const HELP = `Usage: outrider scenarios [options]

Plays every story of the folder scenarios: on twenty seeds at ten times the speed, and on three at real speed with 20 % link loss.
Ends with 0 only if every expectation of every run holds.

  --only NAME,NAME  these stories alone
  --seeds N         so many seeds at ten times the speed (default: 20)
  --speed N         another speed for these
  --loss SHARE      link loss for these (default: what the story says)
  --slow-seeds N    so many seeds at real speed with 20 % loss (default: 3, with --seeds 0)
  --parallel N      so many at a time (default: 2)
  --again N         play a run that did not hold up to N times more; what failed is told all the same (default: 0)
  --json            print all results as one JSON document
  --help            this text`;

const FOLDER = fileURLToPath(new URL('../../../../scenarios/', import.meta.url));

function whole(name: string, given: string | undefined, fallback: number): number {
  if (given === undefined) return fallback;
  const value = Number(given);
  if (given.trim() !== '' && Number.isInteger(value) && value >= 0 && value <= 1000) return value;
  throw wrongUse('scenarios', `--${name} needs a whole number, not "${given}"`);
}

function stories(only: string | undefined): Story[] {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));
  const all = files.map((name) => loadStory(join(FOLDER, name)));
  if (only === undefined) return all;
  return only.split(',').map((name) => {
    const found = all.find((story) => story.name === name.trim());
    if (!found)
      throw wrongUse(
        'scenarios',
        `there is no story "${name}"; there are ${all.map((story) => story.name).join(', ')}`,
      );
    return found;
  });
}

async function playOne({ story, options }: PlannedRun): Promise<StoryResult> {
  try {
    return await runStory(story, options);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const { seed, speed, loss } = options;
    const failed = { name: 'the system starts', ok: false, detail, at_s: 0 };
    return {
      ok: false,
      scenario: story.name,
      seed,
      speed,
      loss: loss ?? 0,
      expectations: [failed],
      flights: [],
      story_s: 0,
      took_s: 0,
      folder: null,
    };
  }
}

async function playAll(
  runs: readonly PlannedRun[],
  { parallel, again }: { parallel: number; again: number },
  tell: (line: string) => void,
): Promise<StoryResult[]> {
  const results: StoryResult[] = [];
  const waiting = runs.map((run) => ({ ...run, again }));
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const result = await playOne(next);
      const once_more = !result.ok && next.again > 0;
      // A seed fixes what goes in, not how processes interleave on a busy machine.
      if (once_more) waiting.push({ ...next, again: next.again - 1 });
      else results.push(result);
      const { scenario, seed, speed, loss, took_s } = result;
      tell(
        `${result.ok ? 'ok    ' : 'FAILED'} ${scenario} seed ${seed} ${speed}x loss ${loss} (${took_s} s) ${results.length}/${runs.length}${once_more ? ', once more later' : ''}`,
      );
      for (const line of failureLines(result)) tell(`       ${line}`);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, parallel) }, worker));
  return results;
}

/** `outrider scenarios`, also `npm run scenarios`. */
export async function run(argv: readonly string[]): Promise<number> {
  const options = {
    only: text,
    seeds: text,
    speed: text,
    loss: text,
    'slow-seeds': text,
    parallel: text,
    again: text,
    json: flag,
  };
  const { values, help } = parseVerb('scenarios', argv, options, []);
  if (help) {
    console.log(HELP);
    return 0;
  }
  const fast = storyOptions({
    ...(values.speed ? { speed: values.speed } : {}),
    ...(values.loss ? { loss: values.loss } : {}),
  });
  const runs = planRuns(stories(values.only), {
    seeds: whole('seeds', values.seeds, 20),
    // Whoever asks for fewer seeds is in a hurry.
    slow_seeds: whole('slow-seeds', values['slow-seeds'], values.seeds === undefined ? 3 : 0),
    fast,
  });
  const results = await playAll(
    runs,
    { parallel: whole('parallel', values.parallel, 2), again: whole('again', values.again, 0) },
    (line) => console.error(line),
  );
  const ok = results.length > 0 && results.every((result) => result.ok);
  if (values.json) console.log(JSON.stringify({ ok, results }));
  else for (const line of summaryLines(results)) console.log(line);
  return ok ? 0 : 1;
}
