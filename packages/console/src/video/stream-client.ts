import { createStore } from '../live/store.js';
import type { PictureUtc } from './latency.js';
import { RecentMedian } from './latency.js';
import { PictureClock } from './picture-clock.js';
import { NOT_STARTED } from './player.js';
import type { Player, PlayerNumbers, PlayerView } from './player.js';
import { WebSocketPlayer } from './websocket-player.js';

const LOOK_EVERY_MS = 100;
const KEPT = 15;

/** Plays one camera by WebSocket onto a canvas, where no UDP gets through. Each picture brings its own times along. */
export class StreamClient implements Player {
  readonly element = document.createElement('canvas');
  readonly view = createStore<PlayerView>(NOT_STARTED);
  readonly #pictures = new PictureClock();
  readonly #sinceCapture = new RecentMedian(KEPT);
  readonly #sinceReceipt = new RecentMedian(KEPT);
  readonly #stream: WebSocketPlayer;
  readonly #clockOffsetMs: () => number;
  #shown: PictureUtc | null = null;
  #looking: ReturnType<typeof setInterval> | undefined;

  /** @param clockOffsetMs the media process's clock minus ours, in milliseconds; it stands with the server */
  constructor(url: string, clockOffsetMs: () => number) {
    this.#clockOffsetMs = clockOffsetMs;
    this.#stream = new WebSocketPlayer({
      url,
      canvas: this.element,
      onPicture: (picture) => this.#show(picture),
      onTrouble: (trouble) => trouble && this.view.set({ phase: 'failed', reason: trouble }),
    });
  }

  start(): void {
    this.#looking = setInterval(() => this.#look(), LOOK_EVERY_MS);
    this.#stream.start();
  }

  close(): void {
    clearInterval(this.#looking);
    this.#stream.close();
  }

  numbers(): PlayerNumbers {
    return {
      ...this.#pictures.numbers(performance.now()),
      capture_to_shown_ms: this.#sinceCapture.value,
      receipt_to_shown_ms: this.#sinceReceipt.value,
    };
  }

  shownUtc(): PictureUtc | null {
    return this.#shown;
  }

  #show(picture: PictureUtc): void {
    const now_utc_ms = Date.now() + this.#clockOffsetMs();
    this.#shown = picture;
    this.#pictures.shown({ shown_ms: performance.now(), rtp_timestamp: null });
    this.#sinceReceipt.add(now_utc_ms - picture.received_utc_ms);
    if (picture.captured_utc_ms === null) this.#sinceCapture.clear();
    else this.#sinceCapture.add(now_utc_ms - picture.captured_utc_ms);
    if (this.view.get().phase !== 'live') this.view.set({ phase: 'live', reason: null, shown: true });
  }

  #look(): void {
    const now = performance.now();
    if (document.hidden) return this.#pictures.rest(now);
    if (this.view.get().phase === 'live' && this.#pictures.isStale(now)) {
      this.view.set({ phase: 'stale', reason: 'No new picture comes.' });
    }
  }
}
