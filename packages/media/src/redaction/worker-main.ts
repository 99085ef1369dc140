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
  const { recordsDir } = task;
  switch (task.kind) {
    case 'track':
      return { kind: 'tracked', tracked: await trackInClip(task.request, recordsDir) };
    case 'detect': {
      // Only who looks for something loads the networks.
      const { detectInClip } = await import('./detect/detect-clip.js');
      const { source, detect } = task.request;
      return { kind: 'detected', found: await detectInClip(source, detect, recordsDir, tellingProgress()) };
    }
    default:
      return { kind: 'rendered', rendered: await render(task, tellingProgress()) };
  }
}

function tellingProgress(): (share: number) => void {
  let told_ms = 0;
  return (share) => {
    const now_ms = performance.now();
    if (now_ms - told_ms < PROGRESS_EVERY_MS) return;
    told_ms = now_ms;
    tell({ kind: 'progress', share });
  };
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
