import { OutriderError } from '@outrider/runtime/errors';
import Value from 'typebox/value';
import { parseDocument } from 'yaml';
import type { Check, Step, Story } from './story.js';
import { CheckSchema, StepSchema, StorySchema } from './story.js';

const STEP_COMMON: ReadonlySet<string> = new Set(['name', 'as', 'refused']);
const STEP_VERBS = Object.keys(StepSchema.properties).filter((key) => !STEP_COMMON.has(key));
const CHECK_VERBS = Object.keys(CheckSchema.properties).filter((key) => key !== 'name');

function bad(source: string, where: string, what: string): OutriderError {
  const at = where === '' ? '' : `${where}: `;
  return new OutriderError(
    'bad_scenario',
    `${source}: ${at}${what}.`,
    'Correct the named key; scenarios/README.md describes the form.',
  );
}

/** "/steps/3/wait/within_s" to "steps[3].wait.within_s". */
function keyOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .reduce((path, part) => (/^\d+$/.test(part) ? `${path}[${part}]` : path === '' ? part : `${path}.${part}`), '');
}

function explain(source: string, value: unknown): OutriderError {
  const errors = [...Value.Errors(StorySchema, value)];
  const unknown = errors.find((error) => error.keyword === 'additionalProperties');
  const first = unknown ?? errors.find((error) => error.keyword !== 'boolean') ?? errors[0];
  const extra = (first?.params as { additionalProperties?: string[] } | undefined)?.additionalProperties?.[0];
  if (first && extra !== undefined) return bad(source, keyOf(`${first.instancePath}/${extra}`), 'there is no such key');
  return bad(source, keyOf(first?.instancePath ?? ''), first?.message ?? 'is not a scenario');
}

function oneVerb(source: string, where: string, item: object, verbs: readonly string[]): void {
  const given = Object.keys(item).filter((key) => verbs.includes(key));
  if (given.length === 1) return;
  const what = given.length === 0 ? `needs one of ${verbs.join(', ')}` : `has ${given.join(' and ')}, one is allowed`;
  throw bad(source, where, what);
}

/** Names of flights and incidents must be made before they are used. */
function checkNames(source: string, story: Story): void {
  const flights = new Set<string>();
  const incidents = new Set<string>();
  story.steps.forEach((step, index) => {
    const where = `steps[${index}]`;
    if (step.incident) incidents.add(step.incident.key);
    if (step.request && !step.refused) flights.add(step.request.flight);
    const incident = step.decide?.incident ?? step.request?.incident;
    if (incident !== undefined && !incidents.has(incident))
      throw bad(source, where, `no incident "${incident}" was entered before`);
    const flight = flightOf(step);
    if (flight !== undefined && !flights.has(flight))
      throw bad(source, where, `no flight "${flight}" was requested before`);
  });
}

function flightOf(step: Step): string | undefined {
  const { accept, cancel, wait, wait_alert, take, release, request_takeover, grant_takeover, sticks } = step;
  const used = [accept, cancel, wait, wait_alert, take, release, request_takeover, grant_takeover, sticks];
  const check: Check | undefined = step.check ?? step.wait_until?.check;
  const looked = check && [check.state, check.reached, check.near_target, check.event, check.alert, check.control];
  return [...used, ...(looked ?? [])].find((part) => part?.flight !== undefined)?.flight;
}

/** Reads and checks a scenario. Throws bad_scenario, naming file and key. */
export function readStory(text: string, source: string): Story {
  const document = parseDocument(text);
  const fault = document.errors[0];
  if (fault) throw bad(source, '', fault.message.split('\n')[0] ?? 'is not YAML');
  const value: unknown = document.toJS();
  if (!Value.Check(StorySchema, value)) throw explain(source, value);
  value.steps.forEach((step, index) => {
    oneVerb(source, `steps[${index}]`, step, STEP_VERBS);
    const check = step.check ?? step.wait_until?.check;
    if (check) oneVerb(source, `steps[${index}].check`, check, CHECK_VERBS);
  });
  value.expect?.forEach((check, index) => oneVerb(source, `expect[${index}]`, check, CHECK_VERBS));
  checkNames(source, value);
  return value;
}
