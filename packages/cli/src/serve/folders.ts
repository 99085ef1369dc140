import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { lockForThisProcess, socketFolder } from '@outrider/runtime';

/** Where one installation keeps its things; all paths absolute. */
export interface Folders {
  data: string;
  /** Sockets, pids, resolved settings: nothing that matters after a stop. */
  run: string;
  logs: string;
  statusFile: string;
  busSocket: string;
  /** Gives the data folder back. */
  release(): void;
}

/** Makes the folders and takes the data folder for this process. Throws folder_in_use. */
export function takeFolders(dataDir: string): Folders {
  const data = resolve(dataDir);
  // As root, PostgreSQL runs as another user, who must be able to pass; what is private has modes of its own.
  const mode = process.getuid?.() === 0 ? 0o711 : 0o700;
  const run = join(data, 'run');
  const logs = join(data, 'logs');
  for (const folder of [data, run]) mkdirSync(folder, { recursive: true, mode });
  mkdirSync(logs, { recursive: true, mode: 0o700 });
  const release = lockForThisProcess(join(run, 'supervisor.lock'), `The data folder ${data}`);
  const busSocket = join(socketFolder(join(run, 'bus'), 'bus.sock'), 'bus.sock');
  return { data, run, logs, statusFile: join(run, 'status.json'), busSocket, release };
}
