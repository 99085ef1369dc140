import type { VideoCodec } from '@outrider/schema';
import { startsKeyframe } from './payload-start.js';
import { payloadOf, timestampOf } from './rtp.js';

/** Finds the packets with which a picture begins that can be decoded without those before. */
export class KeyframeStarts {
  #last: number | null = null;

  /** The next keyframe counts, even where its time is that of the last. */
  forget(): void {
    this.#last = null;
  }

  isStart(codec: VideoCodec, packet: Uint8Array): boolean {
    const timestamp = timestampOf(packet);
    if (timestamp === this.#last) return false;
    const payload = payloadOf(packet);
    if (!payload || !startsKeyframe(codec, payload)) return false;
    this.#last = timestamp;
    return true;
  }
}
