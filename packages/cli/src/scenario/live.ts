import { randomBytes } from 'node:crypto';
import type { ControlLease, ControlScope, LiveMessage, LiveRequest, StickInput } from '@outrider/schema';
import { LIVE_SUBPROTOCOL } from '@outrider/schema';
import { encodeStick } from '@outrider/core/command';
import type { Clock, Timer } from '@outrider/runtime/clocks';
import WebSocket from 'ws';
import { ApiRefusal } from './api.js';
import type { Api } from './api.js';

type ControlVerb = Extract<LiveRequest, { type: 'control' }>['verb'];
type Reply = Extract<LiveMessage, { type: 'reply' }>;
const OPEN_TIMEOUT_MS = 10_000;
const REPLY_TIMEOUT_MS = 10_000;
/** A lease lives three seconds; a console renews it every second. */
const RENEW_MS = 1000;

const keyOf = (aircraft_id: string, scope: ControlScope): string => `${aircraft_id}/${scope}`;

/** Somebody who waits for the reply to what went out over a socket. */
interface Waiting {
  socket: WebSocket;
  answered(reply: Reply): void;
  closed(why: Error): void;
}

/** One person's console: asks for control, keeps the lease alive, moves sticks, sees who holds what. */
export class LiveSocket {
  readonly #api: Api;
  readonly #clock: Clock;
  /** Names the window, so that it keeps its leases over a reconnection. */
  readonly #window = randomBytes(8).toString('hex');
  readonly #waiting = new Map<string, Waiting>();
  /** Leases taken here and kept alive, and leases of everybody as the feed tells. */
  readonly #held = new Map<string, ControlLease>();
  readonly #seen = new Map<string, ControlLease>();
  #socket: WebSocket | null = null;
  #renewal: Timer | null = null;
  #count = 0;
  #stickSequence = 0;

  constructor(api: Api, clock: Clock) {
    this.#api = api;
    this.#clock = clock;
  }

  /** As a browser that is closed: leases are not given back, they lapse. */
  close(): void {
    this.#clock.clear(this.#renewal);
    this.#renewal = null;
    this.#held.clear();
    this.#socket?.terminate();
    this.#socket = null;
  }

  /** Asks for or about control. Throws ApiRefusal. */
  async control(verb: ControlVerb, aircraft_id: string, scope: ControlScope = 'aircraft'): Promise<ControlLease> {
    const key = keyOf(aircraft_id, scope);
    const held = this.#held.get(key);
    const epoch = held && verb !== 'take' ? { epoch: held.epoch } : {};
    const sight = verb === 'take' ? { visual_line_of_sight_confirmed: true } : {};
    const value = await this.#ask({ type: 'control', verb, aircraft_id, scope, ...epoch, ...sight });
    const lease = value as ControlLease;
    if (verb === 'take' || verb === 'renew') this.#keep(key, lease);
    if (verb === 'release' || verb === 'grant_takeover') this.#held.delete(key);
    return lease;
  }

  /** Who holds control, as this console sees it; null for nobody or not known yet. */
  async holder(aircraft_id: string, scope: ControlScope = 'aircraft'): Promise<string | null> {
    await this.#open();
    return this.#seen.get(keyOf(aircraft_id, scope))?.holder_name ?? null;
  }

  /** Sends one stick frame under the lease that this console holds. */
  stick(aircraft_id: string, input: StickInput): void {
    const lease = this.#held.get(keyOf(aircraft_id, 'aircraft'));
    if (!lease || this.#socket?.readyState !== WebSocket.OPEN) return;
    const sequence = ++this.#stickSequence;
    const sent_at_ms = this.#clock.monotonicMs();
    this.#socket.send(encodeStick({ aircraft_id, scope: 'aircraft', epoch: lease.epoch, sequence, sent_at_ms, input }));
  }

  #keep(key: string, lease: ControlLease): void {
    this.#held.set(key, lease);
    this.#renewal ??= this.#clock.setInterval(() => this.#renewAll(), RENEW_MS);
  }

  #renewAll(): void {
    for (const lease of this.#held.values()) {
      // A lease that was lost meanwhile is not held any more.
      this.control('renew', lease.aircraft_id, lease.scope).catch((error: unknown) => {
        if (error instanceof ApiRefusal) this.#held.delete(keyOf(lease.aircraft_id, lease.scope));
      });
    }
  }

  async #ask(request: Omit<Extract<LiveRequest, { type: 'control' }>, 'id'>): Promise<unknown> {
    const socket = await this.#open();
    const id = String(++this.#count);
    const reply = await new Promise<Reply>((resolve, reject) => {
      const late = (): void => reject(new Error(`no reply to ${request.verb} within ${REPLY_TIMEOUT_MS} ms`));
      const timer = setTimeout(late, REPLY_TIMEOUT_MS);
      this.#waiting.set(id, {
        socket,
        answered: (answer) => {
          clearTimeout(timer);
          resolve(answer);
        },
        closed: (why) => {
          clearTimeout(timer);
          reject(why);
        },
      });
      socket.send(JSON.stringify({ ...request, id }));
    });
    if (reply.ok) return reply.value;
    throw new ApiRefusal(409, reply.error.code, reply.error.message);
  }

  async #open(): Promise<WebSocket> {
    if (this.#socket?.readyState === WebSocket.OPEN) return this.#socket;
    const url = `${this.#api.base.replace(/^http/, 'ws')}/api/v1/live?window=${this.#window}`;
    const socket = new WebSocket(url, LIVE_SUBPROTOCOL, { headers: { cookie: await this.#api.cookie() } });
    const snapshot = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('the live feed sent no snapshot')), OPEN_TIMEOUT_MS);
      socket.on('message', (data: Buffer, binary) => {
        if (binary) return;
        const message = JSON.parse(data.toString()) as LiveMessage;
        this.#take(message);
        if (message.type !== 'snapshot') return;
        clearTimeout(timer);
        resolve();
      });
      socket.once('error', reject);
    });
    await snapshot;
    // Errors after opening end in a close; the next use opens anew.
    socket.on('error', () => socket.terminate());
    socket.on('close', (code, reason) => {
      const why = new Error(`the console's socket was closed: ${code} ${reason.toString()}`);
      for (const [id, waiting] of this.#waiting) {
        if (waiting.socket !== socket) continue;
        this.#waiting.delete(id);
        waiting.closed(why);
      }
    });
    this.#socket = socket;
    return socket;
  }

  #take(message: LiveMessage): void {
    if (message.type === 'snapshot') {
      this.#seen.clear();
      for (const lease of message.state.leases) this.#seen.set(keyOf(lease.aircraft_id, lease.scope), lease);
    } else if (message.type === 'event' && message.kind === 'lease') {
      this.#seen.set(keyOf(message.value.aircraft_id, message.value.scope), message.value);
    } else if (message.type === 'reply') {
      this.#waiting.get(message.id)?.answered(message);
      this.#waiting.delete(message.id);
    }
  }
}
