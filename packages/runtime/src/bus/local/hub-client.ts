import type { Socket } from 'node:net';
import type { Logger } from '../../logger/index.js';
import type { SubjectIndex } from '../subject-index.js';
import { isPattern } from '../subjects.js';
import { FrameKind, encodeFrame, frameId, frameKind, frameSubject, setFrameId } from './frame.js';
import { FrameReader } from './frame-reader.js';
import { FrameWriter } from './frame-writer.js';

/** What all clients of one hub share. */
export interface HubTable {
  index: SubjectIndex<HubClient>;
  /** Requests under way, by the hub's id. */
  pending: Map<number, { asker: HubClient; askerId: number }>;
  nextRequestId: number;
}

const MAX_PENDING_REQUESTS = 20_000;
const MAX_SUBSCRIPTIONS = 10_000;

/** The hub's end of one client's connection. */
export class HubClient {
  readonly #socket: Socket;
  readonly #table: HubTable;
  readonly #logger: Logger;
  readonly #writer: FrameWriter;
  readonly #subscriptions = new Map<number, () => void>();

  constructor(socket: Socket, table: HubTable, logger: Logger, maxQueuedBytes: number) {
    this.#socket = socket;
    this.#table = table;
    this.#logger = logger;
    this.#writer = new FrameWriter(socket, maxQueuedBytes);
    const reader = new FrameReader();
    socket.on('data', (chunk: Buffer) => {
      try {
        reader.push(chunk, (frame) => this.#handle(frame));
      } catch (error) {
        this.cut(`bus: client cut off: ${(error as Error).message}`);
      }
    });
    socket.on('error', (error) => logger.debug({ error }, 'bus: client connection failed'));
    socket.on('close', () => this.#forget());
  }

  /** Ends the connection at once, dropping what is queued. */
  cut(reason?: string): void {
    if (reason && !this.#socket.destroyed) this.#logger.warn({ queued_bytes: this.#socket.writableLength }, reason);
    this.#socket.destroy();
  }

  /** Messages to a slow client are not thinned out, since we cannot know which may be lost: it is cut off. */
  send(frame: Buffer): void {
    if (!this.#socket.destroyed && !this.#writer.write(frame)) this.cut('bus: client reads too slowly and was cut off');
  }

  #handle(frame: Buffer): void {
    switch (frameKind(frame)) {
      case FrameKind.Message:
        for (const client of this.#table.index.match(frameSubject(frame))) client.send(frame);
        return;
      case FrameKind.Request:
        return this.#request(frame);
      case FrameKind.Answer:
        return this.#answer(frame);
      case FrameKind.Subscribe:
        return this.#subscribe(frameId(frame), frameSubject(frame));
      case FrameKind.Unsubscribe:
        this.#subscriptions.get(frameId(frame))?.();
        this.#subscriptions.delete(frameId(frame));
        return;
      case FrameKind.Ping:
        return this.send(encodeFrame(FrameKind.Pong, frameId(frame), ''));
      default:
        throw new Error(`unknown frame kind ${frameKind(frame)}`);
    }
  }

  #subscribe(id: number, pattern: string): void {
    if (!isPattern(pattern)) throw new Error('invalid pattern');
    if (this.#subscriptions.size >= MAX_SUBSCRIPTIONS) throw new Error('too many subscriptions');
    this.#subscriptions.get(id)?.();
    this.#subscriptions.set(id, this.#table.index.add(pattern, this));
  }

  #request(frame: Buffer): void {
    const askerId = frameId(frame);
    const targets = this.#table.index.match(frameSubject(frame));
    if (targets.length === 0) return this.send(encodeFrame(FrameKind.NoResponder, askerId, ''));
    const { pending } = this.#table;
    // Requests that nobody answered stay in the table until the oldest make room: askers have their own timeout.
    if (pending.size >= MAX_PENDING_REQUESTS) pending.delete(pending.keys().next().value!);
    const id = this.#table.nextRequestId;
    this.#table.nextRequestId = (id + 1) % 2 ** 32;
    pending.set(id, { asker: this, askerId });
    setFrameId(frame, id);
    for (const client of targets) client.send(frame);
  }

  #answer(frame: Buffer): void {
    const id = frameId(frame);
    const request = this.#table.pending.get(id);
    this.#table.pending.delete(id);
    request?.asker.send(setFrameId(frame, request.askerId));
  }

  #forget(): void {
    for (const remove of this.#subscriptions.values()) remove();
    this.#subscriptions.clear();
    for (const [id, request] of this.#table.pending) if (request.asker === this) this.#table.pending.delete(id);
  }
}
