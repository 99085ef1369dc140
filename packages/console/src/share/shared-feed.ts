import type { Point, SharedFeed } from '@outrider/schema';
import { ApiError, call } from '../live/api.js';
import { uuidv7 } from '../live/ids.js';
import { createStore } from '../live/store.js';
import { errorText } from '../ui/state.js';

const EVERY_MS = 1000;
const ANSWER_WITHIN_MS = 5000;
const BACK_OFF_MS = [1000, 2000, 4000, 8000] as const;

/** opening: no answer yet · open · sign_in: only for members · ended: for good */
export type Door = 'opening' | 'open' | 'sign_in' | 'ended';
export interface SharedView {
  door: Door;
  /** As the server last told it. */
  feed: SharedFeed | null;
  /** performance.now() of the last answer; null before the first */
  heard_ms: number | null;
  /** Why nothing is heard, a sentence; null while answers come. */
  trouble: string | null;
  /** Server's clock minus ours, wrong by half the round trip at most. */
  clock_offset_ms: number;
}
const NOTHING: SharedView = { door: 'opening', feed: null, heard_ms: null, trouble: null, clock_offset_ms: 0 };

/**
 * Asks once a second what a link shows, which also tells that the page is still there. Goes on by itself over a bad link, more rarely
 * while nothing comes, and stops when the link has ended or wants somebody to sign in.
 */
export class SharedFeedAsker {
  readonly view = createStore<SharedView>(NOTHING);
  /** Of this load of the page. */
  readonly pageId = uuidv7();
  readonly token: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failed = 0;
  #asking = false;

  constructor(token: string) {
    this.token = token;
  }

  start(): void {
    void this.#ask();
    addEventListener('online', () => this.askNow());
    document.addEventListener('visibilitychange', () => document.hidden || this.askNow());
  }

  /** Without waiting for the next second, also after somebody has signed in. */
  askNow(): void {
    if (this.view.get().door !== 'ended') void this.#ask();
  }

  /** Says something to the crew, or shows it a place. Throws ApiError. */
  async say(text: string, pin: Point | null): Promise<void> {
    const body = { page_id: this.pageId, ...(text === '' ? {} : { text }), ...(pin ? { pin } : {}) };
    await call('POST', '/share/{token}/messages', { path: { token: this.token }, body });
  }

  async #ask(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    clearTimeout(this.#timer);
    const asked_ms = Date.now();
    try {
      const feed = await call('GET', '/share/{token}', {
        path: { token: this.token },
        query: { page_id: this.pageId },
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      const clock_offset_ms = feed.server_utc_ms - (asked_ms + Date.now()) / 2;
      this.#failed = 0;
      this.view.set({ door: 'open', feed, heard_ms: performance.now(), trouble: null, clock_offset_ms });
      this.#again(EVERY_MS);
    } catch (error) {
      this.#refused(error);
    } finally {
      this.#asking = false;
    }
  }

  #refused(error: unknown): void {
    const code = error instanceof ApiError ? error.code : '';
    if (code === 'share_ended') return this.view.set({ door: 'ended', trouble: null });
    if (code === 'share_sign_in') return this.view.set({ door: 'sign_in', trouble: null });
    this.view.set({ trouble: code === 'unreachable' ? 'The server does not answer.' : errorText(error) });
    this.#again(BACK_OFF_MS[Math.min(this.#failed, BACK_OFF_MS.length - 1)] ?? EVERY_MS);
    this.#failed += 1;
  }

  #again(wait_ms: number): void {
    this.#timer = setTimeout(() => void this.#ask(), wait_ms);
  }
}
