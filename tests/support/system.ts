import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Role } from '@outrider/schema';
import { readStatusFile } from '@outrider/runtime';
import type { ProcessStatus, SupervisorStatus } from '@outrider/runtime';
import { until } from './until.js';

export interface Account {
  username: string;
  password: string;
  roles: Role[];
}
export interface SystemOptions {
  /** How fast time runs; 1 by default. */
  speed?: number;
  /** The simulated aircraft send pictures; they cost a good part of a core, so not by default. */
  cameras?: boolean;
  /** Further settings, as in outrider.yaml. */
  settings?: Record<string, unknown>;
  /** Other programs for some processes, by process name. */
  programs?: Record<string, string>;
  /** Further environment of all processes. */
  env?: Record<string, string>;
  /** One part alone, on a NATS server; everything by default. */
  role?: 'server' | 'gateway';
  /** A data folder that is there already, of a system that was stopped. */
  folder?: string;
}

const SERVE = fileURLToPath(new URL('serve.mjs', import.meta.url));
const READY_WITHIN_MS = 90_000;
const STOPPED_WITHIN_MS = 25_000;

/** The whole of Outrider with its demo agency, built, started as a user starts it, in a folder and on ports of its own. */
export class System {
  readonly folder: string;
  readonly dataDir: string;
  readonly #options: SystemOptions;
  #child: ChildProcess | null = null;
  #output = '';

  private constructor(options: SystemOptions) {
    this.#options = options;
    this.folder = options.folder ?? mkdtempSync(join(tmpdir(), 'outrider-system-'));
    // The embedded database may run as another user, who must be able to pass.
    chmodSync(this.folder, 0o755);
    this.dataDir = join(this.folder, 'data');
  }

  /** Starts it and waits until it serves. Throws with its last words when it does not get there. */
  static async start(options: SystemOptions = {}): Promise<System> {
    const system = new System(options);
    try {
      await system.#start();
      return system;
    } catch (error) {
      await system.stop();
      throw error;
    }
  }

  get status(): SupervisorStatus | null {
    return readStatusFile(join(this.dataDir, 'run', 'status.json'));
  }
  get url(): string {
    return this.status?.url ?? 'http://not-ready.invalid';
  }
  get liveUrl(): string {
    return `${this.url.replace(/^http/, 'ws')}/api/v1/live`;
  }
  /** Everything it printed so far, or the end of it. */
  get output(): string {
    return this.#output;
  }

  process(name: string): ProcessStatus {
    const found = this.status?.processes.find((process) => process.name === name);
    if (!found) throw new Error(`there is no process ${name}`);
    return found;
  }
  /** A port that was bound, by settings path. */
  port(path: string): number {
    const ports = this.status?.processes.map((process) => process.ports) ?? [];
    return (Object.assign({}, ...ports) as Record<string, number>)[path] ?? 0;
  }
  /** The demo's account that holds a role; the one with the fewest others. */
  account(role: Role): Account {
    const accounts = (this.process('server').report['accounts'] ?? []) as Account[];
    const fitting = accounts.filter(({ roles }) => roles.includes(role));
    const [first] = fitting.toSorted((a, b) => a.roles.length - b.roles.length);
    if (!first) throw new Error(`no account holds the role ${role}`);
    return first;
  }

  /** Kills a process as a crash would, and answers its pid. The supervisor starts it again by itself. */
  killHard(name: string): number {
    const { pid } = this.process(name);
    if (pid === null) throw new Error(`${name} does not run`);
    process.kill(pid, 'SIGKILL');
    return pid;
  }
  /** Resolves when another process than `pid` serves under that name. */
  async restarted(name: string, pid: number, withinMs = 20_000): Promise<ProcessStatus> {
    return until(
      `${name} runs again`,
      () => {
        const found = this.process(name);
        return found.state === 'ready' && found.pid !== pid && found;
      },
      withinMs,
    );
  }

  /** Ends it and removes its folder unless that is to be used again. */
  async stop(keepFolder = false): Promise<void> {
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      const timer = setTimeout(() => this.#killGroup(), STOPPED_WITHIN_MS);
      await ended;
      clearTimeout(timer);
    }
    if (process.env['OUTRIDER_TEST_KEEP']) console.log(`kept: ${this.folder}`);
    else if (!keepFolder) rmSync(this.folder, { recursive: true, force: true });
  }

  async #start(): Promise<void> {
    const { speed = 1, cameras = false, settings = {}, programs = {}, env = {}, role } = this.#options;
    const file = join(this.folder, 'outrider.yaml');
    const all = {
      data_dir: this.dataDir,
      demo: true,
      http: { port: 0 },
      simulation: { speed, cameras },
      log: { format: 'json' },
      ...settings,
    };
    // JSON is YAML.
    writeFileSync(file, JSON.stringify(all));
    const clean = Object.entries(process.env).filter(([name]) => !name.startsWith('OUTRIDER_'));
    const args = [SERVE, JSON.stringify(programs), '--settings', file, ...(role ? ['--role', role] : [])];
    const child = spawn(process.execPath, args, {
      env: { ...Object.fromEntries(clean), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that nothing of it can be left over.
      detached: true,
    });
    this.#child = child;
    const keep = (data: Buffer): void => void (this.#output = (this.#output + data.toString()).slice(-200_000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const { pid } = child;
    process.once('exit', () => pid !== undefined && child.exitCode === null && killQuietly(-pid));
    await until('the system is ready', () => this.#isReady(child), READY_WITHIN_MS).catch((error: Error) => {
      throw new Error(`${error.message}. Its last words: ${this.#output.slice(-3000)}`);
    });
  }

  #isReady(child: ChildProcess): boolean {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${this.#output.slice(-3000)}`);
    const { status } = this;
    const isReady = (name: string): boolean =>
      status?.processes.some((process) => process.name === name && process.state === 'ready') ?? false;
    const { role } = this.#options;
    if (role === 'gateway') return ['gateway', 'sim'].every(isReady);
    return typeof status?.url === 'string' && (role ? [role] : ['gateway', 'server', 'sim']).every(isReady);
  }

  #killGroup(): void {
    if (this.#child?.pid) killQuietly(-this.#child.pid);
    const file = join(this.dataDir, 'postgres', 'postmaster.pid');
    if (existsSync(file)) killQuietly(Number(readFileSync(file, 'utf8').split('\n')[0]));
  }
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
