import { chmodSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { OutriderError } from '../../errors/index.js';
import type { Logger } from '../../logger/index.js';
import { SubjectIndex } from '../subject-index.js';
import { HubClient } from './hub-client.js';
import type { HubTable } from './hub-client.js';

export interface BusHubOptions {
  socketPath: string;
  logger: Logger;
  /** A client that leaves more than this unread is cut off; it reconnects and asks anew for what it missed. */
  maxQueuedBytes?: number;
}

export interface BusHub {
  readonly clients: number;
  close(): Promise<void>;
}

const DEFAULT_MAX_QUEUED_BYTES = 32 * 1024 * 1024;
const MAX_CLIENTS = 256;

/**
 * The exchange of the local bus: clients connect to its Unix socket, whose folder keeps others out.
 * Throws folder_in_use when another hub answers there.
 */
export async function startBusHub({ socketPath, logger, maxQueuedBytes }: BusHubOptions): Promise<BusHub> {
  const clients = new Set<HubClient>();
  const table: HubTable = { index: new SubjectIndex(), pending: new Map(), nextRequestId: 1 };
  const server = createServer((socket) => {
    if (clients.size >= MAX_CLIENTS) {
      logger.warn({ limit: MAX_CLIENTS }, 'bus: too many clients, connection refused');
      socket.destroy();
      return;
    }
    const client = new HubClient(socket, table, logger, maxQueuedBytes ?? DEFAULT_MAX_QUEUED_BYTES);
    clients.add(client);
    socket.on('close', () => clients.delete(client));
  });
  await removeDeadSocket(socketPath);
  await listen(server, socketPath);
  chmodSync(socketPath, 0o600);
  return {
    get clients() {
      return clients.size;
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const client of clients) client.cut();
      await closed;
    },
  };
}

/** A socket file that nobody answers is left over from a killed process. */
async function removeDeadSocket(path: string): Promise<void> {
  const answered = await new Promise<boolean>((resolve) => {
    const probe: Socket = connect(path);
    probe.once('connect', () => resolve(true)).once('error', () => resolve(false));
    probe.once('connect', () => probe.destroy());
  });
  if (!answered) return rmSync(path, { force: true });
  throw new OutriderError(
    'folder_in_use',
    `Another Outrider answers on ${path}.`,
    'Stop it, or give this one a data_dir of its own.',
  );
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => resolve());
  });
}
