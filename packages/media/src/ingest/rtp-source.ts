import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import type { VideoCodec } from '@outrider/schema';
import type { Source, SourceContext } from './source.js';

const RETRY_MS = 2000;
/** So long must the sender have been silent before another address is believed. */
const HOLDS_MS = 3000;

/**
 * Listens on a UDP port for RTP, and for the sender's RTCP on the port above it and on the same one. The address that sends has the
 * port until it is silent: packets that others send beside it do not get into the picture. It proves nothing of who that is.
 */
export class RtpSource implements Source {
  readonly #context: SourceContext;
  readonly #port: number;
  readonly #codec: VideoCodec;
  #sockets: Socket[] = [];
  #closed = false;
  #sender: { address: string; heardMs: number } | null = null;

  constructor(context: SourceContext, port: number, codec: VideoCodec) {
    this.#context = context;
    this.#port = port;
    this.#codec = codec;
  }

  start(): void {
    const feed = this.#context.feed(this.#codec);
    this.#context.say('waiting', `Nothing has come to UDP port ${this.#port} yet.`);
    for (const port of [this.#port, this.#port + 1]) this.#listen(port, (packet) => feed.push(packet));
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const socket of this.#sockets) socket.close();
    this.#sockets = [];
  }

  #isFromSender(address: string, nowMs: number): boolean {
    const held = this.#sender;
    if (held && held.address !== address && nowMs - held.heardMs < HOLDS_MS) return false;
    this.#sender = { address, heardMs: nowMs };
    return true;
  }

  #listen(port: number, take: (packet: Uint8Array) => void): void {
    const { host, receiveBufferBytes, logger, clock, camera } = this.#context;
    const socket = createSocket({ type: host.includes(':') ? 'udp6' : 'udp4', recvBufferSize: receiveBufferBytes });
    this.#sockets.push(socket);
    socket.on('message', (packet, { address }) => {
      if (this.#isFromSender(address, clock.monotonicMs())) take(packet);
    });
    socket.on('error', (error) => {
      logger.warn({ error, camera_id: camera.camera_id, port }, 'a port for RTP cannot be used');
      if (port === this.#port) this.#context.say('failed', `UDP port ${port} cannot be opened: ${error.message}.`);
      this.#sockets = this.#sockets.filter((each) => each !== socket);
      socket.close();
      clock.setTimeout(() => {
        if (!this.#closed) this.#listen(port, take);
      }, RETRY_MS);
    });
    socket.bind(port, host);
  }
}
