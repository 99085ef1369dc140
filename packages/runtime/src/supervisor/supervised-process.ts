import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { OutriderError } from '../errors/index.js';
import type { Logger } from '../logger/index.js';
import { identityOf, isRunning } from './process-identity.js';
import type { ProcessIdentity } from './process-identity.js';
import { restartDelayMs } from './process-spec.js';
import type { ProcessSpec, ProcessState, ProcessStatus } from './process-spec.js';
import { HangWatch } from './hang-watch.js';
import type { ProcessMessage, ReadyMessage } from './process-message.js';

export interface SupervisedOptions {
  spec: ProcessSpec;
  log: Logger;
  /** Each line that the process prints. */
  onLine(name: string, line: string, stream: 'stdout' | 'stderr'): void;
  /** Called whenever `status` has changed. */
  onChange(): void;
}

const DEFAULT_READY_TIMEOUT_MS = 60_000;
/** Far beyond the failsafes of every autopilot: what hangs this long steers nothing any more. */
const DEFAULT_HUNG_AFTER_MS = 15_000;
const STOP_TIMEOUT_MS = 12_000;
const ADOPTED_POLL_MS = 200;

/** One process that is kept running: start, restart with back-off, stop. */
export class SupervisedProcess {
  readonly #options: SupervisedOptions;
  readonly #firstReady: PromiseWithResolvers<void>;
  #state: ProcessState = 'starting';
  #identity: ProcessIdentity | null = null;
  #restarts = 0;
  #delayMs: number | null = null;
  #timer: NodeJS.Timeout | null = null;
  #ended: Promise<void> = Promise.resolve();
  #wasReady = false;
  #stopping = false;
  #ready: Pick<ReadyMessage, 'ports' | 'report'> = { ports: {}, report: {} };
  #lastLines: string[] = [];

  constructor(options: SupervisedOptions) {
    this.#options = options;
    this.#firstReady = withResolvers();
    // The rejection is for whoever awaits `start`.
    this.#firstReady.promise.catch(() => {});
  }

  get status(): ProcessStatus {
    return {
      name: this.#options.spec.name,
      state: this.#state,
      pid: this.#identity?.pid ?? null,
      started: this.#identity?.started ?? null,
      restarts: this.#restarts,
      ...this.#ready,
    };
  }

  /** Resolves when the process is ready. Throws process_start_failed when it ends, or stays silent, before that. */
  async start(): Promise<void> {
    this.#launch();
    await this.#firstReady.promise;
  }

  /** Takes over a process that an earlier supervisor left; it is replaced by a new one when it ends. */
  adopt(earlier: ProcessStatus): void {
    this.#identity = { pid: earlier.pid!, started: earlier.started };
    this.#ready = { ports: earlier.ports, report: earlier.report };
    this.#wasReady = true;
    this.#ended = this.#watchAdopted(this.#identity);
    this.#change('adopted');
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#identity) {
      signal(this.#identity, 'SIGTERM');
      const identity = this.#identity;
      const overdue = setTimeout(() => {
        this.#options.log.error({ process: this.#options.spec.name }, 'process does not stop; killing it');
        signal(identity, 'SIGKILL');
      }, STOP_TIMEOUT_MS);
      await this.#ended;
      clearTimeout(overdue);
    }
    this.#change('stopped');
  }

