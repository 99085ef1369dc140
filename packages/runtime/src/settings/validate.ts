import { Value } from 'typebox/value';
import { OutriderError } from '../errors/index.js';
import { SettingsSchema } from './schema.js';
import type { Settings } from './schema.js';
import { expectation, nearest, schemaAt } from './walk.js';
import type { SchemaNode } from './walk.js';

/**
 * Fills in the defaults and checks everything.
 * @param source where the values came from, for the message ("outrider.yaml").
 * Throws bad_settings or bad_settings with the path of the key and what to do.
 */
export function parseSettings(values: unknown, source: string): Settings {
  const document = emptySectionsFilled(values ?? {}, SettingsSchema as SchemaNode);
  assertKnownKeys(document, SettingsSchema as SchemaNode, [], source);
  const settings = Value.Default(SettingsSchema, document);
  assertValid(settings, source);
  assertConsistent(settings as Settings, source);
  return settings as Settings;
}

// A section whose keys are all commented out reads as null in YAML.
function emptySectionsFilled(value: unknown, schema: SchemaNode): unknown {
  if (schema.properties && (value === null || value === undefined)) return {};
  if (schema.properties && isRecord(value)) {
    const entries = Object.entries(value).map(([key, child]) => {
      const childSchema = schema.properties![key];
      return [key, childSchema ? emptySectionsFilled(child, childSchema) : child];
    });
    return Object.fromEntries(entries);
  }
  if (schema.items && Array.isArray(value)) return value.map((item) => emptySectionsFilled(item, schema.items!));
  return value;
}

function assertKnownKeys(value: unknown, schema: SchemaNode, path: string[], source: string): void {
  if (schema.items && Array.isArray(value)) {
    value.forEach((item, index) => assertKnownKeys(item, schema.items!, [...path, String(index)], source));
  }
  if (!schema.properties || !isRecord(value)) return;
  for (const [key, child] of Object.entries(value)) {
    const childSchema = schema.properties[key];
    if (!childSchema) throw unknownKey([...path, key], Object.keys(schema.properties), source);
    assertKnownKeys(child, childSchema, [...path, key], source);
  }
}

function unknownKey(path: string[], known: string[], source: string): OutriderError {
  const near = nearest(path.at(-1)!, known);
  const remedy = near ? `Did you mean "${near}"?` : `Known here: ${known.join(', ')}.`;
  return new OutriderError('bad_settings', `${source}: "${path.join('.')}" is no setting.`, remedy);
}

function assertValid(settings: unknown, source: string): void {
  const first = Value.Errors(SettingsSchema, settings)[0];
  if (!first) return;
  const params = first.params as { requiredProperties?: string[] };
  const path = [...first.instancePath.split('/').slice(1), ...(params.requiredProperties?.slice(0, 1) ?? [])];
  const schema = schemaAt(SettingsSchema as SchemaNode, path);
  const wanted = schema ? `${path.join('.')} must be ${expectation(schema)}` : first.message;
  const given = JSON.stringify(valueAt(settings, path)) ?? 'missing';
  throw new OutriderError(
    'bad_settings',
    `${source}: ${wanted}, not ${given.slice(0, 80)}.`,
    'outrider.example.yaml explains each key.',
  );
}

/** Rules that span several keys. */
function assertConsistent(settings: Settings, source: string): void {
  const { links } = settings.gateway;
  const repeated = links.find((link, index) => links.findIndex((other) => other.id === link.id) !== index);
  if (repeated) throw inconsistent(source, `two links are named "${repeated.id}"`, 'Give each link an id of its own.');
  const real = links.find((link) => !link.simulated);
  if (settings.simulation.speed !== 1 && real) {
    throw new OutriderError(
      'speed_not_simulated',
      `${source}: simulation.speed is ${settings.simulation.speed}, but the link "${real.id}" is not simulated.`,
      'Time can only be scaled when every link has "simulated: true"; set simulation.speed to 1 or remove the link.',
    );
  }
  const { cert_file, key_file } = settings.http.tls;
  if ((cert_file === null) !== (key_file === null)) {
    throw inconsistent(source, 'http.tls has only one of cert_file and key_file', 'Set both, or neither.');
  }
  if (settings.bus.kind === 'nats' && !settings.bus.url) {
    throw inconsistent(
      source,
      'bus.kind is nats, but bus.url is empty',
      'Set bus.url, for example tls://nats.example.org:4222.',
    );
  }
}

function inconsistent(source: string, what: string, remedy: string): OutriderError {
  return new OutriderError('bad_settings', `${source}: ${what}.`, remedy);
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  let current = value;
  for (const key of path) current = (current as Record<string, unknown> | undefined | null)?.[key];
  return current;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
