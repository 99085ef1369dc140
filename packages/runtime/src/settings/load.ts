import { existsSync, readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { OutriderError } from '../errors/index.js';
import { settingsFromEnvironment } from './environment.js';
import type { Settings } from './schema.js';
import { parseSettings } from './validate.js';

/** Settings files are small; a mistaken path to something huge is refused instead of read. */
const MAX_FILE_BYTES = 1_048_576;
const DEFAULT_FILE = 'outrider.yaml';

export interface LoadOptions {
  /** Path of the settings file. Default: OUTRIDER_SETTINGS, else outrider.yaml in the working folder if there is one. */
  file?: string | null;
  env?: Readonly<Record<string, string | undefined>>;
  /** Given on the command line; wins over the environment, which wins over the file. */
  overrides?: Record<string, unknown>;
}

/** Reads the settings once. Throws bad_settings, bad_settings or bad_settings. */
export function loadSettings({ file, env = process.env, overrides = {} }: LoadOptions = {}): Settings {
  const named = file ?? env['OUTRIDER_SETTINGS'] ?? null;
  const path = named ?? (existsSync(DEFAULT_FILE) ? DEFAULT_FILE : null);
  const fromFile = path === null ? {} : readSettingsFile(path);
  // Each layer is checked by itself first, so that an error names the layer that it came from.
  if (path !== null) parseSettings(fromFile, path);
  const merged = merge(merge(fromFile, settingsFromEnvironment(env)), overrides);
  return parseSettings(merged, path === null ? 'Settings' : `${path} with environment and command line`);
}

function readSettingsFile(path: string): Record<string, unknown> {
  const text = readText(path);
  const document = parseDocument(text, { prettyErrors: true });
  const problem = document.errors[0];
  if (problem) throw unreadable(path, `is not valid YAML: ${problem.message.split('\n')[0]}`, 'Correct that line.');
  const value = (document.toJS({ maxAliasCount: 100 }) ?? {}) as unknown;
  if (typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  throw unreadable(path, 'does not hold keys and values', 'Start from outrider.example.yaml.');
}

function readText(path: string): string {
  try {
    const text = readFileSync(path, 'utf8');
    if (text.length <= MAX_FILE_BYTES) return text;
  } catch (error) {
    throw unreadable(path, `cannot be read: ${(error as Error).message}`, 'Check the path and its permissions.');
  }
  throw unreadable(path, 'is larger than 1 MiB', 'Check the path.');
}

function unreadable(path: string, what: string, remedy: string): OutriderError {
  return new OutriderError('bad_settings', `The settings file ${path} ${what}.`, remedy);
}

function merge(base: Record<string, unknown>, over: Record<string, unknown>): Record<string, unknown> {
  const result = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const current = result[key];
    result[key] = isSection(current) && isSection(value) ? merge(current, value) : value;
  }
  return result;
}

function isSection(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
