import { readFileSync } from 'node:fs';
import { OutriderError } from '../errors/index.js';
import type { ResolvedSettings } from './instance.js';

/** Reads what the supervisor resolved for this process. Throws not_supervised when the variable is missing. */
export function readResolvedSettings(
  env: Readonly<Record<string, string | undefined>> = process.env,
): ResolvedSettings {
  const path = env['OUTRIDER_RESOLVED_SETTINGS'];
  if (path) return JSON.parse(readFileSync(path, 'utf8')) as ResolvedSettings;
  throw new OutriderError(
    'not_supervised',
    'This program is a part of Outrider and was started by itself.',
    'Start it with "outrider serve" (for one part: --role).',
  );
}
