import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { OutriderError } from '@outrider/runtime/errors';
import type { DatabaseLogin } from '@outrider/runtime';
import type { ErrorCode } from '@outrider/schema';

const PROGRAM = fileURLToPath(new URL('../../../server/dist/migrate-main.js', import.meta.url));

interface Answer {
  error?: { code: ErrorCode; message: string; remedy: string };
}

/**
 * Brings the schema of a database to a step, in a process of the server's package, which alone knows the steps. The login goes
 * over standard input, where no other user of the machine sees it.
 */
export async function migrateTo(login: DatabaseLogin, upTo: number): Promise<void> {
  const child = spawn(process.execPath, [PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve, reject) => child.once('close', resolve).once('error', reject));
  child.stdin.end(JSON.stringify({ login, up_to: upTo }));
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-100_000)));
  const code = await ended;
  const { error } = parse(output);
  if (error) throw new OutriderError(error.code, error.message, error.remedy);
  if (code === 0) return;
  throw new OutriderError('process_start_failed', `${PROGRAM} ended with ${String(code)}.`, 'Build Outrider again.');
}

function parse(output: string): Answer {
  try {
    return JSON.parse(output) as Answer;
  } catch {
    return {};
  }
}
