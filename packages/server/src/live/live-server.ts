import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { randomUUID } from 'node:crypto';
import { WebSocketServer } from 'ws';
import type { RawData, WebSocket } from 'ws';
import { LIVE_SUBPROTOCOL } from '@outrider/schema';
import { isLoopback, systemClock } from '@outrider/runtime';
import type { BusSubscription, Timer } from '@outrider/runtime';
import type { FlightsAtHand } from '../flights/at-hand.js';
import { requireOwnOrigin, requirePermission } from '../platform/auth/authenticate.js';
import type { Principal } from '../platform/auth/principal.js';
import { CHANGED_SUBJECT, REVOKED_SUBJECT } from '../platform/auth/sessions.js';
import { refuseUpgrade } from '../platform/http/refuse-upgrade.js';
import { Refusal, refuse } from '../platform/refusal.js';
import type { Services } from '../services.js';
import { AgencyFeed } from './agency-feed.js';
import { CLOSE, Connection } from './connection.js';
import { revokeControl, steersNow } from './control.js';
import { LIVE_PERMISSIONS, OPEN_PERMISSION } from './permissions.js';
import { LiveRequests } from './requests.js';
import { passStick } from './sticks.js';

export const LIVE_PATH = '/api/v1/live';
const MAX_MESSAGE_BYTES = 64 * 1024;
const MAX_SOCKETS = 2_000;
// Rights are looked at again at this pace; a revocation that is announced closes at once.
const RECHECK_EVERY_MS = 4_000;
const PING_EVERY_MS = 10_000;

export interface LiveOptions {
  services: Services;
  flights: FlightsAtHand;
  /** Who asks, from cookie or bearer token, without counting as activity; `stands` for a socket that is open already. */
  authenticate: (request: IncomingMessage, asking: 'opening' | 'stands') => Promise<Principal>;
  /** Another taker of sockets; true when this one is its own. */
  elsewhere?: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;
}

interface Open {
  connection: Connection;
  feed: AgencyFeed;
  recheck: () => Promise<Principal>;
  answered: boolean;
}

