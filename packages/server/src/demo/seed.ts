import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DemoSeed } from '@outrider/schema';
import { OutriderError } from '@outrider/runtime';
import type { Settings } from '@outrider/runtime';
import { compileBody, explain } from '../platform/http/validation.js';

const run = promisify(execFile);
/** Writes a town; seen from this file (src and dist lie equally deep). */
const TOWN_PROGRAM = fileURLToPath(new URL('../../../sim/dist/town-file.js', import.meta.url));

/**
 * The demo's agency: from <data_dir>/demo-seed.json, which anyone may put there, or else from the simulator's program, which
 * writes that file. Throws bad_settings when the file is not of the form.
 */
export async function readSeed(settings: Settings, dataDir: string, nowUtcMs: number): Promise<DemoSeed> {
  const file = path.join(dataDir, 'demo-seed.json');
  if (!existsSync(file)) {
    const link = settings.gateway.links.find(({ simulated }) => simulated)?.id ?? 'demo';
    const args = ['--seed', String(settings.simulation.seed), '--now', String(Math.round(nowUtcMs))];
    await run(process.execPath, [TOWN_PROGRAM, file, ...args, '--link', `${settings.gateway.name}/${link}`]);
  }
  const seed: unknown = JSON.parse(await readFile(file, 'utf8'));
  const validate = compileBody(DemoSeed);
  if (validate(seed)) return seed as DemoSeed;
  throw new OutriderError(
    'bad_settings',
    `${file}: ${explain(validate.errors, 'demo seed').message}`,
    'Correct the file, or delete it so that it is written anew.',
  );
}
