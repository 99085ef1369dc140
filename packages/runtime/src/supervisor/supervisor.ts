import type { Logger } from '../logger/index.js';
import { isRunning } from './process-identity.js';
import type { ProcessSpec, ProcessStatus } from './process-spec.js';
import { SupervisedProcess } from './supervised-process.js';

export interface SupervisorOptions {
  log: Logger;
  /** Processes of an earlier supervisor on the same data folder, from its status file. */
  earlier?: readonly ProcessStatus[];
  onLine?(name: string, line: string, stream: 'stdout' | 'stderr'): void;
  /** Called after each change of any process, for the status file. */
  onChange?(processes: ProcessStatus[]): void;
}

export interface Supervisor {
  /** Starts a process and keeps it running; resolves when it is ready the first time. Throws process_start_failed. */
  start(spec: ProcessSpec): Promise<ProcessStatus>;
  readonly processes: ProcessStatus[];
  /** Stops all, the last started first, each with time to close. */
  stop(): Promise<void>;
  /** Ends all at once. */
  kill(): void;
}

const LEFTOVER_TIMEOUT_MS = 12_000;

/** Keeps processes running. One that ends does not touch the others. */
export function createSupervisor({ log, earlier = [], onLine, onChange }: SupervisorOptions): Supervisor {
  const supervised: SupervisedProcess[] = [];
  const statuses = (): ProcessStatus[] => supervised.map((process) => process.status);
  return {
    async start(spec) {
      const process = new SupervisedProcess({
        spec,
        log,
        onLine: onLine ?? (() => {}),
        onChange: () => onChange?.(statuses()),
      });
      const leftover = earlier.find((status) => status.name === spec.name && runs(status));
      supervised.push(process);
      if (leftover && spec.survivesSupervisor) {
        log.warn({ process: spec.name, pid: leftover.pid }, 'took over a process that flew on without its supervisor');
        process.adopt(leftover);
      } else {
        if (leftover) await awaitEnd(leftover, log);
        await process.start();
      }
      return process.status;
    },
    get processes() {
      return statuses();
    },
    async stop() {
      for (const process of supervised.toReversed()) await process.stop();
    },
    kill() {
      for (const process of supervised) process.kill();
    },
  };
}

function runs(status: ProcessStatus): boolean {
  return status.pid !== null && isRunning({ pid: status.pid, started: status.started });
}

/** Processes without a supervisor close by themselves; one that hangs would keep its ports. */
async function awaitEnd(leftover: ProcessStatus, log: Logger): Promise<void> {
  const deadline = performance.now() + LEFTOVER_TIMEOUT_MS;
  while (runs(leftover)) {
    if (performance.now() > deadline) {
      log.warn({ process: leftover.name, pid: leftover.pid }, 'killing a process that was left over');
      process.kill(leftover.pid!, 'SIGKILL');
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
