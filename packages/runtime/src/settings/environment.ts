import { OutriderError } from '../errors/index.js';
import { SettingsSchema } from './schema.js';
import { expectation, leavesOf, nearest } from './walk.js';
import type { Leaf, SchemaNode } from './walk.js';

const PREFIX = 'OUTRIDER_';
// Used by the programs themselves, by tests and by benchmarks; they are no settings.
const RESERVED =
  /^OUTRIDER_(RESOLVED_SETTINGS|SETTINGS|SHARED_DATA|URL|API_KEY|(TEST|BENCH|CLI|SCENARIO)(_[A-Z0-9_]+)?)$/;

/** The environment variable of a settings path: http.port -> OUTRIDER_HTTP_PORT. */
export function environmentName(path: readonly string[]): string {
  return PREFIX + path.join('_').toUpperCase();
}

/**
 * Settings given in the environment, as a nested object. Lists are written as JSON.
 * Throws bad_settings for any other OUTRIDER_ variable, and bad_settings.
 */
export function settingsFromEnvironment(env: Readonly<Record<string, string | undefined>>): Record<string, unknown> {
  const leaves = new Map(leavesOf(SettingsSchema as SchemaNode).map((leaf) => [environmentName(leaf.path), leaf]));
  const result: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(env)) {
    if (!name.startsWith(PREFIX) || RESERVED.test(name) || text === undefined) continue;
    const leaf = leaves.get(name);
    if (!leaf) throw unknownVariable(name, [...leaves.keys()]);
    setAt(result, leaf.path, valueOf(name, text, leaf));
  }
  return result;
}

function unknownVariable(name: string, known: string[]): OutriderError {
  const near = nearest(name, known);
  const remedy = near
    ? `Did you mean ${near}?`
    : 'outrider.example.yaml lists the settings; remove the variable or correct it.';
  return new OutriderError('bad_settings', `Environment: ${name} is no setting.`, remedy);
}

function valueOf(name: string, text: string, { schema }: Leaf): unknown {
  const types = new Set([schema, ...(schema.anyOf ?? [])].map((node) => node.type));
  if (types.has('null') && (text === '' || text === 'null')) return null;
  const parsed = types.has('string') ? text : parseJson(text);
  if (parsed !== undefined) return parsed;
  throw new OutriderError(
    'bad_settings',
    `Environment: ${name} must be ${expectation(schema)}, not "${text.slice(0, 40)}".`,
    schema.type === 'array' ? 'Write the list as JSON.' : 'Correct the value or remove the variable.',
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function setAt(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let node = target;
  for (const key of path.slice(0, -1)) node = (node[key] ??= {}) as Record<string, unknown>;
  node[path.at(-1)!] = value;
}
