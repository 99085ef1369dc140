import type { ViewKind } from '@outrider/schema';
import { ApiError } from '../live/api.js';
import { createStore } from '../live/store.js';
import { errorText } from '../ui/state.js';
import type { PictureTimes, PictureUtc } from './latency.js';
import { PictureClock } from './picture-clock.js';
import { NOT_STARTED } from './player.js';
import type { Player, PlayerNumbers, PlayerView } from './player.js';
import { askToWatch } from './whep.js';

const LOOK_EVERY_MS = 100;
const ASK_EVERY_MS = 1000;
/** UDP that gets through at all is through by then. */
const CONNECT_WITHIN_MS = 3000;
const BACK_OFF_MS = [500, 1000, 2000, 4000, 8000] as const;
/** A pilot waits for nothing; whoever watches would rather have every picture (milliseconds of buffer). */
const BUFFER_MS: Readonly<Record<ViewKind, number>> = { pilot: 0, watch: 150 };
/** Nothing changes by asking again. */
const FINAL: ReadonlySet<string> = new Set([
  'not_found',
  'forbidden',
  'not_signed_in',
  'session_expired',
  'share_ended',
  'share_sign_in',
]);

interface WhepClientOptions {
  /** Address that takes the offer, with its query. */
  url: string;
  /** How much is buffered. */
  view: ViewKind;
}

/** Plays one camera by WebRTC into a video element, and begins anew by itself for as long as it is not closed. */
export class WhepClient implements Player {
  readonly element = document.createElement('video');
  readonly view = createStore<PlayerView>(NOT_STARTED);
  readonly #options: WhepClientOptions;
  readonly #pictures = new PictureClock();
  #connection: RTCPeerConnection | null = null;
  #asking = new AbortController();
  #end: () => void = () => undefined;
  #looking: ReturnType<typeof setInterval> | undefined;
  #pinging: ReturnType<typeof setInterval> | undefined;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #frames = 0;
  #tries = 0;
  #closed = false;

  constructor(options: WhepClientOptions) {
    this.#options = options;
    this.element.muted = true;
    this.element.autoplay = true;
    this.element.playsInline = true;
    this.element.disablePictureInPicture = true;
  }

  start(): void {
    this.#looking = setInterval(() => this.#look(), LOOK_EVERY_MS);
    this.#waitForPicture();
    void this.#connect();
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#looking);
    this.element.cancelVideoFrameCallback(this.#frames);
    this.#hangUp();
    this.element.srcObject = null;
  }

  numbers(): PlayerNumbers {
    return this.#pictures.numbers(performance.now());
  }

  shownUtc(): PictureUtc | null {
    return this.#pictures.shownUtc();
  }

  async #connect(): Promise<void> {
    const connection = this.#open();
    try {
      await connection.setLocalDescription();
      const offer = connection.localDescription?.sdp ?? '';
      const session = await askToWatch(this.#options.url, offer, this.#asking.signal);
      if (connection !== this.#connection) return session.end();
      this.#end = session.end;
      await connection.setRemoteDescription({ type: 'answer', sdp: session.answer_sdp });
      this.#waiting = setTimeout(() => this.#again(NO_PATH, true), CONNECT_WITHIN_MS);
    } catch (error) {
      if (connection === this.#connection) this.#refused(error);
    }
  }

  #open(): RTCPeerConnection {
    const connection = new RTCPeerConnection();
    this.#connection = connection;
    this.#asking = new AbortController();
    this.#pictures.reconnected();
    const { receiver } = connection.addTransceiver('video', { direction: 'recvonly' });
    setBuffer(receiver, BUFFER_MS[this.#options.view]);
    connection.addEventListener('track', ({ track, streams }) => {
      this.element.srcObject = streams[0] ?? new MediaStream([track]);
      // Without a person's touch a browser may refuse even muted video; the page then offers to start it.
      this.element.play().catch(() => undefined);
    });
    connection.addEventListener('connectionstatechange', () => this.#onState(connection));
    this.#keepTime(connection.createDataChannel('clock'));
    return connection;
  }

  #onState(connection: RTCPeerConnection): void {
    if (connection !== this.#connection) return;
    if (connection.connectionState === 'connected') {
      clearTimeout(this.#waiting);
      this.view.set({ blocked: false });
    } else if (['failed', 'disconnected', 'closed'].includes(connection.connectionState)) {
      this.#again('The connection to the media process broke off.');
    }
  }

  #keepTime(channel: RTCDataChannel): void {
    const ask = () => channel.readyState === 'open' && channel.send(String(Date.now()));
    channel.addEventListener('open', () => {
      ask();
      clearInterval(this.#pinging);
      this.#pinging = setInterval(ask, ASK_EVERY_MS);
    });
    channel.addEventListener('message', ({ data }: MessageEvent<string>) => {
      const answer = JSON.parse(data) as { asked: string; utc_ms: number; picture: PictureTimes | null };
      this.#pictures.clock.add(Number(answer.asked), answer.utc_ms, Date.now());
      this.#pictures.told(answer.picture);
    });
  }

  #waitForPicture(): void {
    this.#frames = this.element.requestVideoFrameCallback((_now, frame) => {
      this.#pictures.shown({ shown_ms: frame.expectedDisplayTime, rtp_timestamp: frame.rtpTimestamp ?? null });
      this.#tries = 0;
      const { phase, shown } = this.view.get();
      if (phase !== 'live' || !shown) this.view.set({ phase: 'live', reason: null, shown: true });
      if (!this.#closed) this.#waitForPicture();
    });
  }

  #look(): void {
    const now = performance.now();
    // Of a hidden page no picture is shown, and that says nothing of the camera.
    if (document.hidden) return this.#pictures.rest(now);
    if (this.view.get().phase === 'live' && this.#pictures.isStale(now)) {
      this.view.set({ phase: 'stale', reason: 'No new picture comes.' });
    }
  }

  #refused(error: unknown): void {
    const final = error instanceof ApiError && FINAL.has(error.code);
    if (!final) return this.#again(errorText(error));
    this.#hangUp();
    this.view.set({ phase: 'failed', reason: errorText(error) });
  }

  /** Hangs up and tries once more after a while. */
  #again(reason: string, blocked = false): void {
    this.#hangUp();
    this.view.set({ phase: this.view.get().phase === 'stale' ? 'stale' : 'failed', reason, blocked });
    const wait = BACK_OFF_MS[Math.min(this.#tries, BACK_OFF_MS.length - 1)];
    this.#tries += 1;
    if (!this.#closed) this.#waiting = setTimeout(() => void this.#connect(), wait);
  }

  #hangUp(): void {
    clearTimeout(this.#waiting);
    clearInterval(this.#pinging);
    this.#asking.abort();
    const connection = this.#connection;
    this.#connection = null;
    connection?.close();
    this.#end();
    this.#end = () => undefined;
  }
}

const NO_PATH = 'No way by UDP from this browser to the media process.';

/** The smallest buffer the browser grants; what it does not know it leaves out. */
function setBuffer(receiver: RTCRtpReceiver, ms: number): void {
  const tuned = receiver as RTCRtpReceiver & { jitterBufferTarget?: number | null; playoutDelayHint?: number | null };
  if ('jitterBufferTarget' in tuned) tuned.jitterBufferTarget = ms;
  if ('playoutDelayHint' in tuned) tuned.playoutDelayHint = ms / 1000;
}
