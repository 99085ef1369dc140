import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLogger } from '@outrider/runtime/logger';
import { connectBus } from '@outrider/runtime/bus';
import type { Bus } from '@outrider/runtime/bus';
import { scaledClock } from '@outrider/runtime/clocks';
import type { Clock } from '@outrider/runtime/clocks';
import { OutriderError } from '@outrider/runtime/errors';
import { readStatusFile } from '@outrider/runtime/supervisor';
import type { SupervisorStatus } from '@outrider/runtime/supervisor';
import { stringify } from 'yaml';

export interface Account {
  username: string;
  password: string;
}

const READY_TIMEOUT_MS = 180_000;
const STOP_TIMEOUT_MS = 20_000;
const POLL_MS = 50;
const BIN = fileURLToPath(new URL('../../bin/outrider.mjs', import.meta.url));

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The whole system as a user starts it, on free ports and a folder of its own. */
export class System {
  readonly folder: string;
  readonly #child: ChildProcess;
  #output = '';
  #exit: number | string | null = null;
  #bus: Bus | null = null;
  #clock: Clock | null = null;

  private constructor(folder: string, child: ChildProcess) {
    this.folder = folder;
    this.#child = child;
    const keep = (data: Buffer): void => {
      this.#output = (this.#output + data.toString()).slice(-20_000);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.once('exit', (code, signal) => (this.#exit = code ?? signal ?? 'unknown'));
  }

  /** Starts it and waits until everything is ready. Throws with the end of its output when it does not get there. */
  static async start(options: { speed: number; seed: number }): Promise<System> {
    const folder = mkdtempSync(join(tmpdir(), 'outrider-scenario-'));
    // The embedded database may run as another user, who must be able to enter.
    chmodSync(folder, 0o755);
    const settings = {
      data_dir: join(folder, 'data'),
      demo: true,
      http: { port: 0 },
      simulation: { speed: options.speed, seed: options.seed, cameras: false },
      log: { format: 'json' },
    };
    const file = join(folder, 'outrider.yaml');
    writeFileSync(file, stringify(settings));
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('OUTRIDER_')));
    const child = spawn(process.execPath, [BIN, 'serve', '--settings', file], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const system = new System(folder, child);
    try {
      await system.#ready();
      return system;
    } catch (error) {
      await system.stop(true);
      throw error;
    }
  }

  get status(): SupervisorStatus | null {
    return readStatusFile(join(this.folder, 'data', 'run', 'status.json'));
  }
  get url(): string {
    const url = this.status?.url;
    if (!url) throw new TypeError('the server is not ready');
    return url;
  }
  get clock(): Clock {
    if (!this.#clock) throw new TypeError('the system has not started');
    return this.#clock;
  }
  get bus(): Bus {
    if (!this.#bus) throw new TypeError('the system has not started');
    return this.#bus;
  }

  /** Process id of a part that runs now, null while it is down. */
  pidOf(name: string): number | null {
    const found = this.status?.processes.find((process) => process.name === name);
    return found && (found.state === 'ready' || found.state === 'adopted') ? found.pid : null;
  }
  anyPidOf(name: string): number | null {
    return this.status?.processes.find((process) => process.name === name)?.pid ?? null;
  }

  accounts(): Account[] {
    const file = join(this.folder, 'data', 'demo-accounts.json');
    return JSON.parse(readFileSync(file, 'utf8')) as Account[];
  }

  /** Ends it; the folder stays when it is to be looked at. */
  async stop(keepFolder: boolean): Promise<void> {
    await this.#bus?.close();
    if (this.#exit === null) this.#child.kill('SIGTERM');
    const until = performance.now() + STOP_TIMEOUT_MS;
    while (this.#exit === null && performance.now() < until) await pause(POLL_MS);
    if (this.#exit === null) this.#killAll();
    if (!keepFolder) rmSync(this.folder, { recursive: true, force: true });
  }

  /** The last resort: a supervisor that does not stop leaves its processes and the database behind. */
  #killAll(): void {
    const processes = this.status?.processes ?? [];
    this.#child.kill('SIGKILL');
    const postmaster = join(this.folder, 'data', 'postgres', 'postmaster.pid');
    const database = existsSync(postmaster) ? Number(readFileSync(postmaster, 'utf8').split('\n')[0]) : null;
    for (const pid of [...processes.map((process) => process.pid), database]) {
      if (pid === null || !Number.isInteger(pid) || pid <= 1) continue;
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    }
  }

  async #ready(): Promise<void> {
    const until = performance.now() + READY_TIMEOUT_MS;
    while (!this.#isReady()) {
      if (this.#exit !== null) throw this.#failed(`ended with ${this.#exit}`);
      if (performance.now() > until) throw this.#failed(`was not ready within ${READY_TIMEOUT_MS / 1000} s`);
      await pause(POLL_MS);
    }
    const status = this.status;
    if (!status) throw this.#failed('has no status file');
    const logger = createLogger({ name: 'scenario', level: 'error' });
    this.#bus = await connectBus({ kind: 'local', socket_path: status.bus }, 'scenario', logger);
    this.#clock = scaledClock({ speed: status.clock.speed, epochUtcMs: status.clock.epoch_utc_ms });
  }

  #isReady(): boolean {
    const status = this.status;
    if (!status?.url || !existsSync(join(this.folder, 'data', 'demo-accounts.json'))) return false;
    return ['gateway', 'server', 'sim'].every((name) => this.pidOf(name) !== null);
  }

  #failed(what: string): OutriderError {
    return new OutriderError(
      'scenario_not_started',
      `Outrider ${what}. Its last words: ${this.#output.slice(-1500)}`,
      `Its folder is ${this.folder}.`,
    );
  }
}
