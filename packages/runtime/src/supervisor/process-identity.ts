import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process that can be told apart from a later one with the same pid. */
export interface ProcessIdentity {
  pid: number;
  /** When it started, in whatever form the system tells it; null when it could not be found out. */
  started: string | null;
}

export function identityOf(pid: number): ProcessIdentity {
  return { pid, started: startTimeOf(pid) };
}

/** True while that very process runs; a zombie counts as ended. */
export function isRunning({ pid, started }: ProcessIdentity): boolean {
  if (!signalReaches(pid)) return false;
  const now = startTimeOf(pid);
  return now !== null && (started === null || started === now);
}

function signalReaches(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, but as another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function startTimeOf(pid: number): string | null {
  if (process.platform !== 'linux') return startTimeFromPs(pid);
  try {
    // proc(5): after the name in brackets, which may hold anything, come state and 19 more fields before the start time.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : fields[19]!;
  } catch {
    return null;
  }
}

function startTimeFromPs(pid: number): string | null {
  const text = spawnSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
  return text === '' || text.startsWith('Z') ? null : text.replace(/^\S+\s+/, '');
}
