import { utcOf } from '@outrider/core/video';
import type { VideoIndex } from '@outrider/schema';
import type { Piece, Recording } from './plan.js';
import { pieceAfter, pieceFor, positionAt, recordingOf } from './plan.js';

/** Fetches bytes of a recorded file, both ends included. */
export type FetchBytes = (segment: string, start: number, end: number, signal: AbortSignal) => Promise<ArrayBuffer>;

const AHEAD_S = 12;
const KEPT_BEHIND_S = 30;
/** The last picture of a buffer may begin a little before its end. */
const NEARLY_S = 0.02;
const SHOWN_WITHIN_MS = 300;

/**
 * Shows a recording in a video element through Media Source Extensions: pieces of the recorded files are fetched as they are needed, and
 * the element's time is the time of the file. `follow` says when it should stand; the rest goes by itself.
 */
export class RecordedVideo {
  readonly #element: HTMLVideoElement;
  readonly #fetch: FetchBytes;
  readonly #source = new MediaSource();
  readonly #url: string;
  readonly #inits = new Map<string, Promise<ArrayBuffer>>();
  readonly #onError: (error: unknown) => void;
  #recording: Recording;
  #buffer: SourceBuffer | null = null;
  #type = '';
  #last: Piece | null = null;
  #job = new AbortController();
  #wanted_s = 0;
  #closed = false;
  #isIdle = true;
  #updates: Promise<void> = Promise.resolve();

