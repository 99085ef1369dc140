import { connect as connectTcp } from 'node:net';
import type { Socket } from 'node:net';
import type { Clock, Timer } from '@outrider/runtime';
import { Authorization, readChallenges, strongest } from './authorization.js';
import type { Credentials } from './authorization.js';
import { USER_AGENT, formatRequest, headerOf } from './message.js';
import type { RtspMethod, RtspResponse } from './message.js';
import { RtspProblem, connectionProblem, statusProblem } from './problem.js';
import { StreamReader } from './stream-reader.js';
import { connectTrusted } from './tls.js';
import type { TlsTrust } from './tls.js';

const ANSWER_WITHIN_MS = 5000;
const UNAUTHORIZED = 401;

export interface ConnectionOptions {
  url: URL;
  credentials: Credentials | null;
  /** Whose certificates count where the connection is over TLS. */
  trust: TlsTrust;
  clock: Clock;
  onInterleaved(channel: number, bytes: Uint8Array): void;
  /** The connection is gone; called once, not when `close` was called. */
  onLost(problem: RtspProblem): void;
}

interface Asked {
  resolve(response: RtspResponse): void;
  reject(problem: Error): void;
  timer: Timer;
}

/** One RTSP connection: requests with their answers by CSeq, authentication, and the data that is interleaved. */
export class RtspConnection {
  readonly where: string;
  readonly #options: ConnectionOptions;
  readonly #asked = new Map<number, Asked>();
  #socket: Socket | null = null;
  #authorization: Authorization | null = null;
  #sequence = 0;
  #session: string | null = null;
  #ended = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    const { hostname, port, protocol } = options.url;
    this.where = `${hostname}:${port || (protocol === 'rtsps:' ? 322 : 554)}`;
  }

  /** Addresses of the connection; empty until it stands. */
  get addresses(): { local: string; remote: string } {
    return { local: this.#socket?.localAddress ?? '', remote: this.#socket?.remoteAddress ?? '' };
  }

  /** Throws RtspProblem. */
  async open(): Promise<void> {
    const { url, clock } = this.#options;
    const secure = url.protocol === 'rtsps:';
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const port = Number(this.where.slice(this.where.lastIndexOf(':') + 1));
    await new Promise<void>((resolve, reject) => {
      const socket = secure
        ? connectTrusted({ host, port, trust: this.#options.trust }, resolve)
        : connectTcp({ host, port }, resolve);
      this.#socket = socket;
      const timer = clock.setTimeout(
        () => socket.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })),
        ANSWER_WITHIN_MS,
      );
      const reader = new StreamReader({
        response: (response) => this.#take(response),
        request: (request) => {
          const sequence = headerOf(request, 'cseq') ?? '0';
          socket.write(`RTSP/1.0 501 Not Implemented\r\nCSeq: ${sequence}\r\n\r\n`);
        },
        interleaved: (channel, bytes) => this.#options.onInterleaved(channel, bytes),
      });
      socket.setNoDelay(true);
      socket.on(secure ? 'secureConnect' : 'connect', () => timer.cancel());
      socket.on('data', (bytes: Buffer) => {
        try {
          reader.push(bytes);
        } catch (error) {
          socket.destroy(error as Error);
        }
      });
      socket.on('error', (error) => {
        timer.cancel();
        const problem = connectionProblem(error, this.where);
        reject(problem);
        this.#lose(problem);
      });
      socket.on('close', () => {
        timer.cancel();
        this.#lose(new RtspProblem(`${this.where} closed the connection.`));
      });
    });
  }

  /** Asks, with the password where it is wanted. Throws RtspProblem on any answer but 200 and those in `also`. */
  async request(
    method: RtspMethod,
    uri: string,
    headers: Record<string, string> = {},
    also: readonly number[] = [],
  ): Promise<RtspResponse> {
    let response = await this.#ask(method, uri, headers);
    const { credentials } = this.#options;
    if (response.status === UNAUTHORIZED && credentials && this.#accept(response, credentials))
      response = await this.#ask(method, uri, headers);
    if (response.status !== 200 && !also.includes(response.status))
      throw statusProblem(response.status, response.reason, this.where, credentials !== null);
    const session = headerOf(response, 'session');
    if (session) this.#session = session.split(';')[0]!.trim();
    return response;
  }

  sendInterleaved(channel: number, bytes: Uint8Array): void {
    const head = Buffer.from([0x24, channel, bytes.length >> 8, bytes.length & 0xff]);
    this.#socket?.write(Buffer.concat([head, bytes]));
  }

  close(): void {
    this.#ended = true;
    this.#failAll(new RtspProblem(`The connection to ${this.where} was closed.`));
    this.#socket?.destroy();
  }

  /** A new challenge is answered once; the same one again after our answer means that the password is wrong. */
  #accept(response: RtspResponse, credentials: Credentials): boolean {
    const challenge = strongest(readChallenges(response.headers.get('www-authenticate') ?? []));
    if (!challenge) return false;
    const before = this.#authorization;
    const stale = challenge.parameters.get('stale')?.toLowerCase() === 'true';
    const sameNonce = before?.challenge.parameters.get('nonce') === challenge.parameters.get('nonce');
    if (before && !stale && (challenge.scheme === 'basic' || sameNonce)) return false;
    this.#authorization = new Authorization(challenge, credentials);
    return true;
  }

  #ask(method: RtspMethod, uri: string, headers: Record<string, string>): Promise<RtspResponse> {
    const sequence = ++this.#sequence;
    const text = formatRequest(method, uri, {
      CSeq: String(sequence),
      'User-Agent': USER_AGENT,
      ...(this.#session ? { Session: this.#session } : {}),
      ...(this.#authorization ? { Authorization: this.#authorization.header(method, uri) } : {}),
      ...headers,
    });
    return new Promise((resolve, reject) => {
      if (this.#ended || !this.#socket) return reject(new RtspProblem(`The connection to ${this.where} is closed.`));
      const timer = this.#options.clock.setTimeout(() => {
        this.#asked.delete(sequence);
        reject(new RtspProblem(`${this.where} did not answer ${method} within ${ANSWER_WITHIN_MS / 1000} s.`));
      }, ANSWER_WITHIN_MS);
      this.#asked.set(sequence, { resolve, reject, timer });
      this.#socket.write(text);
    });
  }

  #take(response: RtspResponse): void {
    const sequence = Number(headerOf(response, 'cseq'));
    const asked = this.#asked.get(sequence);
    if (!asked) return;
    this.#asked.delete(sequence);
    asked.timer.cancel();
    asked.resolve(response);
  }

  #lose(problem: RtspProblem): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#failAll(problem);
    this.#options.onLost(problem);
  }

  #failAll(problem: RtspProblem): void {
    for (const { reject, timer } of this.#asked.values()) {
      timer.cancel();
      reject(problem);
    }
    this.#asked.clear();
  }
}
