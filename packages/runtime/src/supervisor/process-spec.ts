/** What the supervisor needs to know of a process. */
export interface ProcessSpec {
  name: string;
  command: string;
  args: readonly string[];
  /** The whole environment of the process, made anew for each start. */
  env(): NodeJS.ProcessEnv;
  /** Called before each start, for example to write its settings. */
  prepare?(): void;
  /**
   * The process may outlive a killed supervisor; the next supervisor on the same data folder takes it over instead of starting
   * a second one. Only for processes that come to an end by themselves.
   */
  survivesSupervisor?: boolean;
  /** Default 60 s. */
  readyTimeoutMs?: number;
  /** A process that serves and says nothing of itself for so long hangs: it is killed and started anew. Default 15 s. */
  hungAfterMs?: number;
}

export type ProcessState = 'starting' | 'ready' | 'adopted' | 'waiting' | 'stopped';

export interface ProcessStatus {
  name: string;
  state: ProcessState;
  pid: number | null;
  /** Start time as the system tells it, see ProcessIdentity. */
  started: string | null;
  restarts: number;
  ports: Record<string, number>;
  report: Record<string, unknown>;
}

const FIRST_DELAY_MS = 100;
const LAST_DELAY_MS = 10_000;
/** A process that ran this long before it ended is restarted without delay growing further. */
const HEALTHY_AFTER_MS = 30_000;

/** Milliseconds to wait before the next start: doubling from 100 ms to 10 s, from the beginning after a healthy run. */
export function restartDelayMs(previousDelayMs: number | null, ranForMs: number): number {
  if (previousDelayMs === null || ranForMs >= HEALTHY_AFTER_MS) return FIRST_DELAY_MS;
  return Math.min(LAST_DELAY_MS, previousDelayMs * 2);
}
