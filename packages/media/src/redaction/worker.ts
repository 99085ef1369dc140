import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { MediaRefusal } from '../refusal.js';
import type { RedactionAnswer, RedactionTask } from './messages.js';

/** A task that runs in a process of its own. */
export interface RunningTask {
  /** Throws what the task was refused with, or redaction_failed when its process died or was cancelled. */
  answer: Promise<Exclude<RedactionAnswer, { kind: 'progress' | 'failed' }>>;
  cancel(): void;
}

export function startTask(task: RedactionTask, onProgress: (share: number) => void = () => undefined): RunningTask {
  const child = fork(builtProgram(), { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const answer = new Promise<Awaited<RunningTask['answer']>>((resolve, reject) => {
    child.on('message', (message: RedactionAnswer) => {
      if (message.kind === 'progress') onProgress(message.share);
      else if (message.kind === 'failed') reject(new MediaRefusal(message.code, message.message));
      else resolve(message);
    });
    child.on('error', reject);
    child.on('exit', () => reject(new MediaRefusal('redaction_failed', 'The process that redacts was ended.')));
  });
  child.send(task);
  return { answer, cancel: () => child.kill('SIGKILL') };
}

/** A process runs what was compiled, also where the rest runs from its sources (as tests do). */
function builtProgram(): URL {
  const beside = new URL('./worker-main.js', import.meta.url);
  return existsSync(beside) ? beside : new URL('../../dist/redaction/worker-main.js', import.meta.url);
}
