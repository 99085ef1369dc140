import type { Bus } from './bus/index.js';
import type { Clock } from './clocks/index.js';
import type { Logger } from './logger/index.js';
import type { Metrics } from './metrics/index.js';
import type { Instance, Settings } from './settings/index.js';

/** Everything a process's main gets; nothing else is read from the outside world. */
export interface ProcessContext {
  name: string;
  settings: Settings;
  /** Folders, database login (null for the gateway), ports that earlier processes bound. */
  instance: Instance;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
  bus: Bus;
}

/** What a main hands back once it is ready to serve. */
export interface RunningProcess {
  /** Called once, on SIGINT, SIGTERM or after `onOrphaned`; bounded to 10 s. */
  close(): Promise<void>;
  /** Ports really bound, by settings path ("http.port", "gateway.links.<id>.port"); kept over restarts. */
  ports?: Record<string, number>;
  /** Any other facts for the supervisor's status file and its first-start message (for example the demo accounts). */
  report?: Record<string, unknown>;
  /**
   * Called when the supervisor has died. The process closes when the promise resolves; without this hook at once.
   * The gateway resolves it when no vehicle of its is airborne; a new supervisor on the same data folder adopts it until then.
   */
  onOrphaned?(): Promise<void>;
}

export type ProcessMain = (context: ProcessContext) => Promise<RunningProcess>;
