import { headerOf, parseHead } from './message.js';
import type { RtspResponse, RtspServerRequest } from './message.js';

export interface StreamEvents {
  response(response: RtspResponse): void;
  request(request: RtspServerRequest): void;
  /** Binary data between the messages, on one of the channels agreed at SETUP (RFC 2326 section 10.12). */
  interleaved(channel: number, bytes: Uint8Array): void;
}

const DOLLAR = 0x24;
/** Channels come in pairs from 0 on; one track needs two. */
const MAX_CHANNEL = 31;
const MAX_HEAD_BYTES = 64 * 1024;
const MAX_BODY_BYTES = 256 * 1024;
/** Every way in which a message can begin: RTSP, and the methods that a server may call. */
const BEGINNINGS = [
  'RTSP/',
  'OPTIONS ',
  'ANNOUNCE ',
  'REDIRECT ',
  'SET_PARAMETER ',
  'GET_PARAMETER ',
  'TEARDOWN ',
  'PLAY ',
];

/** Takes the bytes of an RTSP connection apart. What is neither a message nor a frame is passed over up to where the next begins. */
export class StreamReader {
  readonly #events: StreamEvents;
  #rest: Buffer = Buffer.alloc(0);
  /** Bytes that belonged to nothing. */
  skippedBytes = 0;

  constructor(events: StreamEvents) {
    this.#events = events;
  }

  /** Throws when a message is larger than any camera's. */
  push(bytes: Buffer): void {
    let rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    for (let used; rest.length > 0 && (used = this.#one(rest)) > 0;) rest = rest.subarray(used);
    this.#rest = rest;
  }

  /** Handles what stands at the beginning; how many bytes it was, 0 when more is needed. */
  #one(bytes: Buffer): number {
    if (bytes[0] === DOLLAR) return this.#frame(bytes);
    const beginning = bytes.toString('latin1', 0, 16);
    if (!BEGINNINGS.some((each) => each.startsWith(beginning.slice(0, each.length)))) return this.#skip(bytes);
    return this.#message(bytes);
  }

  #frame(bytes: Buffer): number {
    if (bytes.length < 4) return 0;
    if (bytes[1]! > MAX_CHANNEL) return this.#skip(bytes);
    const end = 4 + bytes.readUInt16BE(2);
    if (bytes.length < end) return 0;
    this.#events.interleaved(bytes[1]!, bytes.subarray(4, end));
    return end;
  }

  #message(bytes: Buffer): number {
    const headEnd = bytes.indexOf('\r\n\r\n');
    if (headEnd < 0) {
      if (bytes.length > MAX_HEAD_BYTES) throw new Error('a message whose headers never end');
      return 0;
    }
    const head = parseHead(bytes.toString('utf8', 0, headEnd));
    if (!head) return this.#skip(bytes);
    const length = Number(headerOf(head, 'content-length') ?? 0);
    if (!(length >= 0 && length <= MAX_BODY_BYTES)) throw new Error('a message of impossible length');
    const end = headEnd + 4 + length;
    if (bytes.length < end) return 0;
    if ('status' in head) this.#events.response({ ...head, body: bytes.toString('utf8', headEnd + 4, end) });
    else this.#events.request(head);
    return end;
  }

  #skip(bytes: Buffer): number {
    const candidates = [bytes.indexOf(DOLLAR, 1), bytes.indexOf('RTSP/', 1)].filter((at) => at > 0);
    const used = candidates.length > 0 ? Math.min(...candidates) : bytes.length;
    this.skippedBytes += used;
    return used;
  }
}
