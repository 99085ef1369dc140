/** Writes the demo town: node town-file.js PATH [--seed N] [--now UTC_MS] [--link GATEWAY/LINK]. Prints what it wrote as JSON. */
import { renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { demoSeed } from './town/index.js';

function wholeNumber(text: string | undefined, name: string, fallback: number): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError(`--${name} must be a whole number, got "${text}"`);
  return value;
}

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { seed: { type: 'string' }, now: { type: 'string' }, link: { type: 'string', default: 'gateway/demo' } },
  });
  const [path, ...rest] = positionals;
  if (path === undefined || rest.length > 0) throw new RangeError('exactly one path to write to is needed');
  const seed = wholeNumber(values.seed, 'seed', 1);
  const now_utc_ms = wholeNumber(values.now, 'now', Date.now());
  const town = demoSeed({ seed, now_utc_ms, link: values.link });
  const text = JSON.stringify(town);
  // A reader never sees half a file.
  writeFileSync(`${path}.part`, text);
  renameSync(`${path}.part`, path);
  console.log(
    JSON.stringify({ path, seed, bytes: text.length, addresses: town.addresses.length, volumes: town.volumes.length }),
  );
}

try {
  main();
} catch (error) {
  console.error(`town-file: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
