import { connect } from 'node:net';
import type { Socket } from 'node:net';
import type { LinkSettings, Timer } from '@outrider/runtime';
import { backOffMs } from './back-off.js';
import type { Link, LinkHandlers, LinkPeer } from './link.js';
import { TcpPeer } from './tcp-peer.js';
import type { LinkContext } from './udp.js';

const CONNECT_TIMEOUT_MS = 5000;
/** An autopilot sends at least once a second; a connection that is silent for so long is dead. */
const SILENT_AFTER_MS = 15_000;

/** Calls a TCP address, and calls again with back-off after every break, until it is closed. */
export class TcpClientLink implements Link {
  readonly settings: LinkSettings;
  readonly port = null;
  readonly #handlers: LinkHandlers;
  readonly #context: LinkContext;
  #socket: Socket | null = null;
  #peer: TcpPeer | null = null;
  #retry: Timer | null = null;
  #failures = 0;
  #closed = false;
  #detail: string | null = 'It is connecting.';

  constructor(settings: LinkSettings, handlers: LinkHandlers, context: LinkContext) {
    this.settings = settings;
    this.#handlers = handlers;
    this.#context = context;
  }

  get address(): string {
    return `tcp ${this.settings.host}:${this.settings.port}`;
  }

  get up(): boolean {
    return this.#peer !== null;
  }

  get detail(): string | null {
    return this.#detail;
  }

  *peers(): Iterable<LinkPeer> {
    if (this.#peer) yield this.#peer;
  }

  async start(): Promise<void> {
    this.#connect();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#retry?.cancel();
    this.#detail = 'It is closed.';
    this.#socket?.destroy();
  }

  #connect(): void {
    const socket = connect({ host: this.settings.host, port: this.settings.port });
    this.#socket = socket;
    socket.setTimeout(CONNECT_TIMEOUT_MS, () => socket.destroy(new Error('it is silent')));
    socket.once('connect', () => {
      this.#peer = new TcpPeer(socket);
      this.#detail = null;
      socket.setTimeout(SILENT_AFTER_MS);
      this.#context.logger.info({ link: this.settings.id, address: this.address }, 'link: connected');
    });
    socket.on('data', (bytes) => {
      this.#failures = 0;
      if (this.#peer) this.#handlers.onBytes(this.#peer, bytes);
    });
    let reason = 'the other side closed the connection';
    socket.on('error', (error) => (reason = error.message));
    socket.once('close', () => this.#onClose(reason));
  }

  #onClose(reason: string): void {
    const peer = this.#peer;
    this.#peer = null;
    this.#socket = null;
    if (peer) this.#handlers.onPeerGone(peer);
    if (this.#closed) return;
    const delayMs = backOffMs(this.#failures++, this.#context.random());
    this.#detail = `Not connected: ${reason}. It is tried again.`;
    this.#retry = this.#context.clock.setTimeout(() => this.#connect(), delayMs);
    this.#context.logger.info({ link: this.settings.id, reason, delay_ms: Math.round(delayMs) }, 'link: not connected');
  }
}
