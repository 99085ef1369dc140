import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { Clock, Timer } from '@outrider/runtime';

/** The server connects as soon as it has its ticket. */
const TICKET_STANDS_MS = 10_000;
const MOST_TICKETS = 1000;
const CHECK_EVERY_MS = 10_000;
/** Viewers have nothing to say. */
const MAX_MESSAGE_BYTES = 1024;
/** Only the server of this machine comes here, with a ticket; browsers go through it. */
const LOOPBACK = '127.0.0.1';

export type Opened = (socket: WebSocket) => void;

/** Where WebSocket viewers come in: on loopback, once for each ticket. */
export class StreamServer {
  readonly #clock: Clock;
  readonly #http = createServer((_request, response) => response.writeHead(404).end());
  readonly #sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: MAX_MESSAGE_BYTES });
  readonly #tickets = new Map<string, { opened: Opened; untilMs: number; holders: readonly string[] }>();
  #timer: Timer | null = null;

  /** @param check is called every ten seconds, to find viewers that are gone */
  constructor(clock: Clock, check: () => void) {
    this.#clock = clock;
    this.#http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      this.#upgrade(request, socket, head),
    );
    this.#timer = clock.setInterval(check, CHECK_EVERY_MS);
  }

  /** Listens on a free port, or on the one it had before; answers which. */
  async listen(port: number): Promise<number> {
    this.#http.listen(port, LOOPBACK);
    await once(this.#http, 'listening');
    return (this.#http.address() as AddressInfo).port;
  }

  /** A ticket that opens one socket, soon, unless one of its holders is revoked before. */
  admit(holders: readonly string[], opened: Opened): string {
    const nowMs = this.#clock.monotonicMs();
    for (const [ticket, { untilMs }] of this.#tickets) if (untilMs < nowMs) this.#tickets.delete(ticket);
    const [oldest] = this.#tickets.keys();
    if (this.#tickets.size >= MOST_TICKETS && oldest) this.#tickets.delete(oldest);
    const ticket = randomBytes(24).toString('base64url');
    this.#tickets.set(ticket, { opened, untilMs: nowMs + TICKET_STANDS_MS, holders });
    return ticket;
  }

  /** Tickets that these hold open nothing any more. */
  revoke(holders: readonly string[]): void {
    for (const [ticket, { holders: own }] of this.#tickets) {
      if (own.some((one) => holders.includes(one))) this.#tickets.delete(ticket);
    }
  }

  async close(): Promise<void> {
    this.#timer?.cancel();
    this.#sockets.close();
    if (!this.#http.listening) return;
    this.#http.close();
    this.#http.closeAllConnections();
    await once(this.#http, 'close');
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const asked = request.url ?? '/';
    // "//" is no address, and what throws here would end the process.
    const url = URL.canParse(asked, 'http://localhost') ? new URL(asked, 'http://localhost') : null;
    const ticket = url?.searchParams.get('ticket') ?? '';
    const admitted = this.#tickets.get(ticket);
    this.#tickets.delete(ticket);
    if (!admitted || admitted.untilMs < this.#clock.monotonicMs()) {
      socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => admitted.opened(webSocket));
  }
}
