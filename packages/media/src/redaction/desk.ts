import { rm, stat } from 'node:fs/promises';
import type { RedactProgress, RedactRequest, RedactTrack, TrackedRegion } from '@outrider/schema';
import { redactionFolder, renderedFile } from '@outrider/record/release';
import type { Logger } from '@outrider/runtime';
import { MediaRefusal } from '../refusal.js';
import { startTask } from './worker.js';
import type { RunningTask } from './worker.js';

export interface RedactionDeskOptions {
  dataDir: string;
  recordsDir: string;
  logger: Logger;
  /** A rendering is made in pieces of that length, and goes on behind the last whole one after it was ended. */
  pieceMs?: number;
}

const PIECE_MS = 60_000;

interface Job {
  request: RedactRequest;
  file: string;
  progress: RedactProgress;
  running: RunningTask | null;
}

/** Finished jobs are remembered until so many came after. */
const MOST_REMEMBERED = 50;
const MOST_WAITING = 20;

/** Redactions that are asked for: rendered one after the other, each in a process that gives way to everything else. */
export class RedactionDesk {
  readonly #options: RedactionDeskOptions;
  readonly #jobs = new Map<string, Job>();
  #tracking: RunningTask | null = null;
  #working = false;

  constructor(options: RedactionDeskOptions) {
    this.#options = options;
  }

  /** Begins a rendering, or says how it goes: asking again begins nothing anew. Throws too_many_redactions. */
  ask(request: RedactRequest): RedactProgress {
    const key = keyOf(request);
    const known = this.#jobs.get(key);
    if (known) return known.progress;
    const waiting = [...this.#jobs.values()].filter(({ progress }) => progress.state === 'waiting').length;
    if (waiting >= MOST_WAITING)
      throw new MediaRefusal('redaction_busy', `${waiting} redactions wait already; try again when some are done.`);
    const { agency_id } = request.source;
    const folder = redactionFolder(this.#options.dataDir, agency_id, request.redaction_id);
    const progress: RedactProgress = { state: 'waiting', progress: 0, detail: null, rendered: null };
    this.#jobs.set(key, { request, file: renderedFile(folder, request.version), progress, running: null });
    this.#forgetOld();
    void this.#work();
    return progress;
  }

  /** Ends what is rendered of a redaction, and forgets it; whole pieces stay, for when the same is asked for again. */
  cancel(redactionId: string): void {
    for (const [key, job] of this.#jobs) {
      if (job.request.redaction_id !== redactionId) continue;
      this.#jobs.delete(key);
      job.running?.cancel();
    }
  }

  /** Throws redaction_busy while another box is followed, and what the tracker refuses with. */
  async track(request: RedactTrack): Promise<TrackedRegion> {
    if (this.#tracking)
      throw new MediaRefusal('redaction_busy', 'Another box is being followed; try again in a moment.');
    this.#tracking = startTask({ kind: 'track', request, recordsDir: this.#options.recordsDir });
    try {
      const answer = await this.#tracking.answer;
      if (answer.kind !== 'tracked') throw new TypeError('the tracker answered something else');
      return answer.tracked;
    } finally {
      this.#tracking = null;
    }
  }

  close(): void {
    this.#tracking?.cancel();
    for (const job of this.#jobs.values()) job.running?.cancel();
    this.#jobs.clear();
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    try {
      for (;;) {
        const job = [...this.#jobs.values()].find(({ progress }) => progress.state === 'waiting');
        if (!job) return;
        await this.#render(job);
      }
    } finally {
      this.#working = false;
    }
  }

  async #render(job: Job): Promise<void> {
    const { recordsDir, logger, pieceMs = PIECE_MS } = this.#options;
    const { request, file } = job;
    job.progress = { ...job.progress, state: 'running' };
    job.running = startTask({ kind: 'render', request, recordsDir, file, pieceMs }, (progress) => {
      job.progress = { ...job.progress, progress };
    });
    try {
      const answer = await job.running.answer;
      if (answer.kind !== 'rendered') throw new TypeError('the renderer answered something else');
      job.progress = { state: 'done', progress: 1, detail: null, rendered: answer.rendered };
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      logger.warn({ redaction: job.request.redaction_id, detail }, 'redaction: not rendered');
      job.progress = { state: 'failed', progress: 0, detail, rendered: null };
      await removeLeftover(job.file);
    }
    job.running = null;
  }

  #forgetOld(): void {
    const over = [...this.#jobs].filter(([, { progress }]) => progress.state === 'done' || progress.state === 'failed');
    for (const [key] of over.slice(0, Math.max(0, over.length - MOST_REMEMBERED))) this.#jobs.delete(key);
  }
}

const keyOf = ({ redaction_id, version }: RedactRequest): string => `${redaction_id}/${version}`;

/** A process that was killed could not tidy up. */
async function removeLeftover(file: string): Promise<void> {
  const part = `${file}.part`;
  if (await stat(part).catch(() => null)) await rm(part, { force: true });
}