/** The WebSocket side of the server: opens sockets, checks who they are, closes them when their rights end. */
export class LiveServer {
  readonly #options: LiveOptions;
  readonly #requests: LiveRequests;
  /** Sockets keep machine time, however the clock of the flights runs. */
  readonly #machine = systemClock();
  readonly #sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAX_MESSAGE_BYTES,
    handleProtocols: () => LIVE_SUBPROTOCOL,
  });
  readonly #feeds = new Map<string, Promise<AgencyFeed>>();
  readonly #open = new Map<WebSocket, Open>();
  #timers: Timer[] = [];
  #subscriptions: BusSubscription[] = [];

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#requests = new LiveRequests(options.services, options.flights);
  }

  start(server: Server): void {
    const { notices, metrics } = this.#options.services;
    const machine = this.#machine;
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      // An address such as "//" cannot be read as one, and nobody has signed in yet.
      if (!URL.canParse(request.url ?? '/', 'http://localhost'))
        return refuseUpgrade(socket, refuse('bad_request', 'The address of the socket cannot be read.'));
      if (!this.#options.elsewhere?.(request, socket, head)) void this.#upgrade(request, socket, head);
    });
    this.#timers = [
      machine.setInterval(() => void this.#recheckAll(), RECHECK_EVERY_MS),
      machine.setInterval(() => this.#pingAll(), PING_EVERY_MS),
    ];
    const revocations = notices.subscribe(REVOKED_SUBJECT, (_subject, bytes) => {
      const ids = new Set(JSON.parse(Buffer.from(bytes).toString()) as string[]);
      for (const { connection } of this.#open.values()) {
        const { session, id } = connection.principal;
        if (ids.has(session?.id ?? id)) this.#revoke(connection, 'The session has ended.');
      }
    });
    const changes = notices.subscribe(CHANGED_SUBJECT, (_subject, bytes) => {
      const userId = JSON.parse(Buffer.from(bytes).toString()) as string;
      for (const open of this.#open.values())
        if (open.connection.principal.id === userId) void this.#recheck(open, true);
    });
    this.#subscriptions = [revocations, changes];
    const gauge = metrics.gauge('outrider_live_sockets', 'Open sockets of consoles.');
    this.#timers.push(machine.setInterval(() => gauge.set(this.#open.size), PING_EVERY_MS));
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) timer.cancel();
    for (const subscription of this.#subscriptions) subscription.unsubscribe();
    for (const { connection } of this.#open.values()) connection.cut(CLOSE.ending, 'The server is ending.');
    for (const feed of this.#feeds.values()) (await feed.catch(() => null))?.close();
    this.#sockets.close();
  }

  async #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => socket.destroy());
    try {
      const recheck = (): Promise<Principal> => this.#options.authenticate(request, 'stands');
      const principal = await this.#admit(request);
      this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
        void this.#opened(webSocket, request, principal, recheck);
      });
    } catch (error) {
      refuseUpgrade(socket, error);
    }
  }

  async #admit(request: IncomingMessage): Promise<Principal> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname !== LIVE_PATH) throw refuse('not_found', 'There is no socket at this address.');
    requireOwnOrigin(request.headers.origin, request.headers.host, this.#options.services.settings.http.public_url);
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((word) => word.trim());
    if (!offered.includes(LIVE_SUBPROTOCOL))
      throw refuse('bad_request', `Ask for the subprotocol ${LIVE_SUBPROTOCOL}.`);
    if (this.#open.size >= MAX_SOCKETS) throw refuse('rate_limited', 'Too many consoles are open.');
    const principal = await this.#options.authenticate(request, 'opening');
    requirePermission(principal, OPEN_PERMISSION);
    return principal;
  }

  async #opened(
    socket: WebSocket,
    request: IncomingMessage,
    principal: Principal,
    recheck: () => Promise<Principal>,
  ): Promise<void> {
    const { clock: flight, logger } = this.#options.services;
    const clocks = { flight, machine: this.#machine };
    const address = addressOf(request, this.#options.services.settings.http.public_url !== null);
    const connection = new Connection(socket, principal, pilotIdOf(request, principal), address, clocks);
    // Listeners first: a message that comes while the feed is made ready must not be lost.
    socket.on('message', (data, isBinary) => this.#message(connection, data, isBinary));
    socket.on('error', () => socket.terminate());
    try {
      const feed = await this.#feedOf(principal.agencyId);
      if (socket.readyState !== socket.OPEN) return;
      this.#replaceSameWindow(connection);
      const open = { connection, feed, recheck, answered: true };
      this.#open.set(socket, open);
      socket.on('pong', () => (open.answered = true));
      socket.on('close', () => this.#closed(socket, connection, feed));
      await feed.join(connection);
    } catch (error) {
      logger.error({ error }, 'live: a socket could not be served');
      connection.cut(1011, 'The state could not be read; try again.');
    }
  }

  /** A window that reconnects takes its old socket's place. */
  #replaceSameWindow(connection: Connection): void {
    for (const { connection: other } of this.#open.values()) {
      if (other.pilotId === connection.pilotId) other.cut(CLOSE.replaced, 'This window opened another socket.');
    }
  }

  #closed(socket: WebSocket, connection: Connection, feed: AgencyFeed): void {
    this.#open.delete(socket);
    feed.connections.delete(connection);
  }

  #feedOf(agencyId: string): Promise<AgencyFeed> {
    const known = this.#feeds.get(agencyId);
    if (known) return known;
    const feed = new AgencyFeed({ ...this.#options.services, agencyId, machine: this.#machine });
    const started = feed.start().then(() => feed);
    this.#feeds.set(agencyId, started);
    started.catch(() => {
      feed.close();
      this.#feeds.delete(agencyId);
    });
    return started;
  }

  #message(connection: Connection, data: RawData, isBinary: boolean): void {
    // A right that is gone, or a window that has another socket: the closing takes a moment, in which nothing is obeyed.
    if (connection.isCut) return;
    if (!connection.admits()) return connection.cut(CLOSE.tooFast, 'Too many messages.');
    const bytes = data as Buffer;
    if (!isBinary) return void this.#requests.answer(connection, bytes.toString());
    connection.markActive();
    const sticks = this.#options.services.metrics.counter('outrider_sticks_total', 'Stick frames of consoles.', [
      'outcome',
    ]);
    sticks.inc({ outcome: passStick(this.#options.services, connection, bytes) ? 'passed' : 'dropped' });
  }

  async #recheckAll(): Promise<void> {
    await Promise.all([...this.#open.values()].map((open) => this.#recheck(open)));
  }

  /**
   * Only a clear "no" ends a socket: a pilot is not thrown out because the database is away, nor in flight because a session has grown
   * old, unless something about the user has `changed`: it then ends when the sticks are let go.
   */
  async #recheck({ connection, recheck }: Open, changed = false): Promise<void> {
    try {
      // Who was away for too long has to sign in again: touching the page is not enough.
      if (connection.takeActive() && !connection.principal.locked) await this.#touch(connection.principal);
      const principal = await recheck();
      requirePermission(principal, OPEN_PERMISSION);
      connection.principal = principal;
      // Nobody goes on steering with a right that is gone.
      if (!principal.permissions.has(LIVE_PERMISSIONS.control)) revokeControl(this.#options.services, connection);
    } catch (error) {
      if (!(error instanceof Refusal)) return;
      const hasGrownOld =
        (connection.principal.session?.expiresAtUtcMs ?? Infinity) <= this.#options.services.clock.utcMs();
      if (hasGrownOld && !changed && steersNow(this.#options.services, connection)) return;
      const { session } = connection.principal;
      if (session) this.#options.services.media.endHeldBy([session.id]);
      this.#revoke(connection, error.message);
    }
  }

  async #touch({ session, agencyId }: Principal): Promise<void> {
    if (session) await this.#options.services.sessions.touch(agencyId, session.id);
  }

  #revoke(connection: Connection, reason: string): void {
    revokeControl(this.#options.services, connection);
    connection.send({ type: 'revoked', reason });
    connection.cut(CLOSE.revoked, reason.slice(0, 100));
  }

  #pingAll(): void {
    for (const [socket, open] of this.#open) {
      if (!open.answered) socket.terminate();
      else socket.ping();
      open.answered = false;
    }
  }
}

/** Where a socket comes from; behind a proxy on this machine, where the proxy says that it comes from. */
function addressOf(request: IncomingMessage, behindProxy: boolean): string {
  const own = request.socket.remoteAddress ?? '';
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  const hops = behindProxy ? [...forwarded.map((hop) => hop.trim()).filter((hop) => hop !== ''), own] : [own];
  return hops.findLast((hop) => !isLoopback(hop)) ?? own;
}

/** One window of one session; a window that names itself keeps its leases over a reconnection. */
function pilotIdOf(request: IncomingMessage, principal: Principal): string {
  const given = new URL(request.url ?? '/', 'http://localhost').searchParams.get('window') ?? '';
  const window = /^[\w-]{8,40}$/.test(given) ? given : randomUUID();
  // 80 characters at most in the gateway's contract.
  return `${principal.session?.id.slice(-12) ?? principal.id.slice(-12)}.${window}`;
}
