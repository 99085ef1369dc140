import { look, nameOf } from './checks.js';
import { checkRecords } from './record.js';
import type { FlightResult } from './record.js';
import { play } from './steps.js';
import type { Step, Story } from './story.js';
import { System } from './system.js';
import { World } from './world.js';
import type { Expectation } from './world.js';

export interface StoryOptions {
  seed: number;
  speed: number;
  /** Share of datagrams lost on every link; null leaves it to the story. */
  loss: number | null;
  keep: boolean;
}

export interface StoryResult {
  ok: boolean;
  scenario: string;
  seed: number;
  speed: number;
  loss: number;
  expectations: Expectation[];
  flights: FlightResult[];
  /** on the system's clock, and by the machine's */
  story_s: number;
  took_s: number;
  /** Folder with data and logs, null when it was removed. */
  folder: string | null;
}

const DEFAULT_LIMIT_S = 1800;

const verbOf = (step: Step): string =>
  step.name ?? Object.keys(step).find((key) => key !== 'as' && key !== 'refused') ?? 'step';

/** Plays the steps until one cannot be carried out; that one is an expectation that failed. */
async function playAll(world: World, story: Story): Promise<boolean> {
  const limit_s = story.limit_s ?? DEFAULT_LIMIT_S;
  for (const [index, step] of story.steps.entries()) {
    try {
      if (world.now_s() > limit_s) throw new Error(`the story takes longer than ${limit_s} s`);
      await play(world, step);
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error);
      world.note(`steps[${index}] ${verbOf(step)}`, false, what);
      return false;
    }
  }
  return true;
}

async function prepare(world: World, story: Story, loss: number): Promise<void> {
  await world.begin();
  if (loss > 0) await world.sim.ask({ verb: 'link', vehicle: null, faults: { loss } });
  if (story.wind) await world.sim.ask({ verb: 'wind', ...story.wind });
}

/** Plays a story through the real system, started for it and stopped after it. */
export async function runStory(story: Story, options: StoryOptions): Promise<StoryResult> {
  const began = performance.now();
  const loss = options.loss ?? story.loss ?? 0;
  const system = await System.start(options);
  const world = new World(system, options.seed, options.speed);
  let flights: FlightResult[] = [];
  try {
    await prepare(world, story, loss);
    await playAll(world, story);
    for (const check of story.expect ?? []) {
      const finding = await look(world, check).catch((error: unknown) => ({ ok: false, detail: String(error) }));
      world.note(nameOf(check), finding.ok, finding.detail);
    }
    flights = await checkRecords(world);
  } catch (error) {
    world.note(
      'the story can be played',
      false,
      error instanceof Error ? (error.stack ?? error.message) : String(error),
    );
  }
  const story_s = Math.round(world.now_s() * 10) / 10;
  world.close();
  const ok = world.expectations.length > 0 && world.expectations.every((expectation) => expectation.ok);
  const keep = options.keep || !ok;
  await system.stop(keep);
  return {
    ok,
    scenario: story.name,
    seed: options.seed,
    speed: options.speed,
    loss,
    expectations: world.expectations,
    flights,
    story_s,
    took_s: Math.round((performance.now() - began) / 100) / 10,
    folder: keep ? system.folder : null,
  };
}
