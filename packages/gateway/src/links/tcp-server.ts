import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import type { LinkSettings } from '@outrider/runtime';
import { OutriderError } from '@outrider/runtime';
import type { Link, LinkHandlers, LinkPeer } from './link.js';
import { TcpPeer } from './tcp-peer.js';
import type { LinkContext } from './udp.js';

const MAX_CONNECTIONS = 1024;
const SILENT_AFTER_MS = 60_000;

/** Listens on a TCP port; every connection is a peer of its own. */
export class TcpServerLink implements Link {
  readonly settings: LinkSettings;
  readonly #handlers: LinkHandlers;
  readonly #context: LinkContext;
  readonly #peers = new Map<Socket, TcpPeer>();
  #server: Server | null = null;

  constructor(settings: LinkSettings, handlers: LinkHandlers, context: LinkContext) {
    this.settings = settings;
    this.#handlers = handlers;
    this.#context = context;
  }

  get address(): string {
    return `tcp ${this.settings.host}:${this.port ?? this.settings.port}`;
  }

  get port(): number | null {
    return (this.#server?.address() as AddressInfo | null)?.port ?? null;
  }

  get up(): boolean {
    return this.#server !== null;
  }

  get detail(): string | null {
    return this.#server ? null : 'It does not listen.';
  }

  peers(): Iterable<LinkPeer> {
    return this.#peers.values();
  }

  async start(): Promise<void> {
    const server = createServer((socket) => this.#accept(socket));
    server.maxConnections = MAX_CONNECTIONS;
    const { host, port, id } = this.settings;
    await new Promise<void>((resolve, reject) => {
      server.once('error', (cause) => {
        const text = `Link ${id}: TCP port ${port} on ${host} cannot be had (${cause.message}).`;
        reject(new OutriderError('port_in_use', text, 'Change gateway.links in the settings.', { cause }));
      });
      server.listen(port, host, () => resolve());
    });
    server.on('error', (error) => this.#context.logger.warn({ link: id, error: error.message }, 'link: server error'));
    this.#server = server;
  }

  async close(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = null;
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of this.#peers.keys()) socket.destroy();
    await closed;
  }

  #accept(socket: Socket): void {
    const peer = new TcpPeer(socket);
    this.#peers.set(socket, peer);
    socket.setTimeout(SILENT_AFTER_MS, () => socket.destroy());
    socket.on('data', (bytes) => this.#handlers.onBytes(peer, bytes));
    // A reset connection is an ending like any other; without this listener it would end the process.
    socket.on('error', () => undefined);
    socket.once('close', () => {
      this.#peers.delete(socket);
      this.#handlers.onPeerGone(peer);
    });
  }
}
