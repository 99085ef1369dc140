import { readFileSync } from 'node:fs';
import { OutriderError } from '@outrider/runtime/errors';
import { flag, parseVerb, text, wrongUse } from '../support/options.js';
import { readStory } from './read-story.js';
import { runStory } from './run-story.js';
import type { StoryOptions, StoryResult } from './run-story.js';
import type { Story } from './story.js';

const HELP = `Usage: outrider scenario FILE.yaml [options]

Plays a story through the real system: database, gateway, server and simulated aircraft, started for it on free ports. Ends with 0
only if every expectation holds.

  --seed N          what is left to chance: places, wind, losses (default: 1)
  --speed N         so many times as fast (default: 10)
  --loss SHARE      share of datagrams that every link loses, 0 to 1
  --keep            keep the folder with data and logs (kept anyway when an expectation fails)
  --json            print the result as one JSON document
  --help            this text`;

/** Reads a scenario file. Throws bad_scenario. */
export function loadStory(file: string): Story {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch {
    throw new OutriderError('bad_scenario', `${file}: there is no such file.`, 'Look into the folder scenarios.');
  }
  return readStory(content, file);
}

function numberOf(name: string, given: string | undefined, low: number, high: number): number | null {
  if (given === undefined) return null;
  const value = Number(given);
  if (given.trim() !== '' && value >= low && value <= high) return value;
  throw wrongUse('scenario', `--${name} needs a number from ${low} to ${high}, not "${given}"`);
}

/** What both scenario verbs take. */
export function storyOptions(values: { seed?: string; speed?: string; loss?: string; keep?: boolean }): StoryOptions {
  const seed = numberOf('seed', values.seed, 0, 4_294_967_295) ?? 1;
  if (!Number.isInteger(seed)) throw wrongUse('scenario', `--seed needs a whole number, not "${values.seed}"`);
  return {
    seed,
    speed: numberOf('speed', values.speed, 0.1, 100) ?? 10,
    loss: numberOf('loss', values.loss, 0, 1),
    keep: values.keep ?? false,
  };
}

function print(result: StoryResult): void {
  for (const { ok, name, detail, at_s } of result.expectations) {
    console.log(`${ok ? 'ok  ' : 'FAIL'} ${at_s.toFixed(1).padStart(7)} s  ${name}: ${detail}`);
  }
  const { scenario, seed, speed, loss, story_s, took_s, folder } = result;
  const how = `seed ${seed}, ${speed}x, ${Math.round(loss * 100)} % loss, ${story_s} s in ${took_s} s`;
  console.log(`${result.ok ? 'ok' : 'FAILED'}: ${scenario} (${how})${folder ? `; folder ${folder}` : ''}`);
}

/** `outrider scenario`: 0 only if every expectation holds. */
export async function run(argv: readonly string[]): Promise<number> {
  const options = { seed: text, speed: text, loss: text, keep: flag, json: flag };
  const { values, named, help } = parseVerb('scenario', argv, options, ['FILE']);
  if (help) {
    console.log(HELP);
    return 0;
  }
  const result = await runStory(loadStory(named.FILE), storyOptions(values));
  if (values.json) console.log(JSON.stringify(result));
  else print(result);
  return result.ok ? 0 : 1;
}
