import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fail, ok, warn } from './finding.js';
import type { Finding } from './finding.js';

const OLDEST_NODE = [20, 19];

export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [needMajor = 0, needMinor = 0] = OLDEST_NODE;
  const enough = major > needMajor || (major === needMajor && minor >= needMinor);
  if (enough) return ok('node', version);
  return fail('node', `${version} is too old`, `Install Node ${OLDEST_NODE.join('.')} or newer (24 is recommended).`);
}

/** A program that is needed for some things only, looked for on the PATH. */
export function checkProgram(name: string, commands: readonly string[], purpose: string): Finding {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const found = commands.flatMap((command) => folders.map((folder) => join(folder, command))).find(isExecutable);
  if (found) return ok(name, found);
  return warn(name, 'not found', `Install ${name} for ${purpose}; Outrider itself runs without it.`);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The kernel gives a UDP socket no more than net.core.rmem_max, and drops what does not fit. */
export function checkReceiveBuffer(wantedBytes: number, limitFile = '/proc/sys/net/core/rmem_max'): Finding {
  const limit = readNumber(limitFile);
  if (limit === null) return ok('receive buffer', `wanted ${wantedBytes} bytes; this system does not tell its limit`);
  if (limit >= wantedBytes) return ok('receive buffer', `${wantedBytes} bytes for each UDP link`);
  return warn(
    'receive buffer',
    `the system grants ${limit} of the ${wantedBytes} bytes wanted for each UDP link`,
    `For more than a few dozen vehicles: sysctl -w net.core.rmem_max=${wantedBytes}`,
  );
}

function readNumber(path: string): number | null {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
