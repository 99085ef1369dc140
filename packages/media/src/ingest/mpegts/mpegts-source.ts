import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import type { Timer } from '@outrider/runtime';
import { payloadOf } from '../../feed/rtp.js';
import type { Source, SourceContext } from '../source.js';
import { TransportFeed } from './transport-feed.js';

const RETRY_MS = 2000;
const SYNC = 0x47;

/** Listens on a UDP port for an MPEG transport stream, bare or in RTP (RFC 2250 section 2). */
export class MpegTsSource implements Source {
  readonly #context: SourceContext;
  readonly #port: number;
  readonly #feed: TransportFeed;
  #socket: Socket | null = null;
  #retry: Timer | null = null;

  constructor(context: SourceContext, port: number) {
    this.#context = context;
    this.#port = port;
    this.#feed = new TransportFeed(context);
  }

  start(): void {
    this.#context.say('waiting', `Nothing has come to UDP port ${this.#port} yet.`);
    this.#listen();
  }

  async close(): Promise<void> {
    this.#retry?.cancel();
    this.#socket?.close();
    this.#socket = null;
  }

  #listen(): void {
    const { host, receiveBufferBytes, clock, logger, camera } = this.#context;
    const type = host.includes(':') ? 'udp6' : 'udp4';
    const socket = createSocket({ type, recvBufferSize: receiveBufferBytes });
    this.#socket = socket;
    socket.on('message', (datagram) => {
      const bytes = datagram[0] === SYNC ? datagram : payloadOf(datagram);
      if (bytes) this.#feed.push(bytes);
    });
    socket.on('error', (error) => {
      logger.warn({ error, camera_id: camera.camera_id, port: this.#port }, 'a port for MPEG-TS cannot be used');
      this.#context.say('failed', `UDP port ${this.#port} cannot be opened: ${error.message}.`);
      this.#socket = null;
      socket.close();
      this.#retry = clock.setTimeout(() => this.#listen(), RETRY_MS);
    });
    socket.bind(this.#port, host);
  }
}
