import type { StoryResult } from '../scenario/run-story.js';

interface Group {
  scenario: string;
  speed: number;
  loss: number;
  results: StoryResult[];
}

function groups(results: readonly StoryResult[]): Group[] {
  const found = new Map<string, Group>();
  for (const result of results) {
    const { scenario, speed, loss } = result;
    const key = `${scenario} ${speed} ${loss}`;
    const group = found.get(key) ?? { scenario, speed, loss, results: [] };
    group.results.push(result);
    found.set(key, group);
  }
  return [...found.values()].toSorted((a, b) => a.scenario.localeCompare(b.scenario) || b.speed - a.speed);
}

const mean = (values: readonly number[]): string =>
  values.length === 0 ? '-' : (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(0);

function row({ scenario, speed, loss, results }: Group): string {
  const held = results.filter(({ ok }) => ok).length;
  const flights = results.flatMap((result) => result.flights);
  const onScene = flights.flatMap(({ on_scene_s }) => (on_scene_s === null ? [] : [on_scene_s]));
  const away = Math.max(0, ...flights.map(({ landing_distance_m }) => landing_distance_m));
  return [
    scenario.padEnd(16),
    `${speed}x`.padStart(5),
    `${Math.round(loss * 100)} %`.padStart(6),
    `${held}/${results.length}`.padStart(7),
    String(flights.length).padStart(8),
    mean(onScene).padStart(11),
    away.toFixed(1).padStart(11),
  ].join('');
}

/** Each expectation of a run that failed, with what shows it again. */
export function failureLines({ scenario, seed, speed, loss, expectations, folder }: StoryResult): string[] {
  const kept = folder ? ` [${folder}]` : '';
  return expectations
    .filter(({ ok }) => !ok)
    .map(({ name, detail }) => `${scenario} seed ${seed} ${speed}x loss ${loss}: ${name}: ${detail}${kept}`);
}

/** A table of all runs, and below it each expectation that failed, with the seed that shows it. */
export function summaryLines(results: readonly StoryResult[]): string[] {
  const head = 'scenario        speed  loss   held flights on scene s  landed m';
  const held = results.filter(({ ok }) => ok).length;
  return [
    head,
    ...groups(results).map(row),
    `${held} of ${results.length} runs held`,
    ...results.flatMap(failureLines),
  ];
}
