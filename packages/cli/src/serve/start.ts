import { join } from 'node:path';
import { gatewayInbox } from '@outrider/schema/subjects';
import {
  OutriderError,
  assertBindAllowed,
  assertNatsUrl,
  createLogger,
  createSupervisor,
  identityOf,
  isRunning,
  readStatusFile,
  startBusHub,
  startPostgres,
  uuidv7,
  writeFileAtomically,
  writeStatusFile,
} from '@outrider/runtime';
import type {
  BusHub,
  DatabaseLogin,
  Logger,
  ProcessSpec,
  ProcessStatus,
  RunningPostgres,
  Settings,
  Supervisor,
  SupervisorStatus,
} from '@outrider/runtime';
import { ensureDemoSeed } from './demo-seed.js';
import type { Folders } from './folders.js';
import type { Role } from './options.js';
import { processNames } from './programs.js';
import type { Programs } from './programs.js';
import { consoleUrl, resolveFor, withDemoLink } from './resolve.js';
import type { SharedInstance } from './resolve.js';
import type { Terminal } from './terminal.js';

export interface Serving {
  /** Address of the console; null when this run has no server. */
  url: string | null;
  processes(): ProcessStatus[];
  stop(): Promise<void>;
  kill(): void;
}

/** Parts on several machines meet on a NATS server, in real time. Throws bad_settings, tls_required, speed_not_simulated. */
function assertRoleAllowed({ bus, simulation }: Settings, role: Role | null): void {
  if (bus.kind === 'nats') assertNatsUrl(bus.url ?? '');
  if (role === null) return;
  if (simulation.speed !== 1) {
    const message = `--role ${role} was given, but simulation.speed is ${simulation.speed}; machines share real time alone.`;
    throw new OutriderError('speed_not_simulated', message, 'Set simulation.speed to 1.');
  }
  if (bus.kind === 'nats') return;
  throw new OutriderError(
    'bad_settings',
    `--role ${role} starts one part alone, but bus.kind is local: no other part could reach it.`,
    'Set bus.kind: nats and bus.url; docs/guides/administrators.md, "Several machines", has the steps.',
  );
}

/** Starts everything that this run needs, in order. What was started is stopped again when a later part fails. */
export async function startServing(
  settings: Settings,
  role: Role | null,
  programs: Programs,
  folders: Folders,
  terminal: Terminal,
): Promise<Serving> {
  assertBindAllowed(settings.http);
  assertRoleAllowed(settings, role);
  const run = new Run(withDemoLink(settings), programs, folders, terminal);
  try {
    await run.start(role);
    return run;
  } catch (error) {
    await run.stop();
    throw error;
  }
}

const DATABASE_RESTART_MS = 1000;

/**
 * A small young generation that is swept in the thread itself: a sweep of the usual 16 MB, shared with threads that must first get
 * a processor, held sticks and telemetry up for 10 to 70 ms on a machine with two of them; of 2 MB it takes 1 to 4 ms.
 */
const NODE_FLAGS = ['--enable-source-maps', '--max-semi-space-size=2', '--no-parallel-scavenge'] as const;

class Run implements Serving {
  readonly #settings: Settings;
  readonly #programs: Programs;
  readonly #folders: Folders;
  readonly #terminal: Terminal;
  readonly #log: Logger;
  readonly #earlier: SupervisorStatus | null;
  readonly #shared: SharedInstance;
  readonly #supervisor: Supervisor;
  readonly #startedMs = Date.now();
  #hub: BusHub | null = null;
  #postgres: RunningPostgres | null = null;
  #databaseTask: Promise<void> = Promise.resolve();
  #names: string[] = [];
  #stopping = false;

