import type { Socket } from 'node:net';
import { connect } from 'node:net';
import type { Logger } from '../../logger/index.js';
import type { Bus, BusHandler } from '../bus.js';
import { assertMessage, busClosed, busNoResponder, busTimeout } from '../errors.js';
import { SubjectIndex } from '../subject-index.js';
import { assertPattern } from '../subjects.js';
import { FrameKind, encodeFrame, frameId, frameKind, framePayload, frameSubject } from './frame.js';
import { FrameReader } from './frame-reader.js';
import { FrameWriter } from './frame-writer.js';

export interface LocalBusOptions {
  socketPath: string;
  logger: Logger;
  /** Messages beyond this many unsent bytes are dropped, and `publish` returns false. */
  maxQueuedBytes?: number;
}

interface Waiting {
  subject: string;
  resolve(answer: Uint8Array): void;
  reject(error: Error): void;
}

const DEFAULT_MAX_QUEUED_BYTES = 32 * 1024 * 1024;
const FIRST_RETRY_MS = 20;
const LAST_RETRY_MS = 1000;
const FLUSH_TIMEOUT_MS = 10_000;

/** A client of the local bus. It connects, and after each break reconnects and subscribes again, until it is closed. */
export function localBus(options: LocalBusOptions): Bus {
  return new LocalBus(options);
}

class LocalBus implements Bus {
  readonly #options: LocalBusOptions;
  readonly #index = new SubjectIndex<{ handler: BusHandler }>();
  readonly #patterns = new Map<number, string>();
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Set<(connected: boolean) => void>();
  #socket: Socket | null = null;
  #writer: FrameWriter | null = null;
  #retry: NodeJS.Timeout | null = null;
  #attempts = 0;
  #nextId = 1;
  #closed = false;

  constructor(options: LocalBusOptions) {
    this.#options = options;
    this.#connect();
  }

  get connected(): boolean {
    return this.#writer !== null;
  }

  onConnectionChange(listener: (connected: boolean) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  publish(subject: string, bytes: Uint8Array): boolean {
    assertMessage(subject, bytes);
    return this.#send(encodeFrame(FrameKind.Message, 0, subject, bytes));
  }

  subscribe(pattern: string, handler: BusHandler): { unsubscribe(): void } {
    assertPattern(pattern);
    const id = this.#newId();
    // Wrapped, so that one handler subscribed twice is called twice.
    const remove = this.#index.add(pattern, { handler });
    this.#patterns.set(id, pattern);
    this.#send(encodeFrame(FrameKind.Subscribe, id, pattern));
    return {
      unsubscribe: () => {
        remove();
        if (this.#patterns.delete(id)) this.#send(encodeFrame(FrameKind.Unsubscribe, id, ''));
      },
    };
  }

  async request(subject: string, bytes: Uint8Array, timeoutMs: number): Promise<Uint8Array> {
    assertMessage(subject, bytes);
    return this.#ask(FrameKind.Request, subject, bytes, timeoutMs);
  }

  async flush(): Promise<void> {
    await this.#ask(FrameKind.Ping, '', new Uint8Array(0), FLUSH_TIMEOUT_MS);
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#retry) clearTimeout(this.#retry);
    const socket = this.#socket;
    if (!socket) return;
    const gone = new Promise((resolve) => socket.once('close', resolve));
    // `end` lets what was published leave first; a hub that hangs must not keep us.
    socket.end();
    const timer = setTimeout(() => socket.destroy(), 500);
    await gone;
    clearTimeout(timer);
  }

  #newId(): number {
    const id = this.#nextId;
    this.#nextId = (id + 1) % 2 ** 32;
    return id;
  }

  #send(frame: Buffer): boolean {
    return !this.#closed && this.#writer !== null && this.#writer.write(frame);
  }

  #ask(kind: number, subject: string, bytes: Uint8Array, timeoutMs: number): Promise<Uint8Array> {
    const id = this.#newId();
    return new Promise((resolve, reject) => {
      const settle = (finish: () => void): void => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        finish();
      };
      const timer = setTimeout(() => settle(() => reject(busTimeout(subject, timeoutMs))), timeoutMs);
      this.#waiting.set(id, {
        subject,
        resolve: (answer) => settle(() => resolve(answer)),
        reject: (error) => settle(() => reject(error)),
      });
      if (!this.#send(encodeFrame(kind, id, subject, bytes))) settle(() => reject(busClosed()));
    });
  }

  #connect(): void {
    const socket = connect(this.#options.socketPath);
    const reader = new FrameReader();
    this.#socket = socket;
    socket.on('connect', () => this.#onConnect(socket));
    socket.on('data', (chunk: Buffer) => {
      try {
        reader.push(chunk, (frame) => this.#handle(frame));
      } catch (error) {
        this.#options.logger.error({ error }, 'bus: the hub sent something unreadable; reconnecting');
        socket.destroy();
      }
    });
    socket.on('error', (error) => this.#options.logger.debug({ error }, 'bus: connection failed'));
    socket.on('close', () => this.#onClose());
  }

  #onConnect(socket: Socket): void {
    if (this.#closed) return;
    this.#attempts = 0;
    this.#writer = new FrameWriter(socket, this.#options.maxQueuedBytes ?? DEFAULT_MAX_QUEUED_BYTES);
    for (const [id, pattern] of this.#patterns) this.#send(encodeFrame(FrameKind.Subscribe, id, pattern));
    for (const listener of this.#listeners) listener(true);
  }

  #onClose(): void {
    const wasConnected = this.#writer !== null;
    this.#socket = null;
    this.#writer = null;
    for (const waiting of this.#waiting.values()) waiting.reject(busClosed());
    if (!this.#closed) {
      const ceiling = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#attempts++);
      this.#retry = setTimeout(() => this.#connect(), ceiling * (0.5 + Math.random() / 2));
    }
    if (wasConnected) for (const listener of this.#listeners) listener(false);
  }

  #handle(frame: Buffer): void {
    const kind = frameKind(frame);
    if (kind === FrameKind.Message || kind === FrameKind.Request) return this.#deliver(frame);
    const waiting = this.#waiting.get(frameId(frame));
    if (kind === FrameKind.NoResponder) waiting?.reject(busNoResponder(waiting.subject));
    else waiting?.resolve(framePayload(frame));
  }

  #deliver(frame: Buffer): void {
    const subject = frameSubject(frame);
    const reply = frameKind(frame) === FrameKind.Request ? this.#replyTo(frameId(frame)) : undefined;
    for (const { handler } of this.#index.match(subject)) {
      try {
        handler(subject, framePayload(frame), reply);
      } catch (error) {
        this.#options.logger.error({ error, subject }, 'bus: a handler threw');
      }
    }
  }

  #replyTo(id: number): (bytes: Uint8Array) => void {
    let answered = false;
    return (bytes) => {
      if (answered) return;
      assertMessage('answer', bytes);
      answered = true;
      this.#send(encodeFrame(FrameKind.Answer, id, '', bytes));
    };
  }
}
