/** What every player of live pictures is to the console, whichever way the pictures come. */
import type { Store } from '../live/store.js';
import type { PictureUtc } from './latency.js';

/** live: pictures come · stale: none for about a second · failed: the way to them is shut, and is tried again */
export type PlayerPhase = 'connecting' | 'live' | 'stale' | 'failed';

export interface PlayerView {
  phase: PlayerPhase;
  /** Why it is not live, a whole sentence; null where nothing is known beyond the phase. */
  reason: string | null;
  /** A picture was shown since the player was started. */
  shown: boolean;
  /** No way by UDP from this browser to the media process: another transport may find one. */
  blocked: boolean;
}

/** Figures that change with every picture; read them twice a second, never with each picture. */
export interface PlayerNumbers {
  /** From when the camera took the picture, by its own clock, to when it is shown; null where it does not tell. */
  capture_to_shown_ms: number | null;
  /** From when the media process received it. */
  receipt_to_shown_ms: number | null;
  /** Browser to media process and back. */
  round_trip_ms: number | null;
  /** Since the last picture was shown; null before the first. */
  picture_age_ms: number | null;
  frame_rate_hz: number | null;
}

export interface Player {
  /** Where the pictures are shown; the one who opens the player puts it on the page. */
  readonly element: HTMLVideoElement | HTMLCanvasElement;
  readonly view: Store<PlayerView>;
  start(): void;
  /** Ends it and its view at the media process; it is not started again. */
  close(): void;
  numbers(): PlayerNumbers;
  /** UTC by the media process's clock of the picture that is shown; null before its clock is known. */
  shownUtc(): PictureUtc | null;
}

export const NOT_STARTED: PlayerView = { phase: 'connecting', reason: null, shown: false, blocked: false };