  constructor(settings: Settings, programs: Programs, folders: Folders, terminal: Terminal) {
    this.#settings = settings;
    this.#programs = programs;
    this.#folders = folders;
    this.#terminal = terminal;
    this.#log = createLogger({
      name: 'supervisor',
      level: settings.log.level,
      file: join(folders.logs, 'supervisor.log'),
      destination: { write: (line) => terminal.line('supervisor', line.trimEnd(), 'stdout') },
    });
    this.#earlier = readStatusFile(folders.statusFile);
    this.#shared = this.#makeShared();
    this.#supervisor = createSupervisor({
      log: this.#log,
      earlier: this.#earlier?.processes ?? [],
      onLine: (name, line, stream) => terminal.line(name, line, stream),
      onChange: () => this.#writeStatus(),
    });
  }

  get url(): string | null {
    const port = this.#ports()['http.port'];
    return port === undefined ? null : consoleUrl(this.#settings.http, port);
  }

  processes(): ProcessStatus[] {
    return this.#supervisor.processes;
  }

  async start(role: Role | null): Promise<void> {
    const names = processNames(role, this.#settings, this.#programs);
    this.#names = names;
    if (this.#shared.bus.kind === 'local') {
      this.#hub = await startBusHub({ socketPath: this.#shared.bus.socket_path, logger: this.#log });
    }
    const start = async (name: string, after: Promise<unknown>[]): Promise<void> => {
      await Promise.all(after);
      // Another part may have failed meanwhile, and everything is being stopped.
      if (names.includes(name) && !this.#stopping) await this.#startProcess(name);
    };
    // The gateway waits for nothing: what flies is reached first. It is begun first, so that it is stopped last.
    const gateway = start('gateway', []);
    const needsDatabase = names.includes('server') && this.#settings.database.url === null;
    if (needsDatabase) this.#databaseTask = this.#timed('database', () => this.#startDatabase());
    const seed = this.#ensureSeed();
    // The simulator flies to the port that the gateway has bound.
    await Promise.all([
      gateway,
      start('media', []),
      start('server', [this.#databaseTask, seed]),
      start('sim', [gateway]),
    ]);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#supervisor.stop();
    // A database that is just being started would otherwise outlive us.
    await this.#databaseTask.catch(() => {});
    await this.#postgres?.stop();
    await this.#hub?.close();
    this.#writeStatus();
  }

  kill(): void {
    this.#supervisor.kill();
  }

  async #ensureSeed(): Promise<void> {
    const file = this.#shared.demo_seed_file;
    if (file !== null) await ensureDemoSeed(file, this.#programs['town-file'], this.#settings);
  }

  #makeShared(): SharedInstance {
    const { bus, simulation, gateway } = this.#settings;
    return {
      run_id: uuidv7(this.#startedMs),
      data_dir: this.#folders.data,
      run_dir: this.#folders.run,
      bus:
        bus.kind === 'local'
          ? { kind: 'local', socket_path: this.#folders.busSocket }
          : { ...bus, kind: 'nats', url: bus.url!, inbox: gatewayInbox(gateway.name) },
      clock: { speed: simulation.speed, epoch_utc_ms: this.#epochUtcMs() },
      demo_seed_file: this.#settings.demo ? join(this.#folders.data, 'demo', 'town.json') : null,
    };
  }

  /** A gateway that is taken over keeps its time, so the others take it as well. */
  #epochUtcMs(): number {
    const earlier = this.#earlier;
    const flies = earlier?.processes.some(
      ({ name, pid, started }) => name === 'gateway' && pid !== null && isRunning({ pid, started }),
    );
    const sameSpeed = earlier?.clock.speed === this.#settings.simulation.speed;
    return flies && sameSpeed ? earlier!.clock.epoch_utc_ms : this.#startedMs;
  }

  #startProcess(name: string): Promise<void> {
    return this.#timed(name, async () => void (await this.#supervisor.start(this.#specOf(name))));
  }

  #specOf(name: string): ProcessSpec {
    const settingsFile = join(this.#folders.run, `${name}.settings.json`);
    const program = this.#programs[name];
    return {
      name,
      command: process.execPath,
      args: [...NODE_FLAGS, program ?? `${name}/dist/main.js (not built: run "npm run build")`],
      env: () => ({ ...withoutSettings(process.env), OUTRIDER_RESOLVED_SETTINGS: settingsFile }),
      prepare: () => writeFileAtomically(settingsFile, JSON.stringify(this.#resolve(name))),
      survivesSupervisor: name === 'gateway',
    };
  }

  #resolve(name: string) {
    const logFile = join(this.#folders.logs, `${name}.log`);
    return resolveFor(name, this.#names, this.#settings, this.#shared, logFile, this.#databaseLogin(), this.#ports());
  }

  #databaseLogin(): DatabaseLogin | null {
    const { url } = this.#settings.database;
    return url === null ? (this.#postgres?.connection ?? null) : { connectionString: url };
  }

  #ports(): Record<string, number> {
    const all = this.#supervisor.processes.map((status) => status.ports);
    return Object.assign({}, ...all) as Record<string, number>;
  }

  async #startDatabase(): Promise<void> {
    const postgres = await startPostgres({ dataDir: join(this.#folders.data, 'postgres'), log: this.#log });
    this.#postgres = postgres;
    void postgres.exited.then(() => {
      if (!this.#stopping) this.#databaseTask = this.#restartDatabase(postgres);
    });
  }

  async #restartDatabase(ended: RunningPostgres): Promise<void> {
    // `stop` also gives the folder back, which the new one needs.
    await ended.stop();
    while (!this.#stopping) {
      this.#log.error('the database ended; restarting it');
      try {
        return await this.#startDatabase();
      } catch (error) {
        this.#log.error({ error }, 'the database does not start');
        await new Promise((resolve) => setTimeout(resolve, DATABASE_RESTART_MS));
      }
    }
  }

  async #timed(name: string, start: () => Promise<void>): Promise<void> {
    const startMs = performance.now();
    await start();
    this.#terminal.say(`  ${name} ready after ${((performance.now() - startMs) / 1000).toFixed(1)} s`);
  }

  #writeStatus(): void {
    writeStatusFile(this.#folders.statusFile, {
      run_id: this.#shared.run_id,
      supervisor: identityOf(process.pid),
      started_at_utc_ms: this.#startedMs,
      clock: this.#shared.clock,
      url: this.url,
      bus: this.#shared.bus.kind === 'local' ? this.#shared.bus.socket_path : this.#shared.bus.url,
      processes: this.#supervisor.processes,
    });
  }
}

/** The processes get their settings from their file alone. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('OUTRIDER_')));
}
