import type { Logger } from '../logger/index.js';
import type { Instance } from '../settings/instance.js';
import type { Bus } from './bus.js';
import { busClosed } from './errors.js';
import { localBus } from './local/client.js';
import { natsBus } from './nats.js';

const CONNECT_TIMEOUT_MS = 5000;

/** The bus that this run uses, connected. Throws bus_closed when the hub does not answer within 5 s. */
export async function connectBus(where: Instance['bus'], name: string, logger: Logger): Promise<Bus> {
  if (where.kind === 'nats') {
    return natsBus({ url: where.url, name, logger, credentialsFile: where.credentials_file });
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
