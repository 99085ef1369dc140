import type { VideoCodec } from '@outrider/schema';
import { ParameterSetCollector, pictureSize } from '@outrider/record/mp4';
import type { PictureSize } from '@outrider/record/mp4';
import type { AccessUnit } from './access-unit.js';

/** Size of a feed's pictures, read from its parameter sets each time they change. */
export class PictureSizeReader {
  readonly #sets: ParameterSetCollector;
  #version = 0;
  size: PictureSize | null = null;

  constructor(codec: VideoCodec) {
    this.#sets = new ParameterSetCollector(codec);
  }

  take(unit: AccessUnit): void {
    if (!unit.keyframe) return;
    try {
      for (const nal of unit.nals) this.#sets.offer(nal);
      const sets = this.#sets.complete();
      if (!sets || this.#sets.version === this.#version) return;
      this.#version = this.#sets.version;
      this.size = pictureSize(sets);
    } catch {
      // Broken parameter sets say nothing; the decoder of whoever watches decides about the picture.
    }
  }
}
