import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { lookup } from 'node:dns/promises';
import type { Clock, LinkSettings, Logger } from '@outrider/runtime';
import { OutriderError } from '@outrider/runtime';
import type { Link, LinkHandlers, LinkPeer } from './link.js';
import { UdpPeer, UdpPeers } from './udp-peers.js';

export interface LinkContext {
  clock: Clock;
  logger: Logger;
  /** Receive buffer asked of the system, for UDP. */
  receive_buffer_bytes: number;
  /** 0 to 1, for the back-off. */
  random: () => number;
}

/**
 * UDP, both ways of it. `udp-in` listens, learns its peers from what arrives and answers them; `udp-out` calls one address and
 * also takes what comes back from there under another port.
 */
export class UdpLink implements Link {
  readonly settings: LinkSettings;
  readonly #handlers: LinkHandlers;
  readonly #context: LinkContext;
  readonly #peers: UdpPeers;
  #socket: Socket | null = null;
  #called: UdpPeer | null = null;
  #detail: string | null = 'It has not been started.';
  #lastErrorMs = Number.NEGATIVE_INFINITY;

  constructor(settings: LinkSettings, handlers: LinkHandlers, context: LinkContext) {
    this.settings = settings;
    this.#handlers = handlers;
    this.#context = context;
    this.#peers = new UdpPeers(
      (remote, nowMs) => new UdpPeer(this.#socket!, remote.address, remote.port, nowMs, (e) => this.#onSendError(e)),
      (peer) => handlers.onPeerGone(peer),
    );
  }

  get address(): string {
    return `udp ${this.settings.host}:${this.port ?? this.settings.port}`;
  }

  get port(): number | null {
    return this.settings.kind === 'udp-in' && this.#socket ? this.#socket.address().port : null;
  }

  get up(): boolean {
    return this.#socket !== null && this.#detail === null;
  }

  get detail(): string | null {
    return this.#detail;
  }

  *peers(): Iterable<LinkPeer> {
    if (this.#called) yield this.#called;
    for (const peer of this.#peers) if (peer.name !== this.#called?.name) yield peer;
  }

  async start(): Promise<void> {
    const { host, port, kind } = this.settings;
    const address = await this.#resolve(host);
    const socket = createSocket({
      type: isIPv6(address) ? 'udp6' : 'udp4',
      recvBufferSize: this.#context.receive_buffer_bytes,
    });
    await bind(socket, kind === 'udp-in' ? { port, address } : { port: 0 }, this.settings);
    this.#socket = socket;
    this.#detail = null;
    this.#warnAboutSmallBuffer(socket);
    if (kind === 'udp-out') {
      this.#called = new UdpPeer(socket, address, port, this.#context.clock.monotonicMs(), (e) => this.#onSendError(e));
    }
    socket.on('message', (bytes, remote) => {
      const nowMs = this.#context.clock.monotonicMs();
      const peer = this.#isCalled(remote.port, remote.address) ? this.#called : this.#peers.from(remote, nowMs);
      if (peer) this.#handlers.onBytes(peer, bytes);
    });
    socket.on('error', (error) => this.#onSendError(error));
  }

  async close(): Promise<void> {
    const socket = this.#socket;
    if (!socket) return;
    this.#socket = null;
    this.#detail = 'It is closed.';
    await new Promise<void>((resolve) => socket.close(() => resolve()));
  }

  #isCalled(port: number, address: string): boolean {
    return this.#called !== null && this.settings.port === port && this.#called.address === address;
  }

  async #resolve(host: string): Promise<string> {
    try {
      return (await lookup(host)).address;
    } catch (cause) {
      const text = `Link ${this.settings.id}: the name "${host}" is not known.`;
      throw new OutriderError('bad_settings', text, 'Correct gateway.links in the settings.', { cause });
    }
  }

  /** A refused datagram (nobody listens there yet) is normal for a link that calls; it is told once a minute. */
  #onSendError(error: Error): void {
    const nowMs = this.#context.clock.monotonicMs();
    if (nowMs - this.#lastErrorMs < 60_000) return;
    this.#lastErrorMs = nowMs;
    this.#context.logger.warn({ link: this.settings.id, error: error.message }, 'link: a datagram could not be sent');
  }

  #warnAboutSmallBuffer(socket: Socket): void {
    const wanted = this.#context.receive_buffer_bytes;
    // Linux answers with twice of what it granted.
    const granted = socket.getRecvBufferSize() / (process.platform === 'linux' ? 2 : 1);
    if (granted >= wanted) return;
    this.#context.logger.info(
      { link: this.settings.id, wanted, granted },
      'link: the system grants a smaller receive buffer; raise net.core.rmem_max for many vehicles',
    );
  }
}

function bind(socket: Socket, options: { port: number; address?: string }, settings: LinkSettings): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (cause: NodeJS.ErrnoException): void => {
      socket.close();
      const inUse = cause.code === 'EADDRINUSE';
      const text = inUse
        ? `Link ${settings.id}: UDP port ${settings.port} is in use.`
        : `Link ${settings.id}: ${settings.host}:${settings.port} cannot be bound (${cause.code ?? cause.message}).`;
      reject(
        new OutriderError(inUse ? 'port_in_use' : 'bad_settings', text, 'Change gateway.links in the settings.', {
          cause,
        }),
      );
    };
    socket.once('error', fail);
    socket.bind(options, () => {
      socket.off('error', fail);
      resolve();
    });
  });
}
