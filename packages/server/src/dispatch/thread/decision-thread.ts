import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { toClonedAirspace } from '@outrider/core/airspace';
import type { AirspaceIndex } from '@outrider/core/airspace';
import type { DispatchInput } from '@outrider/core/dispatch';
import type { DispatchDecision } from '@outrider/schema';
import type { Logger } from '@outrider/runtime';
import { refuse } from '../../platform/index.js';
import { writeInput } from './wire.js';
import type { FromThread, ToThread } from './wire.js';
import { decisionRoom } from './young-space.js';

/** A decision takes some milliseconds; one that takes this long has gone astray. */
const TAKES_AT_MOST_MS = 10_000;
/** The first one waits for the thread to start, which on a machine that starts everything at once takes long. */
const FIRST_TAKES_AT_MOST_MS = 40_000;
/** Airspaces that the thread keeps; agencies that are not deciding anything make room. */
const KEPT_AIRSPACES = 16;

interface Pending {
  resolve(decision: DispatchDecision): void;
  reject(error: Error): void;
  timer: NodeJS.Timeout;
}

/**
 * Makes dispatch decisions in a thread of its own, one after the other, so that sticks and telemetry never wait for one. A thread
 * that dies or goes astray takes its decisions with it, each refused with `internal`, and the next decision starts another.
 */
export class DecisionThread {
  readonly #logger: Logger;
  readonly #program: URL;
  readonly #pending = new Map<number, Pending>();
  /** Numbers of the airspaces that the thread has, the one used last at the end. */
  readonly #sent = new Set<number>();
  /** An index is never changed, so each gets one number for life. */
  readonly #numbers = new WeakMap<AirspaceIndex, number>();
  #worker: Worker | null = null;
  /** The thread has answered once. */
  #started = false;
  #lastId = 0;
  #lastNumber = 0;

  constructor(logger: Logger, program: URL = builtThread()) {
    this.#logger = logger;
    this.#program = program;
  }

  /** Throws internal when no decision was made; nothing is guessed then. */
  decide(input: DispatchInput): Promise<DispatchDecision> {
    const worker = (this.#worker ??= this.#start());
    const id = ++this.#lastId;
    const made = new Promise<DispatchDecision>((resolve, reject) => {
      const atMostMs = this.#started ? TAKES_AT_MOST_MS : FIRST_TAKES_AT_MOST_MS;
      const timer = setTimeout(() => this.#replace(worker, 'a decision took too long'), atMostMs);
      this.#pending.set(id, { resolve, reject, timer });
    });
    post(worker, {
      kind: 'decide',
      id,
      airspace: this.#sendAirspace(worker, input.airspace),
      input: writeInput(input),
    });
    return made;
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker) this.#replace(worker, null);
    await worker?.terminate();
  }

  /** Sends an airspace that the thread does not have; answers its number. */
  #sendAirspace(worker: Worker, airspace: AirspaceIndex): number {
    const number = this.#numbers.get(airspace) ?? ++this.#lastNumber;
    this.#numbers.set(airspace, number);
    if (!this.#sent.delete(number)) post(worker, { kind: 'airspace', number, airspace: toClonedAirspace(airspace) });
    this.#sent.add(number);
    const [oldest] = this.#sent;
    if (this.#sent.size > KEPT_AIRSPACES && oldest !== undefined) {
      this.#sent.delete(oldest);
      post(worker, { kind: 'forget', number: oldest });
    }
    return number;
  }

  #start(): Worker {
    const worker = new Worker(this.#program, { execArgv: [], stdin: false, resourceLimits: decisionRoom() });
    worker.unref();
    worker.on('message', (answer: FromThread) => this.#take(answer));
    worker.on('error', (error) => this.#replace(worker, error.message));
    worker.on('exit', (code) => this.#replace(worker, `it ended with ${code}`));
    return worker;
  }

  #take(answer: FromThread): void {
    this.#started = true;
    const pending = this.#pending.get(answer.id);
    if (!pending) return;
    this.#pending.delete(answer.id);
    clearTimeout(pending.timer);
    if (answer.ok) return pending.resolve(answer.decision);
    this.#logger.error({ stack: answer.stack }, 'dispatch: a decision failed');
    pending.reject(refuse('internal', `The decision could not be made: ${answer.message}.`));
  }

  /** Gives a thread up together with everything that it was asked; null when that is as it should be. */
  #replace(worker: Worker, why: string | null): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    this.#started = false;
    this.#sent.clear();
    if (why !== null)
      this.#logger.error({ why, decisions: this.#pending.size }, 'dispatch: the decision thread is gone');
    for (const { reject, timer } of this.#pending.values()) {
      clearTimeout(timer);
      reject(refuse('internal', 'The decision could not be made; ask again.'));
    }
    this.#pending.clear();
    void worker.terminate();
  }
}

function post(worker: Worker, message: ToThread): void {
  worker.postMessage(message);
}

/** A thread runs what was compiled, also where the rest runs from its sources (as tests do). */
function builtThread(): URL {
  const beside = new URL('./main.js', import.meta.url);
  return existsSync(beside) ? beside : new URL('../../../dist/dispatch/thread/main.js', import.meta.url);
}
