// The process that redacts: one task and it ends. It has the lowest claim on the processor, so that no live picture waits for it.
import { setPriority } from 'node:os';
import { MediaRefusal } from '../refusal.js';
import type { RedactionAnswer, RedactionTask } from './messages.js';
import { render } from './render.js';
import { trackInClip } from './track-clip.js';

const NICE = 15;
const PROGRESS_EVERY_MS = 300;

const tell = (answer: RedactionAnswer): void => void process.send?.(answer);

async function answerTo(task: RedactionTask): Promise<RedactionAnswer> {
  if (task.kind === 'track') return { kind: 'tracked', tracked: await trackInClip(task.request, task.recordsDir) };
  let told_ms = 0;
  const rendered = await render(task.request, task.recordsDir, task.file, (share) => {
    const now_ms = performance.now();
    if (now_ms - told_ms < PROGRESS_EVERY_MS) return;
    told_ms = now_ms;
    tell({ kind: 'progress', share });
  });
  return { kind: 'rendered', rendered };
}

function failure(error: unknown): RedactionAnswer {
  if (error instanceof MediaRefusal) return { kind: 'failed', code: error.code, message: error.message };
  const message = error instanceof Error ? error.message : String(error);
  return { kind: 'failed', code: 'redaction_failed', message: `The pictures could not be redacted: ${message}.` };
}

setPriority(NICE);
// Whoever asked is gone: ffmpeg ends with us, since its pipes do.
process.on('disconnect', () => process.exit(1));
process.once('message', (task: RedactionTask) => {
  void answerTo(task)
    .catch(failure)
    .then((answer) => process.send?.(answer, () => process.disconnect()));
});
