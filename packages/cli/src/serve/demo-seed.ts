import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { OutriderError } from '@outrider/runtime';
import type { Settings } from '@outrider/runtime';

const TIMEOUT_MS = 60_000;

/**
 * Has the simulator write the demo agency, unless it did so at an earlier start: what the server imported must stay what the
 * simulator flies. Throws process_start_failed.
 * @param program the simulator's town-file module
 */
export async function ensureDemoSeed(path: string, program: string | undefined, settings: Settings): Promise<void> {
  if (existsSync(path) || program === undefined) return;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const link = settings.gateway.links.find((candidate) => candidate.simulated)?.id ?? 'demo';
  const args = [
    program,
    path,
    '--seed',
    String(settings.simulation.seed),
    '--link',
    `${settings.gateway.name}/${link}`,
  ];
  try {
    await promisify(execFile)(process.execPath, args, { timeout: TIMEOUT_MS });
  } catch (cause) {
    const why = (cause as { stderr?: string }).stderr?.trim() || (cause as Error).message;
    throw new OutriderError(
      'process_start_failed',
      `The demo agency could not be written: ${why}.`,
      'Run "npm run build" and start again.',
      { cause },
    );
  }
}
