import { encodeStick } from '@outrider/core/command';
import type { StickFrame } from '@outrider/core/command';
import { decodeTelemetryBatch } from '@outrider/core/vehicle';
import type { TelemetryBatch } from '@outrider/core/vehicle';
import { LIVE_SUBPROTOCOL } from '@outrider/schema';
import type { Action, Command, ControlLease, LiveEvent, LiveMessage, LiveRequest, LiveState } from '@outrider/schema';
import { applyLiveEvent } from './apply.js';
import { backOffMs } from './back-off.js';
import { PendingRequests } from './pending.js';
import { Listeners } from './player.js';
import type { Player, PlayerStatus } from './player.js';

/** The part of WebSocket that is used; a browser's own, or `ws` in Node. */
export interface Socket {
  binaryType: string;
  readonly readyState: number;
  readonly bufferedAmount: number;
  send(data: string | Uint8Array): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'close', listener: (event: { code: number }) => void): void;
  addEventListener(type: 'error', listener: () => void): void;
}

export interface LiveFeedOptions {
  /** Such as wss://outrider.example/api/v1/live. */
  url: string;
  /** Opens a socket; a program adds its cookie or API key here. */
  open: (url: string, protocol: string) => Socket;
  /** 0 to 1 (below 1), for the back-off and the feed's name. */
  random?: () => number;
  /** Whether somebody has touched the console since the last call: the server must not lock out a pilot who only looks. */
  takeActivity?: () => boolean;
}

type Unnumbered<T> = T extends unknown ? Omit<T, 'id'> : never;
export type LiveAsk = Unnumbered<Exclude<LiveRequest, { type: 'ping' }>>;

const OPEN = 1;
const PING_EVERY_MS = 1_000;
/**
 * After so many beats without any frame the connection counts as lost, whatever the socket says. Beats and not time: a page that
 * was held up itself must first read what has come meanwhile.
 */
const SILENT_BEATS = 4;
/** A connection that takes longer to open is tried again: on a bad link the first attempt may hang for minutes. */
const OPENING_BEATS = 8;
/** More than a few frames unsent means that the newest would arrive late. */
const MOST_STICKS_QUEUED_BYTES = 256;
/** The session ended: connecting again would be refused. */
const CLOSE_REVOKED = 4401;

