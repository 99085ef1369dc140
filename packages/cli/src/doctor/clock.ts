import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { fail, ok, warn } from './finding.js';
import type { Finding } from './finding.js';

/** No Outrider was built before this; a machine without a battery for its clock starts in 1970 or 2000. */
const EARLIEST_UTC_MS = Date.UTC(2025, 0, 1);

/** The clock is right as far as this machine knows: records, sessions and certificates rest on it. */
export async function checkClock(nowUtcMs = Date.now(), synchronised = timedatectl): Promise<Finding> {
  const text = new Date(nowUtcMs).toISOString();
  if (nowUtcMs < EARLIEST_UTC_MS)
    return fail('clock', `${text} cannot be right`, 'Set the clock; use NTP or a GNSS clock.');
  const answer = await synchronised();
  if (answer === 'no') return warn('clock', `${text}, not synchronised`, 'Turn NTP on: timedatectl set-ntp true');
  return ok('clock', answer === 'yes' ? `${text}, synchronised` : `${text}; this system does not tell whether by NTP`);
}

async function timedatectl(): Promise<'yes' | 'no' | null> {
  try {
    const command = promisify(execFile);
    const { stdout } = await command('timedatectl', ['show', '-p', 'NTPSynchronized', '--value'], { timeout: 5000 });
    const answer = stdout.trim();
    return answer === 'yes' || answer === 'no' ? answer : null;
  } catch {
    return null;
  }
}
