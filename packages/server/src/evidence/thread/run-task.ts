import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { EvidenceTask, TaskAnswers } from './task.js';

const MOST_AT_ONCE = 2;
let running = 0;
const waiting: (() => void)[] = [];

/** Does a task in a thread of its own; at most two at once, others wait. Throws what the thread threw. */
export async function runTask<T extends EvidenceTask>(task: T): Promise<TaskAnswers[T['kind']]> {
  if (running >= MOST_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await inThread(task);
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

function inThread<T extends EvidenceTask>(task: T): Promise<TaskAnswers[T['kind']]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(builtThread(), { workerData: task });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The thread ended without an answer.')));
  });
}

/** Tests run the sources; threads need the compiled file. */
function builtThread(): URL {
  const beside = new URL('main.js', import.meta.url);
  const built = existsSync(beside) ? beside : new URL('../../../dist/evidence/thread/main.js', import.meta.url);
  if (!existsSync(built)) throw new Error(`${built.pathname} is missing; run "npm run build" first`);
  return built;
}
