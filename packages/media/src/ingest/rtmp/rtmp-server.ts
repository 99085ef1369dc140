import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import type { Clock, Logger } from '@outrider/runtime';
import { RtmpConnection } from './rtmp-connection.js';
import type { RtmpPublisher } from './rtmp-publisher.js';

const MAX_CONNECTIONS = 200;
/** Who is connected and does not push by then is let go. */
const PUBLISH_WITHIN_MS = 10_000;
const SILENT_MS = 20_000;

export interface RtmpServerOptions {
  clock: Clock;
  logger: Logger;
  /** Takes the way to end the source, gives its publisher; null: no camera waits for this key. */
  admit(key: string, hangUp: () => void): RtmpPublisher | null;
}

/** Where sources push by RTMP: `rtmp://host:port/live/<key of the camera>`. */
export class RtmpServer {
  readonly #options: RtmpServerOptions;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(options: RtmpServerOptions) {
    this.#options = options;
    this.#server = createServer({ noDelay: true }, (socket) => this.#serve(socket));
    this.#server.maxConnections = MAX_CONNECTIONS;
  }

  /** @param port 0 takes a free one. Answers the port. Throws where it is taken. */
  async listen(host: string, port: number): Promise<number> {
    this.#server.listen(port, host);
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    if (this.#server.listening) await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(socket: Socket): void {
    const { clock, logger, admit } = this.#options;
    this.#sockets.add(socket);
    const connection = new RtmpConnection({
      socket,
      logger,
      admit: (key) => admit(key, () => void socket.destroySoon()),
    });
    const tooLong = clock.setTimeout(() => {
      if (!connection.publishing) socket.destroy();
    }, PUBLISH_WITHIN_MS);
    socket.setTimeout(SILENT_MS, () => socket.destroy());
    socket.on('close', () => {
      tooLong.cancel();
      this.#sockets.delete(socket);
    });
  }
}