  /** Ends it without giving it time to close. */
  kill(): void {
    this.#stopping = true;
    if (this.#identity) signal(this.#identity, 'SIGKILL');
  }

  #launch(): void {
    const { spec } = this.#options;
    spec.prepare?.();
    // A group of its own: Ctrl-C in a terminal reaches the supervisor alone, which stops the processes in order.
    const child = spawn(spec.command, spec.args, {
      env: spec.env(),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    });
    const startedMs = performance.now();
    this.#identity = child.pid === undefined ? null : identityOf(child.pid);
    this.#forward(child.stdout!, 'stdout');
    this.#forward(child.stderr!, 'stderr');
    const watch = this.#watchForHang(child);
    child.on('message', (message) => this.#onMessage(message as Partial<ProcessMessage>, watch));
    this.#ended = new Promise((resolve) => {
      child.once('error', (error) => {
        this.#onEnd(error.message, startedMs);
        resolve();
      });
      child.once('exit', (code, signalName) => {
        this.#onEnd(signalName ?? `exit code ${code}`, startedMs);
        resolve();
      });
    });
    void this.#ended.then(() => watch.close());
    this.#watchReadiness(child);
    this.#change('starting');
  }

  #forward(stream: Readable, name: 'stdout' | 'stderr'): void {
    createInterface({ input: stream }).on('line', (line) => {
      this.#lastLines = [...this.#lastLines.slice(-9), line];
      this.#options.onLine(this.#options.spec.name, line, name);
    });
  }

  #watchReadiness(child: ChildProcess): void {
    const timeoutMs = this.#options.spec.readyTimeoutMs ?? DEFAULT_READY_TIMEOUT_MS;
    const timer = setTimeout(() => {
      if (this.#state !== 'starting') return;
      this.#lastLines.push(`not ready within ${timeoutMs} ms`);
      child.kill('SIGKILL');
    }, timeoutMs);
    void this.#ended.then(() => clearTimeout(timer));
  }

  #watchForHang(child: ChildProcess): HangWatch {
    const { spec, log } = this.#options;
    const hungAfterMs = spec.hungAfterMs ?? DEFAULT_HUNG_AFTER_MS;
    return new HangWatch(hungAfterMs, () => {
      log.error({ process: spec.name, silent_for_ms: hungAfterMs }, 'process hangs; killing it');
      child.kill('SIGKILL');
    });
  }

  #onMessage(message: Partial<ProcessMessage>, watch: HangWatch): void {
    if ('alive' in message) return watch.heard();
    if (!('ready' in message) || message.ready !== true) return;
    this.#ready = { ports: message.ports ?? {}, report: message.report ?? {} };
    this.#wasReady = true;
    this.#change('ready');
    this.#firstReady.resolve();
  }

  #onEnd(reason: string, startedMs: number): void {
    this.#identity = null;
    if (this.#stopping) return this.#change('stopped');
    if (!this.#wasReady) {
      this.#stopping = true;
      this.#change('stopped');
      return this.#firstReady.reject(this.#startFailed(reason));
    }
    this.#options.log.error({ process: this.#options.spec.name, reason }, 'process ended; restarting it');
    this.#restartLater(performance.now() - startedMs);
  }

  #restartLater(ranForMs: number): void {
    this.#delayMs = restartDelayMs(this.#delayMs, ranForMs);
    this.#timer = setTimeout(() => {
      this.#restarts += 1;
      this.#launch();
    }, this.#delayMs);
    this.#change('waiting');
  }

  async #watchAdopted(identity: ProcessIdentity): Promise<void> {
    while (isRunning(identity)) await new Promise((resolve) => setTimeout(resolve, ADOPTED_POLL_MS));
    this.#identity = null;
    if (!this.#stopping) this.#restartLater(0);
  }

  #change(state: ProcessState): void {
    this.#state = state;
    this.#options.onChange();
  }

  #startFailed(reason: string): OutriderError {
    const { name } = this.#options.spec;
    return new OutriderError(
      'process_start_failed',
      `The process "${name}" did not start (${reason}): ${this.#lastLines.map(messageOf).join(' | ')}`,
      `Mend what the message names; logs/${name}.log in the data folder holds all lines.`,
    );
  }
}

function signal(identity: ProcessIdentity, name: NodeJS.Signals): void {
  try {
    if (isRunning(identity)) process.kill(identity.pid, name);
  } catch {
    // It ended in between.
  }
}

/** The sentence inside a JSON log line, with its remedy. */
function messageOf(line: string): string {
  try {
    const { msg, remedy } = JSON.parse(line) as { msg?: string; remedy?: string };
    return [msg, remedy].filter(Boolean).join(' ');
  } catch {
    return line;
  }
}

interface PromiseWithResolvers<T> {
  promise: Promise<T>;
  resolve(value: T): void;
  reject(error: Error): void;
}

function withResolvers(): PromiseWithResolvers<void> {
  let resolve!: () => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<void>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
