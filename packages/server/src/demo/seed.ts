import { readFile } from 'node:fs/promises';
import { DemoSeed } from '@outrider/schema';
import { OutriderError } from '@outrider/runtime';
import { compileBody, explain } from '../platform/http/validation.js';

/** The demo's agency as the simulator wrote it. Throws bad_settings when the file is missing or not of the form. */
export async function readSeed(file: string): Promise<DemoSeed> {
  let seed: unknown;
  try {
    seed = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw unusable(file, `it cannot be read: ${(cause as Error).message}`);
  }
  const validate = compileBody(DemoSeed);
  if (validate(seed)) return seed as DemoSeed;
  throw unusable(file, explain(validate.errors, 'demo seed').message);
}

function unusable(file: string, why: string): OutriderError {
  return new OutriderError('bad_settings', `${file}: ${why}`, 'Delete the file, so that it is written anew.');
}
