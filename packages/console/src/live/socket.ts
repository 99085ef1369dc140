/** One live socket: snapshot, events, telemetry and requests, with reconnection. Knows nothing of React. */
import type { LiveMessage, LiveRequest } from '@outrider/schema';

/** A request without its id, which the socket adds. */
type Unnumbered<T> = T extends unknown ? Omit<T, 'id'> : never;
export type LiveAsk = Unnumbered<LiveRequest>;
export interface LiveHandlers {
  onMessage(message: LiveMessage): void;
  onTelemetry(bytes: Uint8Array): void;
  onRoundTrip(ms: number): void;
  onLost(): void;
}

export class LiveRequestError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'LiveRequestError';
    this.code = code;
  }
}

const PING_EVERY_MS = 1000;
/** Without any frame for so long the server counts as gone: the socket is closed and opened anew. */
const SILENCE_MS = 4000;
const REPLY_WITHIN_MS = 8000;
const RETRY_MIN_MS = 300;
const RETRY_MAX_MS = 4000;
const MAX_PENDING = 200;

interface Pending {
  resolve(value: unknown): void;
  reject(error: Error): void;
  timer: ReturnType<typeof setTimeout>;
}

export class LiveSocket {
  private socket: WebSocket | null = null;
  private readonly pending = new Map<string, Pending>();
  private heardAt = 0;
  private attempt = 0;
  private counter = 0;
  private pingSent = new Map<string, number>();
  private beat: ReturnType<typeof setInterval> | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private readonly url: string;
  private readonly handlers: LiveHandlers;

  constructor(url: string, handlers: LiveHandlers) {
    this.url = url;
    this.handlers = handlers;
  }

  start(): void {
    this.open();
    this.beat = setInterval(() => this.tick(), PING_EVERY_MS);
  }

  close(): void {
    clearInterval(this.beat);
    clearTimeout(this.retry);
    this.drop('The live connection was closed.');
  }

  /** Asks the server; rejects with LiveRequestError when refused, unanswered or not connected. */
  ask(request: LiveAsk): Promise<unknown> {
    const id = String(++this.counter);
    return new Promise((resolve, reject) => {
      if (!this.isOpen() || this.pending.size >= MAX_PENDING) {
        reject(new LiveRequestError('unreachable', 'No connection to the server: nothing was sent.'));
        return;
      }
      const timer = setTimeout(() => {
        this.pending.delete(id);
        reject(new LiveRequestError('unreachable', 'The server did not answer in time.'));
      }, REPLY_WITHIN_MS);
      this.pending.set(id, { resolve, reject, timer });
      this.socket?.send(JSON.stringify({ ...request, id }));
    });
  }

  /** Sends a stick frame, or drops it when the socket is not open or does not keep up: old input is worth nothing. */
  sendBinary(bytes: Uint8Array): boolean {
    if (!this.socket || !this.isOpen() || this.socket.bufferedAmount > 4 * bytes.byteLength) return false;
    this.socket.send(bytes as Uint8Array<ArrayBuffer>);
    return true;
  }

  private isOpen(): boolean {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  private open(): void {
    const socket = new WebSocket(this.url, 'outrider.v1');
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    this.heardAt = performance.now();
    socket.addEventListener('message', (event) => this.receive(event.data));
    socket.addEventListener('close', () => socket === this.socket && this.reopen());
  }

  private receive(data: string | ArrayBuffer): void {
    this.heardAt = performance.now();
    this.attempt = 0;
    if (typeof data !== 'string') {
      this.handlers.onTelemetry(new Uint8Array(data));
      return;
    }
    const message = JSON.parse(data) as LiveMessage;
    if (message.type === 'reply') this.settle(message);
    else if (message.type === 'pong') {
      const sent = this.pingSent.get(message.id);
      this.pingSent.clear();
      if (sent !== undefined) this.handlers.onRoundTrip(performance.now() - sent);
    } else this.handlers.onMessage(message);
  }

  private settle(reply: Extract<LiveMessage, { type: 'reply' }>): void {
    const pending = this.pending.get(reply.id);
    if (!pending) return;
    this.pending.delete(reply.id);
    clearTimeout(pending.timer);
    if (reply.ok) pending.resolve(reply.value);
    else pending.reject(new LiveRequestError(reply.error.code, reply.error.message));
  }

  private tick(): void {
    if (!this.isOpen()) return;
    if (performance.now() - this.heardAt > SILENCE_MS) {
      this.reopen();
      return;
    }
    const id = `p${++this.counter}`;
    this.pingSent.set(id, performance.now());
    this.socket?.send(JSON.stringify({ type: 'ping', id }));
  }

  private reopen(): void {
    this.drop('The connection to the server was lost.');
    this.handlers.onLost();
    const most = Math.min(RETRY_MAX_MS, RETRY_MIN_MS * 2 ** this.attempt++);
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.open(), RETRY_MIN_MS + Math.random() * most);
  }

  private drop(reason: string): void {
    const { socket } = this;
    this.socket = null;
    socket?.close();
    this.pingSent.clear();
    for (const pending of this.pending.values()) {
      clearTimeout(pending.timer);
      pending.reject(new LiveRequestError('unreachable', reason));
    }
    this.pending.clear();
  }
}
