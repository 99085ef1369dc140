import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Detection, RedactDetect, RedactDetectionOf } from '@outrider/schema';
import { redactionFolder } from '@outrider/record/release';
import { MediaRefusal } from '../refusal.js';
import type { RedactionDeskOptions } from './desk.js';
import { startTask } from './worker.js';
import type { RunningTask } from './worker.js';

const NONE: Detection = { state: 'none', progress: 0, detail: null, proposals: [], left_out: 0, pictures: 0 };
const MOST_WAITING = 10;

interface Job {
  request: RedactDetect;
  detection: Detection;
  running: RunningTask | null;
}

/** Detections that are asked for: one after the other, each in a process that gives way to everything else. What was found is kept on the disk. */
export class DetectionDesk {
  readonly #options: RedactionDeskOptions;
  readonly #jobs = new Map<string, Job>();
  #working = false;

  constructor(options: RedactionDeskOptions) {
    this.#options = options;
  }

  /** Begins; what was found before is forgotten. Throws redaction_busy while one of it runs, or too many wait. */
  async begin(request: RedactDetect): Promise<Detection> {
    if (this.#jobs.has(request.redaction_id))
      throw new MediaRefusal('redaction_busy', 'A detection of this redaction runs already; end it first.');
    if (this.#jobs.size >= MOST_WAITING)
      throw new MediaRefusal(
        'redaction_busy',
        `${this.#jobs.size} detections wait already; try again when some are done.`,
      );
    const job: Job = { request, detection: { ...NONE, state: 'waiting' }, running: null };
    this.#jobs.set(request.redaction_id, job);
    await rm(this.#fileOf({ ...request, agency_id: request.source.agency_id }), { force: true });
    void this.#work();
    return job.detection;
  }

  async look(of: RedactDetectionOf): Promise<Detection> {
    const job = this.#jobs.get(of.redaction_id);
    if (job) return job.detection;
    const text = await readFile(this.#fileOf(of), 'utf8').catch(() => null);
    return text === null ? NONE : (JSON.parse(text) as Detection);
  }

  /** Ends it, and forgets what was found. */
  async end(of: RedactDetectionOf): Promise<Detection> {
    const job = this.#jobs.get(of.redaction_id);
    this.#jobs.delete(of.redaction_id);
    job?.running?.cancel();
    await rm(this.#fileOf(of), { force: true });
    return NONE;
  }

  close(): void {
    for (const job of this.#jobs.values()) job.running?.cancel();
    this.#jobs.clear();
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    for (;;) {
      const job = [...this.#jobs.values()].find(({ running }) => running === null);
      if (!job) break;
      await this.#detect(job);
    }
    this.#working = false;
  }

  async #detect(job: Job): Promise<void> {
    const { redaction_id, source } = job.request;
    job.detection = { ...NONE, state: 'running' };
    job.running = startTask(
      { kind: 'detect', request: job.request, recordsDir: this.#options.recordsDir },
      (progress) => {
        job.detection = { ...job.detection, progress };
      },
    );
    const detection = await this.#outcome(job.running);
    if (this.#jobs.get(redaction_id) !== job) return;
    if (detection.state === 'failed')
      this.#options.logger.warn({ redaction_id, detail: detection.detail }, 'redaction: not looked through');
    await this.#keep({ agency_id: source.agency_id, redaction_id }, detection);
    this.#jobs.delete(redaction_id);
  }

  async #outcome(running: RunningTask): Promise<Detection> {
    try {
      const answer = await running.answer;
      if (answer.kind !== 'detected') throw new TypeError('the detector answered something else');
      return { state: 'done', progress: 1, detail: null, ...answer.found };
    } catch (error) {
      return { ...NONE, state: 'failed', detail: error instanceof Error ? error.message : String(error) };
    }
  }

  async #keep(of: RedactDetectionOf, detection: Detection): Promise<void> {
    const file = this.#fileOf(of);
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(`${file}.part`, JSON.stringify(detection), { mode: 0o600 });
    await rename(`${file}.part`, file);
  }

  #fileOf({ agency_id, redaction_id }: RedactDetectionOf): string {
    return join(redactionFolder(this.#options.dataDir, agency_id, redaction_id), 'detection.json');
  }
}