  constructor(element: HTMLVideoElement, index: VideoIndex, fetchBytes: FetchBytes, onError: (error: unknown) => void) {
    this.#element = element;
    this.#fetch = fetchBytes;
    this.#onError = onError;
    this.#recording = recordingOf(index);
    this.#url = URL.createObjectURL(this.#source);
    element.src = this.#url;
    this.#source.addEventListener('sourceopen', () => this.#fill(), { once: true });
    element.addEventListener('timeupdate', this.#goOn);
  }

  /** A recording that still runs has grown. */
  grow(index: VideoIndex): void {
    this.#recording = recordingOf(index);
    this.#goOn();
  }

  /** UTC of the picture at a time of the element, as `requestVideoFrameCallback` names it. */
  utcAt(media_s: number): number | null {
    return utcOf(this.#recording.fragments, media_s * 90_000);
  }

  /** Where the element should stand for a time of day; null in a gap. */
  positionAt(utc_ms: number): number | null {
    return positionAt(this.#recording, utc_ms);
  }

  /** Shows the picture of a position, exactly. */
  seek(position_s: number): void {
    this.#wanted_s = position_s;
    // Into the picture, since its own time may be rounded to the one before.
    this.#element.currentTime = position_s + 0.001;
    if (this.#bufferedUntil(position_s) === null) this.#fill();
  }

  close(): void {
    this.#closed = true;
    this.#job.abort();
    this.#element.removeEventListener('timeupdate', this.#goOn);
    this.#element.removeAttribute('src');
    this.#element.load();
    URL.revokeObjectURL(this.#url);
  }

  readonly #goOn = (): void => {
    this.#wanted_s = this.#element.currentTime;
    if (this.#job.signal.aborted || this.#isIdle) this.#fill();
  };

  /** End of the stretch of pictures that holds a position, or null where the player has none. */
  #bufferedUntil(position_s: number): number | null {
    const { buffered } = this.#element;
    for (let i = 0; i < buffered.length; i++) {
      if (buffered.start(i) <= position_s + NEARLY_S && position_s < buffered.end(i) - 1e-3) return buffered.end(i);
    }
    return null;
  }

  /** Begins anew to fetch what is wanted now, and what follows. */
  #fill(): void {
    if (this.#closed || this.#source.readyState !== 'open') return;
    this.#job.abort();
    this.#job = new AbortController();
    this.#isIdle = false;
    this.#run(this.#job.signal).catch((error: unknown) => {
      if (!(error instanceof DOMException && error.name === 'AbortError')) this.#onError(error);
    });
  }

  async #run(signal: AbortSignal): Promise<void> {
    let piece = this.#next();
    while (piece && !signal.aborted && piece.from_s < this.#wanted_s + AHEAD_S) {
      const [init, bytes] = await Promise.all([
        this.#initOf(piece),
        this.#fetch(piece.segment, piece.start, piece.end, signal),
      ]);
      if (signal.aborted) return;
      await this.#use(piece.codec_string);
      if (init) await this.#append(init);
      await this.#append(bytes);
      this.#last = piece;
      await this.#whenShown(signal);
      await this.#dropOld();
      piece = this.#next();
    }
    if (!signal.aborted) this.#isIdle = true;
  }

  /** What follows is fetched when the picture that is waited for is there; not for ever, since a hidden page may show none. */
  #whenShown(signal: AbortSignal): Promise<void> {
    const element = this.#element;
    if (!element.seeking || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        for (const name of ['seeked', 'error'] as const) element.removeEventListener(name, done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, SHOWN_WITHIN_MS);
      for (const name of ['seeked', 'error'] as const) element.addEventListener(name, done);
      signal.addEventListener('abort', done);
    });
  }

  /** What the player lacks: pictures at the wanted position, else those behind what it has got. */
  #next(): Piece | null {
    const until_s = this.#bufferedUntil(this.#wanted_s);
    const isContinued = until_s !== null && this.#last !== null && Math.abs(this.#last.to_s - until_s) < NEARLY_S;
    if (isContinued && this.#last) return pieceAfter(this.#recording, this.#last);
    const needed = pieceFor(this.#recording, until_s ?? this.#wanted_s);
    // A piece with a hole in it does not bring what is in the hole: then the next is due.
    const isTried = needed !== null && this.#last?.segment === needed.segment && this.#last.start === needed.start;
    return isTried && this.#last ? pieceAfter(this.#recording, this.#last) : needed;
  }

  /** The start of the file where the piece has it not and the player was not in that file before. */
  #initOf(piece: Piece): Promise<ArrayBuffer> | null {
    if (piece.withInit || this.#last?.segment === piece.segment) return null;
    const known = this.#inits.get(piece.segment);
    if (known) return known;
    const fetched = this.#fetch(piece.segment, 0, piece.init_bytes - 1, new AbortController().signal);
    this.#inits.set(piece.segment, fetched);
    fetched.catch(() => this.#inits.delete(piece.segment));
    return fetched;
  }

  async #use(codec: string): Promise<void> {
    const type = `video/mp4; codecs="${codec}"`;
    if (this.#type === type) return;
    if (!MediaSource.isTypeSupported(type)) throw new TypeError(`This browser cannot show ${codec}.`);
    this.#type = type;
    if (this.#buffer) return this.#buffer.changeType(type);
    this.#buffer = this.#source.addSourceBuffer(type);
    this.#source.duration = (this.#recording.fragments.at(-1)?.end_90khz ?? 0) / 90_000 + 3600;
  }

  #append(bytes: ArrayBuffer): Promise<void> {
    return this.#update((buffer) => buffer.appendBuffer(bytes));
  }

  async #dropOld(): Promise<void> {
    const until = this.#wanted_s - KEPT_BEHIND_S;
    const { buffered } = this.#element;
    if (buffered.length > 0 && buffered.start(0) < until) await this.#update((buffer) => buffer.remove(0, until));
  }

  /** One change of the buffer at a time: the next waits until the one before is done. */
  #update(change: (buffer: SourceBuffer) => void): Promise<void> {
    const done = this.#updates.then(() => this.#updateNow(change));
    this.#updates = done.catch(() => undefined);
    return done;
  }

  #updateNow(change: (buffer: SourceBuffer) => void): Promise<void> {
    const buffer = this.#buffer;
    if (this.#closed || !buffer) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const fail = (): void => reject(new TypeError('The browser cannot read the recording.'));
      buffer.addEventListener('error', fail, { once: true });
      buffer.addEventListener('updateend', () => (buffer.removeEventListener('error', fail), resolve()), {
        once: true,
      });
      change(buffer);
    });
  }
}
