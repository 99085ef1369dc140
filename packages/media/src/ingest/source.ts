import type { MediaCamera, VideoCodec } from '@outrider/schema';
import type { Clock, Logger } from '@outrider/runtime';
import type { Feed } from '../feed/index.js';

export type SourceState = 'waiting' | 'live' | 'failed';

/** Brings the pictures of one camera in, whatever way they come, and tries again by itself until it is closed. */
export interface Source {
  start(): void;
  /** Asks the camera for a keyframe, where its protocol can. */
  requestKeyframe?(): void;
  close(): Promise<void>;
}

/** What a source may use of the process around it. */
export interface SourceContext {
  readonly camera: MediaCamera;
  readonly host: string;
  readonly receiveBufferBytes: number;
  /** Certificates of authorities that count, PEM; null: those of the system. */
  readonly authorities: string[] | null;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The feed to push packets into; a source that turns to another codec asks anew. */
  feed(codec: VideoCodec): Feed;
  /** Why nothing comes, in a sentence for the user; null when it is well. */
  say(state: SourceState, detail: string | null): void;
}
