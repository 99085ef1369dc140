import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { connect } from '@nats-io/transport-node';
import { NoRespondersError, TimeoutError, credsAuthenticator } from '@nats-io/nats-core';
import type { Msg, NatsConnection } from '@nats-io/nats-core';
import { OutriderError } from '../errors/index.js';
import type { Logger } from '../logger/index.js';
import type { Bus, BusHandler } from './bus.js';
import { assertMessage, busClosed, busNoResponder, busTimeout } from './errors.js';
import { assertPattern } from './subjects.js';

export interface NatsBusOptions {
  url: string;
  logger: Logger;
  /** Process name, shown in the NATS server's lists. */
  name: string;
  credentialsFile?: string | null;
}

const FIRST_CONNECT_TIMEOUT_MS = 5000;

/** A client of a NATS server; it reconnects by itself. Throws tls_required, or what the first connection failed with. */
export async function natsBus({ url, logger, name, credentialsFile }: NatsBusOptions): Promise<Bus> {
  assertNatsUrl(url);
  const connection = await connect({
    servers: url,
    name,
    timeout: FIRST_CONNECT_TIMEOUT_MS,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    reconnectJitter: 750,
    // The stacks of calls that time out cost more than the calls.
    noAsyncTraces: true,
    ...(credentialsFile ? { authenticator: credsAuthenticator(readFileSync(credentialsFile)) } : {}),
  });
  const bus = new NatsBus(connection, logger);
  void bus.watchStatus();
  return bus;
}

/** A NATS server on another machine is reached by TLS only. Throws tls_required. */
export function assertNatsUrl(url: string): void {
  const { protocol, hostname } = new URL(url);
  const bare = hostname.replace(/^\[|\]$/g, '');
  const loopback = bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
  if (loopback || protocol === 'tls:' || protocol === 'wss:') return;
  throw new OutriderError(
    'tls_required',
    `bus.url ${protocol}//${hostname} would send control of aircraft over the network in the clear.`,
    'Write tls:// and give the NATS server a certificate.',
  );
}

class NatsBus implements Bus {
  readonly #connection: NatsConnection;
  readonly #logger: Logger;
  readonly #listeners = new Set<(connected: boolean) => void>();
  #connected = true;

  constructor(connection: NatsConnection, logger: Logger) {
    this.#connection = connection;
    this.#logger = logger;
  }

  get connected(): boolean {
    return this.#connected;
  }

  onConnectionChange(listener: (connected: boolean) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  publish(subject: string, bytes: Uint8Array): boolean {
    assertMessage(subject, bytes);
    // The library would keep it for later; an old message must not arrive late.
    if (!this.#connected) return false;
    this.#connection.publish(subject, bytes);
    return true;
  }

  subscribe(pattern: string, handler: BusHandler): { unsubscribe(): void } {
    assertPattern(pattern);
    const subscription = this.#connection.subscribe(pattern, {
      callback: (error, message) => {
        if (error) this.#logger.warn({ error, pattern }, 'bus: subscription refused');
        else this.#deliver(message, handler);
      },
    });
    return { unsubscribe: () => subscription.unsubscribe() };
  }

  async request(subject: string, bytes: Uint8Array, timeoutMs: number): Promise<Uint8Array> {
    assertMessage(subject, bytes);
    if (!this.#connected) throw busClosed();
    let stopWatching = (): void => {};
    const lost = new Promise<never>((_resolve, reject) => {
      stopWatching = this.onConnectionChange(() => reject(busClosed()));
    });
    try {
      return (await Promise.race([this.#connection.request(subject, bytes, { timeout: timeoutMs }), lost])).data;
    } catch (error) {
      if (error instanceof TimeoutError) throw busTimeout(subject, timeoutMs);
      const cause = error instanceof Error ? error.cause : null;
      if (error instanceof NoRespondersError || cause instanceof NoRespondersError) throw busNoResponder(subject);
      throw busClosed();
    } finally {
      stopWatching();
    }
  }

  async flush(): Promise<void> {
    if (!this.#connected) throw busClosed();
    await this.#connection.flush();
  }

  async close(): Promise<void> {
    if (!this.#connection.isClosed()) await this.#connection.drain();
    this.#change(false);
  }

  async watchStatus(): Promise<void> {
    for await (const status of this.#connection.status()) {
      if (status.type === 'disconnect') this.#change(false);
      if (status.type === 'reconnect') this.#change(true);
      if (status.type === 'slowConsumer') this.#logger.warn('bus: this process reads too slowly');
    }
    this.#change(false);
  }

  #change(connected: boolean): void {
    if (this.#connected === connected) return;
    this.#connected = connected;
    for (const listener of this.#listeners) listener(connected);
  }

  #deliver(message: Msg, handler: BusHandler): void {
    try {
      handler(message.subject, message.data, message.reply ? replyOnce(message) : undefined);
    } catch (error) {
      this.#logger.error({ error, subject: message.subject }, 'bus: a handler threw');
    }
  }
}

function replyOnce(message: Msg): (bytes: Uint8Array) => void {
  let answered = false;
  return (bytes) => {
    if (answered) return;
    assertMessage('answer', bytes);
    answered = true;
    message.respond(bytes);
  };
}
