import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Logger } from '@outrider/runtime';
import { readAmf, writeAmf } from './amf0.js';
import type { AmfValue } from './amf0.js';
import { ChunkReader } from './chunk-reader.js';
import type { RtmpMessage } from './chunk-reader.js';
import { acknowledgement, command, greeting } from './chunk-writer.js';
import type { RtmpPublisher } from './rtmp-publisher.js';

const VERSION = 3;
const HANDSHAKE_BYTES = 1536;
const ACKNOWLEDGE_EVERY_BYTES = 1_000_000;
const STREAM = 1;
const TYPE = { video: 9, amf3Command: 17, command: 20 } as const;

export interface ConnectionOptions {
  socket: Socket;
  logger: Logger;
  /** The publisher for a key; null: there is no such key. */
  admit(key: string): RtmpPublisher | null;
}

/** One source that is connected: handshake, commands, pictures (RTMP 1.0 sections 5.2 and 7.2). Sound is passed over. */
export class RtmpConnection {
  readonly #options: ConnectionOptions;
  readonly #reader = new ChunkReader((message) => this.#take(message));
  #handshake: Buffer | null = Buffer.alloc(0);
  #received = 0;
  #acknowledged = 0;
  #app = '';
  #publisher: RtmpPublisher | null = null;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    const { socket, logger } = options;
    socket.on('data', (bytes: Buffer) => {
      try {
        this.#push(bytes);
      } catch (error) {
        logger.info({ reason: (error as Error).message, address: socket.remoteAddress }, 'a source by RTMP is broken');
        socket.destroy();
      }
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => void this.#publisher?.close());
  }

  get publishing(): boolean {
    return this.#publisher !== null;
  }

  #push(bytes: Buffer): void {
    this.#received += bytes.length;
    if (this.#received - this.#acknowledged > ACKNOWLEDGE_EVERY_BYTES) {
      this.#acknowledged = this.#received;
      this.#options.socket.write(acknowledgement(this.#received));
    }
    const rest = this.#handshake ? this.#shake(bytes) : bytes;
    if (rest.length > 0) this.#reader.push(rest);
  }

  /** The simple handshake (section 5.2); what comes after it is returned. */
  #shake(bytes: Buffer): Buffer {
    const before = this.#handshake!.length;
    const all = Buffer.concat([this.#handshake!, bytes]);
    this.#handshake = all;
    if (all[0] !== VERSION) throw new Error('it does not speak RTMP');
    const first = 1 + HANDSHAKE_BYTES;
    if (before < first && all.length >= first) {
      const own = Buffer.concat([Buffer.alloc(8), randomBytes(HANDSHAKE_BYTES - 8)]);
      this.#options.socket.write(Buffer.concat([Buffer.from([VERSION]), own, all.subarray(1, first)]));
    }
    if (all.length < first + HANDSHAKE_BYTES) return Buffer.alloc(0);
    this.#handshake = null;
    return all.subarray(first + HANDSHAKE_BYTES);
  }

  #take({ type, payload, timestamp_ms }: RtmpMessage): void {
    if (type === TYPE.video) this.#publisher?.video(payload, timestamp_ms);
    else if (type === TYPE.command) this.#command(readAmf(payload));
    // A command in AMF3 begins with a zero byte and goes on in AMF0.
    else if (type === TYPE.amf3Command) this.#command(readAmf(payload.subarray(1)));
  }

  #command([name, transaction, ...rest]: AmfValue[]): void {
    const answer = (stream: number, values: readonly AmfValue[]): void =>
      void this.#options.socket.write(command(stream, writeAmf(values)));
    switch (name) {
      case 'connect': {
        const [details] = rest;
        const app = details && typeof details === 'object' && !Array.isArray(details) ? details['app'] : null;
        this.#app = typeof app === 'string' ? app.split('?')[0]!.replace(/\/$/, '') : '';
        this.#options.socket.write(greeting());
        const status = { level: 'status', code: 'NetConnection.Connect.Success', description: 'Connected.' };
        return answer(0, ['_result', transaction ?? 1, { fmsVer: 'FMS/3,0,1,123', capabilities: 31 }, status]);
      }
      case 'createStream':
        return answer(0, ['_result', transaction ?? 0, null, STREAM]);
      case 'releaseStream':
      case 'FCPublish':
        return answer(0, ['_result', transaction ?? 0, null, null]);
      case 'publish':
        return this.#publish(String(rest[1] ?? ''), (status) => answer(STREAM, ['onStatus', 0, null, status]));
      case 'play':
        return this.#refuse('Pictures are pushed here, not played.', (status) =>
          answer(STREAM, ['onStatus', 0, null, status]),
        );
      case 'FCUnpublish':
      case 'deleteStream':
      case 'closeStream':
        if (this.#publisher) this.#options.socket.end();
        return;
      default:
    }
  }

  #publish(name: string, tell: (status: AmfValue) => void): void {
    const [key] = name.split('?');
    const publisher = this.#app === 'live' && !this.#publisher ? this.#options.admit(key!) : null;
    if (!publisher) return this.#refuse('No camera waits for pictures under this key.', tell);
    this.#publisher = publisher;
    this.#reader.admit();
    tell({ level: 'status', code: 'NetStream.Publish.Start', description: 'Publishing.' });
  }

  #refuse(description: string, tell: (status: AmfValue) => void): void {
    const { socket, logger } = this.#options;
    logger.info({ address: socket.remoteAddress, description }, 'a source by RTMP is refused');
    tell({ level: 'error', code: 'NetStream.Publish.BadName', description });
    socket.end();
  }
}
