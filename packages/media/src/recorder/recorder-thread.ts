import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Logger } from '@outrider/runtime/logger';
import type { FromThread, PackedUnit, ToThread } from './messages.js';

/** Pictures of so long are handed over together: waking a thread costs more than what it does with one picture. */
const GATHER_MS = 150;

/** What the thread tells one recorder, or that it has died and was started anew. */
export type ThreadListener = (message: FromThread | { kind: 'restarted' }) => void;

/** The thread in which all recordings of this process are written. One that dies is started anew, and its recorders are told to open again. */
export class RecorderThread {
  readonly #logger: Logger;
  readonly #program: URL;
  readonly #listeners = new Map<number, ThreadListener>();
  #worker: Worker | null = null;
  #units: { id: number; unit: PackedUnit }[] = [];
  #timer: NodeJS.Timeout | null = null;
  #lastId = 0;
  #closed = false;

  constructor(logger: Logger, program: URL = builtThread()) {
    this.#logger = logger;
    this.#program = program;
  }

  /** Answers the id under which a recorder speaks. */
  join(listener: ThreadListener): number {
    this.#lastId += 1;
    this.#listeners.set(this.#lastId, listener);
    return this.#lastId;
  }

  leave(id: number): void {
    this.#listeners.delete(id);
  }

  /** After the pictures that were handed over before. */
  send(message: ToThread): void {
    this.#handOver();
    this.#post(message, []);
  }

  /** The unit's memory goes to the thread and is no longer ours. */
  sendUnit(id: number, unit: PackedUnit): void {
    if (this.#closed) return;
    this.#units.push({ id, unit });
    this.#timer ??= setTimeout(() => this.#handOver(), GATHER_MS);
  }

  #handOver(): void {
    clearTimeout(this.#timer ?? undefined);
    this.#timer = null;
    const units = this.#units.splice(0);
    if (units.length === 0) return;
    this.#post(
      { kind: 'units', units },
      units.map(({ unit }) => unit.bytes.buffer),
    );
  }

  #post(message: ToThread, transferred: ArrayBuffer[]): void {
    if (this.#closed) return;
    this.#worker ??= this.#start();
    this.#worker.postMessage(message, transferred);
  }

  /** Close the recorders first: what they have not written yet is lost. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer ?? undefined);
    await this.#worker?.terminate();
    this.#worker = null;
  }

  #start(): Worker {
    const worker = new Worker(this.#program, { execArgv: [], stdin: false });
    worker.unref();
    worker.on('message', (message: FromThread) => this.#listeners.get(message.id)?.(message));
    worker.on('error', (error) => this.#logger.error({ error }, 'recorder: the thread failed'));
    worker.on('exit', () => this.#restart(worker));
    return worker;
  }

  #restart(worker: Worker): void {
    if (this.#closed || this.#worker !== worker) return;
    this.#logger.error('recorder: the thread is gone; it is started anew');
    this.#worker = null;
    for (const listener of this.#listeners.values()) listener({ kind: 'restarted' });
  }
}

/** A thread runs what was compiled, also where the rest runs from its sources (as tests do). */
function builtThread(): URL {
  const beside = new URL('./thread-main.js', import.meta.url);
  return existsSync(beside) ? beside : new URL('../../dist/recorder/thread-main.js', import.meta.url);
}