/** The live feed: a snapshot, then events and telemetry, over a socket that is opened again whenever it is lost. */
export class LiveFeed implements Player {
  readonly #options: LiveFeedOptions;
  /** Names this feed to the server over reconnections, so that its pilot keeps the lease. */
  readonly #window: string;
  readonly #pending = new PendingRequests();
  readonly #states = new Listeners<[LiveState, LiveEvent | null]>();
  readonly #batches = new Listeners<[TelemetryBatch]>();
  readonly #statuses = new Listeners<[PlayerStatus]>();
  readonly #revocations = new Listeners<[string]>();
  readonly #roundTrips = new Listeners<[number]>();
  #socket: Socket | null = null;
  #state: LiveState | null = null;
  #status: PlayerStatus = 'connecting';
  #attempt = 0;
  #silentBeats = 0;
  /** The socket was open at the last beat. */
  #opened = false;
  #ping: { id: string; sentMs: number } | null = null;
  #pings = 0;
  #beats: ReturnType<typeof setInterval> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(options: LiveFeedOptions) {
    this.#options = options;
    this.#window = Array.from({ length: 16 }, () => Math.floor(this.#random() * 36).toString(36)).join('');
  }

  get state(): LiveState | null {
    return this.#state;
  }

  get status(): PlayerStatus {
    return this.#status;
  }

  onState(listener: (state: LiveState, event: LiveEvent | null) => void): () => void {
    return this.#states.add(listener);
  }

  onTelemetry(listener: (batch: TelemetryBatch) => void): () => void {
    return this.#batches.add(listener);
  }

  onStatus(listener: (status: PlayerStatus) => void): () => void {
    return this.#statuses.add(listener);
  }

  /** The session ended; the reason is a sentence. */
  onRevoked(listener: (reason: string) => void): () => void {
    return this.#revocations.add(listener);
  }

  /** Milliseconds from here to the server and back, once a second. */
  onRoundTrip(listener: (ms: number) => void): () => void {
    return this.#roundTrips.add(listener);
  }

  /** Connects, and goes on doing so until `close`. */
  start(): this {
    this.#connect();
    this.#beats = setInterval(() => this.#beat(), PING_EVERY_MS);
    return this;
  }

  /** The network is back: no need to wait for the next attempt. */
  retryNow(): void {
    if (this.#status !== 'lost') return;
    clearTimeout(this.#retry);
    this.#drop('The network is back: it is tried anew.');
    this.#attempt = 0;
    this.#connect();
  }

  close(): void {
    clearInterval(this.#beats);
    clearTimeout(this.#retry);
    this.#drop('The feed was closed.');
    this.#setStatus('ended');
  }

  /** Asks the server and returns its reply. Throws ApiError: refused, unanswered or not connected. */
  request(ask: LiveAsk): Promise<unknown> {
    return this.#pending.ask((id) => this.#send(JSON.stringify({ ...ask, id })));
  }

  /** As `request`, for a command; its id makes that it never runs twice, whatever is sent again. */
  async command(aircraftId: string, commandId: string, action: Action): Promise<Command> {
    const sent_at_ms = performance.now();
    const ask = { type: 'command', aircraft_id: aircraftId, command_id: commandId, action, sent_at_ms } as const;
    return (await this.request(ask)) as Command;
  }

  async control(ask: Omit<Extract<LiveAsk, { type: 'control' }>, 'type'>): Promise<ControlLease> {
    return (await this.request({ type: 'control', ...ask })) as ControlLease;
  }

  /** Sends a stick frame; false when it was dropped, since old input is worse than none. */
  sendStick(frame: StickFrame): boolean {
    if ((this.#socket?.bufferedAmount ?? 0) > MOST_STICKS_QUEUED_BYTES) return false;
    return this.#send(encodeStick(frame));
  }

  #send(data: string | Uint8Array): boolean {
    if (this.#socket?.readyState !== OPEN) return false;
    this.#socket.send(data);
    return true;
  }

  #connect(): void {
    const url = `${this.#options.url}${this.#options.url.includes('?') ? '&' : '?'}window=${this.#window}`;
    const socket = this.#options.open(url, LIVE_SUBPROTOCOL);
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    this.#silentBeats = 0;
    this.#opened = false;
    socket.addEventListener('message', (event) => {
      if (socket === this.#socket) this.#receive(event.data);
    });
    socket.addEventListener('close', (event) => {
      if (socket === this.#socket) this.#lost(event.code === CLOSE_REVOKED);
    });
    // A close always follows an error.
    socket.addEventListener('error', () => {});
  }

  #receive(data: unknown): void {
    this.#silentBeats = 0;
    if (typeof data === 'string') this.#take(JSON.parse(data) as LiveMessage);
    // Hundreds of samples a second are not unpacked for nobody.
    else if (data instanceof ArrayBuffer && this.#batches.any)
      this.#batches.call(decodeTelemetryBatch(new Uint8Array(data)));
  }

  #take(message: LiveMessage): void {
    switch (message.type) {
      case 'snapshot':
        this.#attempt = 0;
        this.#state = message.state;
        this.#setStatus('playing');
        return this.#states.call(message.state, null);
      case 'event':
        return this.#takeEvent(message);
      case 'reply':
        return message.ok
          ? this.#pending.answered(message.id, message.value)
          : this.#pending.refused(message.id, message.error);
      case 'pong':
        if (this.#ping?.id === message.id) this.#roundTrips.call(performance.now() - this.#ping.sentMs);
        return;
      case 'revoked':
        return this.#revocations.call(message.reason);
    }
  }

  /** Numbers have no gap; one that does means that something was lost, and the state is asked for anew. */
  #takeEvent(event: LiveEvent): void {
    if (!this.#state) return;
    if (event.seq > this.#state.seq + 1) return this.#lost(false);
    this.#state = applyLiveEvent(this.#state, event);
    this.#states.call(this.#state, event);
  }

  #beat(): void {
    if (!this.#socket) return;
    const isOpen = this.#socket.readyState === OPEN;
    if (isOpen && !this.#opened) this.#silentBeats = 0;
    this.#opened = isOpen;
    if (this.#silentBeats >= (isOpen ? SILENT_BEATS : OPENING_BEATS)) return this.#lost(false);
    this.#silentBeats += 1;
    if (!isOpen) return;
    const id = `p${++this.#pings}`;
    const sentMs = performance.now();
    this.#ping = { id, sentMs };
    const active = this.#options.takeActivity?.() ?? false;
    this.#send(
      JSON.stringify({ type: 'ping', id, sent_at_ms: sentMs, ...(active ? { active } : {}) } satisfies LiveRequest),
    );
  }

  #lost(forGood: boolean): void {
    this.#drop('The connection was lost.');
    this.#setStatus(forGood ? 'ended' : 'lost');
    if (forGood) return;
    const wait = backOffMs(this.#attempt++, this.#random());
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#status !== 'ended' && this.#connect(), wait);
  }

  #random(): number {
    return (this.#options.random ?? Math.random)();
  }

  #drop(reason: string): void {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    this.#ping = null;
    this.#pending.rejectAll(reason);
  }

  #setStatus(status: PlayerStatus): void {
    if (this.#status === status) return;
    this.#status = status;
    this.#statuses.call(status);
  }
}
