import type { CameraSource } from '@outrider/schema';
import type { Timer } from '@outrider/runtime';
import { isRtcp, payloadOf } from '../../feed/rtp.js';
import { TransportFeed } from '../mpegts/index.js';
import type { Source, SourceContext } from '../source.js';
import { RtspProblem } from './problem.js';
import { RtspSession } from './session.js';

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 15_000;
/** Many cameras lock an account after a handful of wrong passwords; a change of the settings tries at once. */
const REFUSED_RETRY_MS = 60_000;

/** Calls a camera by RTSP and keeps it playing: what ends or fails is tried again after 1 s, and ever longer up to 15 s. */
export class RtspSource implements Source {
  readonly #context: SourceContext;
  readonly #settings: Extract<CameraSource, { kind: 'rtsp' }>;
  #session: RtspSession | null = null;
  #retry: Timer | null = null;
  #waitMs = FIRST_RETRY_MS;
  #live = false;
  #closed = false;

  constructor(context: SourceContext, settings: Extract<CameraSource, { kind: 'rtsp' }>) {
    this.#context = context;
    this.#settings = settings;
  }

  start(): void {
    this.#context.say('waiting', 'The camera is being called.');
    void this.#play();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#retry?.cancel();
    await this.#session?.close();
  }

  async #play(): Promise<void> {
    if (!URL.canParse(this.#settings.url)) {
      this.#context.say('failed', 'The address of the camera is not an address: rtsp://host:port/path is expected.');
      return;
    }
    const session = this.#open();
    this.#session = session;
    try {
      await session.play();
    } catch (error) {
      await this.#again(session, error as Error);
    }
  }

  #open(): RtspSession {
    const { clock, receiveBufferBytes, authorities } = this.#context;
    const { url, transport, username, password, certificate_sha256 } = this.#settings;
    let take: (packet: Uint8Array) => void = () => {};
    const session = new RtspSession({
      url,
      transport,
      credentials: username === null ? null : { username, password: password ?? '' },
      trust: { authorities, certificateSha256: certificate_sha256 ?? null },
      receiveBufferBytes,
      clock,
      onTrack: (codec, parameterSets) => {
        if (codec === 'mpegts') return void (take = this.#transportStream());
        const feed = this.#context.feed(codec);
        feed.restart(parameterSets);
        take = (packet) => feed.push(packet);
      },
      onPacket: (packet) => {
        if (!this.#live) this.#onLive();
        take(packet);
      },
      onLost: (problem) => void this.#again(session, problem),
    });
    return session;
  }

  #transportStream(): (packet: Uint8Array) => void {
    const feed = new TransportFeed(this.#context);
    return (packet) => {
      const payload = isRtcp(packet) ? null : payloadOf(packet);
      if (payload) feed.push(payload);
    };
  }

  #onLive(): void {
    this.#live = true;
    this.#waitMs = FIRST_RETRY_MS;
    this.#context.say('live', null);
  }

  async #again(session: RtspSession, error: Error): Promise<void> {
    if (this.#session !== session) return;
    this.#session = null;
    await session.close();
    this.#fail(error);
  }

  #fail(error: Error): void {
    if (this.#closed) return;
    const { logger, clock, camera } = this.#context;
    this.#live = false;
    const known = error instanceof RtspProblem;
    if (!known) logger.error({ error, camera_id: camera.camera_id }, 'a camera cannot be called');
    const sentence = known ? error.message : `The camera cannot be called: ${error.message}.`;
    const waitMs = known && error.refused ? REFUSED_RETRY_MS : this.#waitMs;
    logger.info({ camera_id: camera.camera_id, reason: sentence, retry_ms: waitMs }, 'a camera does not play');
    this.#context.say('failed', sentence);
    this.#waitMs = Math.min(LONGEST_RETRY_MS, this.#waitMs * 2);
    this.#retry = clock.setTimeout(() => void this.#play(), waitMs);
  }
}
