import { readFileSync } from 'node:fs';
import { writeFileAtomically } from '../files/index.js';
import type { ProcessIdentity } from './process-identity.js';
import type { ProcessStatus } from './process-spec.js';

/** Content of <data_dir>/run/status.json (mode 0600): what runs, where, and on which ports. */
export interface SupervisorStatus {
  run_id: string;
  supervisor: ProcessIdentity;
  started_at_utc_ms: number;
  clock: { speed: number; epoch_utc_ms: number };
  /** Address of the console; null while the server is not ready. */
  url: string | null;
  bus: string;
  processes: ProcessStatus[];
}

/** Null when there is none, or it is not readable as one. */
export function readStatusFile(path: string): SupervisorStatus | null {
  try {
    const status = JSON.parse(readFileSync(path, 'utf8')) as SupervisorStatus;
    return Array.isArray(status.processes) ? status : null;
  } catch {
    return null;
  }
}

export function writeStatusFile(path: string, status: SupervisorStatus): void {
  writeFileAtomically(path, `${JSON.stringify(status, null, 2)}\n`);
}
