import { AuthorizationError, NoRespondersError, PermissionViolationError, TimeoutError } from '@nats-io/nats-core';
import type { Msg, NatsConnection } from '@nats-io/nats-core';
import { connect } from '@nats-io/transport-node';
import type { NodeConnectionOptions } from '@nats-io/transport-node';
import { OutriderError } from '../errors/index.js';
import type { Logger } from '../logger/index.js';
import type { Bus, BusHandler } from './bus.js';
import { assertMessage, busClosed, busNoResponder, busTimeout } from './errors.js';
import { authenticatorFor } from './nats-credentials.js';
import { assertNatsUrl, wantsTls } from './nats-url.js';
import { assertPattern } from './subjects.js';

export interface NatsBusOptions {
  url: string;
  logger: Logger;
  /** Process name, shown in the NATS server's lists. */
  name: string;
  credentialsFile?: string | null;
  /** Certificates to trust in place of the system's, as PEM. */
  caFile?: string | null;
  /** Where answers come in: a user who is limited to its own subjects may listen nowhere else. */
  inbox?: string | null;
}

const FIRST_CONNECT_TIMEOUT_MS = 5000;
const PING_EVERY_MS = 2000;
const PINGS_UNANSWERED = 2;

/** A client of a NATS server; it reconnects by itself. Throws tls_required, bus_refused, bus_closed or file_unreadable. */
export async function natsBus(options: NatsBusOptions): Promise<Bus> {
  const { url, logger, name, credentialsFile, caFile, inbox } = options;
  assertNatsUrl(url);
  const authenticator = credentialsFile ? authenticatorFor(credentialsFile) : null;
  const settings: NodeConnectionOptions = {
    servers: url,
    name,
    timeout: FIRST_CONNECT_TIMEOUT_MS,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    reconnectJitter: 750,
    // A pulled cable closes no connection: it is noticed by pings that stay unanswered.
    pingInterval: PING_EVERY_MS,
    maxPingOut: PINGS_UNANSWERED,
    // Who was shut out by mistake comes back by itself.
    ignoreAuthErrorAbort: true,
    // Another server that this one names may be anybody's.
    ignoreClusterUpdates: true,
    // The stacks of calls that time out cost more than the calls.
    noAsyncTraces: true,
    ...(inbox ? { inboxPrefix: inbox } : {}),
    // Without this a server that does not offer TLS would be spoken to in the clear, tls:// or not.
    ...(wantsTls(url) ? { tls: caFile ? { caFile } : {} } : {}),
    ...(authenticator ? { authenticator } : {}),
  };
  const connection = await connect(settings).catch((error: unknown) => {
    throw refused(url, credentialsFile, error);
  });
  const bus = new NatsBus(connection, logger);
  void bus.watchStatus();
  return bus;
}

function refused(url: string, credentialsFile: string | null | undefined, cause: unknown): OutriderError {
  const isLogin = cause instanceof AuthorizationError;
  const who = credentialsFile ? `the credentials in ${credentialsFile}` : 'a client without credentials';
  return new OutriderError(
    isLogin ? 'bus_refused' : 'bus_closed',
    isLogin
      ? `The NATS server at ${url} does not take ${who}.`
      : `The NATS server at ${url} cannot be reached: ${(cause as Error).message}.`,
    isLogin
      ? 'Set bus.credentials_file, or add this gateway and have the NATS server read its users again.'
      : 'Start it, and check bus.url and bus.ca_file.',
    { cause },
  );
}

function notAllowed(subject: string): OutriderError {
  const message = `The NATS server does not let this process say "${subject}".`;
  return new OutriderError(
    'bus_refused',
    message,
    'See which credentials it uses, and what its users file allows them.',
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
      if ([error, cause].some((each) => each instanceof PermissionViolationError)) throw notAllowed(subject);
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
