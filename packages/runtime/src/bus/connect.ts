import type { Logger } from '../logger/index.js';
import type { Instance } from '../settings/instance.js';
import type { Bus } from './bus.js';
import { busClosed } from './errors.js';
import { localBus } from './local/client.js';
import { natsBus } from './nats.js';

const CONNECT_TIMEOUT_MS = 5000;

/** The bus that this run uses, connected. Throws bus_closed when the hub or the NATS server does not answer within 5 s, bus_refused by credentials. */
export async function connectBus(where: Instance['bus'], name: string, logger: Logger): Promise<Bus> {
  if (where.kind === 'nats') {
    const { url, credentials_file, ca_file, inbox } = where;
    return natsBus({ url, name, logger, credentialsFile: credentials_file, caFile: ca_file, inbox });
  }
  const bus = localBus({ socketPath: where.socket_path, logger });
  await connected(bus);
  return bus;
}

async function connected(bus: Bus): Promise<void> {
  if (bus.connected) return;
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      stop();
      void bus.close();
      reject(busClosed());
    }, CONNECT_TIMEOUT_MS);
    const stop = bus.onConnectionChange(() => {
      clearTimeout(timer);
      stop();
      resolve();
    });
  });
}
