import type { DatabaseLogin } from '../postgres/connection.js';
import type { Settings } from './schema.js';

/** What the supervisor worked out for one run; it never stands in the settings file. */
export interface Instance {
  /** Name of this run, new at each start. */
  run_id: string;
  /** Absolute path of the data folder. */
  data_dir: string;
  /** Short-lived files: sockets, pids, resolved settings. */
  run_dir: string;
  /** Process name, as in the supervisor's status file. */
  process: string;
  /** All log lines of this process. */
  log_file: string;
  bus:
    | { kind: 'local'; socket_path: string }
    | { kind: 'nats'; url: string; credentials_file: string | null; ca_file: string | null; inbox: string | null };
  /** Processes of this run, in the order of their start; a run of one role has that one alone. */
  processes: string[];
  /** Null for processes that hold no database login, the gateway above all. */
  database: DatabaseLogin | null;
  /** Machine time at which scaled time equals it, so that all processes agree. */
  clock: { speed: number; epoch_utc_ms: number };
  /** The demo agency as a file (schema's DemoSeed), made by the simulator; null without demo. */
  demo_seed_file: string | null;
  /** Ports that processes have bound, by settings path: "http.port", "gateway.links.<id>.port". */
  ports: Record<string, number>;
}

/** Content of the file that OUTRIDER_RESOLVED_SETTINGS names (mode 0600). */
export interface ResolvedSettings {
  settings: Settings;
  instance: Instance;
}
