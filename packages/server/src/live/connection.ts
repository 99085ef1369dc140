import type { WebSocket } from 'ws';
import type { LiveMessage, LiveState } from '@outrider/schema';
import { Transit } from '@outrider/core/command';
import type { Clock } from '@outrider/runtime';
import type { Principal } from '../platform/index.js';
import { TelemetryQueue } from './telemetry-queue.js';

// A console that falls behind by this much shows the past: it is cut and starts anew from a snapshot.
const MAX_QUEUED_BYTES = 1024 * 1024;
const MAX_QUEUED_MS = 2_000;
// Below this a socket counts as keeping up.
const KEEPING_UP_BYTES = 64 * 1024;
const MAX_WAITING_EVENTS = 5_000;
// Ten times what a console sends; what hung on its way for a while comes all at once.
const MESSAGES_PER_S = 250;
const MESSAGES_AT_ONCE = 1000;

export const CLOSE = {
  revoked: 4401,
  tooSlow: 4408,
  tooFast: 4429,
  malformed: 4400,
  replaced: 4409,
  ending: 1001,
} as const;

/** An event as text without its number: each console numbers its own events. */
export interface EventText {
  /** Change set that it came from; null for what is only in memory. */
  changeSeq: number | null;
  /** `"kind":...,"value":...}` */
  tail: string;
}

/** Sticks come in the time of the flight, which a simulation may run faster; sockets keep the machine's. */
export interface ConnectionClocks {
  readonly flight: Clock;
  readonly machine: Clock;
}

/** One open socket of one console. */
export class Connection {
  readonly socket: WebSocket;
  /** Names this window of this session: the pilot of a lease. */
  readonly pilotId: string;
  /** Where it comes from, for the audit. */
  readonly address: string;
  principal: Principal;
  /** Input since it was last asked for; feeds the idle lock. */
  #active = false;
  #seq = 0;
  /** Events that wait for the snapshot; null once it was sent. */
  #waiting: EventText[] | null = [];
  #rowsUpTo = 0;
  readonly transit = new Transit();
  readonly #telemetry = new TelemetryQueue();
  #slowSinceMs: number | null = null;
  #allowanceBytes = 0;
  readonly #clocks: ConnectionClocks;
  #messages = { left: MESSAGES_AT_ONCE, atMs: 0 };
  #isCut = false;
  /** Epochs of the leases taken over this socket: sticks count only under these. */
  readonly epochs = new Map<string, number>();

  constructor(socket: WebSocket, principal: Principal, pilotId: string, address: string, clocks: ConnectionClocks) {
    this.socket = socket;
    this.principal = principal;
    this.pilotId = pilotId;
    this.address = address;
    this.#clocks = clocks;
    this.#messages.atMs = clocks.flight.monotonicMs();
  }

  /** Starts over: what comes until the next snapshot waits. */
  holdEvents(): void {
    this.#waiting = [];
  }

  /** Sends the state, then what happened since its rows were read. */
  sendSnapshot(state: LiveState, changeSeq: number): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    this.#rowsUpTo = changeSeq;
    const text = JSON.stringify({ type: 'snapshot', state: { ...state, seq: this.#seq } } satisfies LiveMessage);
    // The snapshot itself may be larger than what a slow console may owe.
    this.#allowanceBytes = text.length;
    this.socket.send(text);
    // What is only in memory is in the state already; of rows only what is newer than they were.
    for (const event of waiting) if (event.changeSeq !== null) this.sendEvent(event);
  }

  sendEvent(event: EventText): void {
    if (this.#waiting) {
      if (this.#waiting.length < MAX_WAITING_EVENTS) this.#waiting.push(event);
      else this.cut(CLOSE.tooSlow, 'Too much happened before the snapshot was ready.');
      return;
    }
    if (event.changeSeq !== null && event.changeSeq <= this.#rowsUpTo) return;
    this.#seq += 1;
    this.socket.send(`{"type":"event","seq":${this.#seq},${event.tail}`);
  }

  send(message: LiveMessage): void {
    this.socket.send(JSON.stringify(message));
  }

  /** One batch as it came, or, for a console that is behind, the newest sample of each aircraft when it has caught up. */
  sendTelemetry(batch: Uint8Array): void {
    if (this.#waiting) return;
    if (this.socket.bufferedAmount > KEEPING_UP_BYTES) return this.#telemetry.merge(batch);
    this.socket.send(this.#telemetry.flushWith(batch));
  }

  /** To be called several times a second: cuts a console that has been behind for too long or by too much. */
  checkPace(): void {
    const queued = this.socket.bufferedAmount;
    if (queued <= KEEPING_UP_BYTES) {
      this.#slowSinceMs = null;
      this.#allowanceBytes = 0;
      const late = this.#telemetry.flush();
      if (late) this.socket.send(late);
      return;
    }
    const now = this.#clocks.machine.monotonicMs();
    this.#slowSinceMs ??= now;
    const patience = this.#allowanceBytes > 0 ? MAX_QUEUED_MS * 5 : MAX_QUEUED_MS;
    if (queued > MAX_QUEUED_BYTES + this.#allowanceBytes || now - this.#slowSinceMs > patience) {
      this.cut(CLOSE.tooSlow, 'The console takes in less than comes.');
    }
  }

  /** True once it was cut: what still comes over it is not heard. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** Counts a message; false when there are more than any console sends. */
  admits(): boolean {
    const nowMs = this.#clocks.flight.monotonicMs();
    const { left, atMs } = this.#messages;
    const now = Math.min(MESSAGES_AT_ONCE, left + ((nowMs - atMs) * MESSAGES_PER_S) / 1000);
    this.#messages = { left: now < 1 ? now : now - 1, atMs: nowMs };
    return now >= 1;
  }

  markActive(): void {
    this.#active = true;
  }

  /** Whether there was input since the last call. */
  takeActive(): boolean {
    const active = this.#active;
    this.#active = false;
    return active;
  }

  /** Ends the socket at once: a polite close would wait behind what is queued. */
  cut(code: number, reason: string): void {
    this.#isCut = true;
    this.socket.close(code, reason);
    this.#clocks.machine.setTimeout(() => this.socket.terminate(), 500);
  }
}
