import { ParameterSetCollector, isPadding, isSlice } from '@outrider/record/mp4';
import type { ParameterSets, VideoCodec } from '@outrider/record/mp4';
import type { PackedUnit } from './messages.js';
import { packNals, unpackNals } from './pack.js';

/** What a picture is to the recording. */
export interface SeenPicture {
  /** NAL units with lengths, without parameter sets, which stand at the start of the file. */
  bytes: Uint8Array;
  /** Parameter sets have changed since the last segment began. */
  changed: boolean;
}

/** Keeps the parameter sets of a stream, apart from its pictures. */
export class StreamState {
  #collector: ParameterSetCollector | null = null;
  #begunWith = -1;

  /** Null where the unit holds no picture. A parameter set that cannot be read is left out; the one before stays. */
  see(unit: PackedUnit): SeenPicture | null {
    const collector = this.#collectorOf(unit.codec);
    const nals = unpackNals(unit.bytes);
    const pictures = nals.filter(
      (nal) => nal.byteLength > 0 && !isPadding(unit.codec, nal) && !offered(collector, nal),
    );
    if (!pictures.some((nal) => isSlice(unit.codec, nal))) return null;
    const bytes = pictures.length === nals.length ? unit.bytes : packNals(pictures);
    return { bytes, changed: collector.version !== this.#begunWith };
  }

  /** The sets to begin a segment with; null until the stream has sent them all. */
  begin(): ParameterSets | null {
    const sets = this.#collector?.complete() ?? null;
    if (sets && this.#collector) this.#begunWith = this.#collector.version;
    return sets;
  }

  #collectorOf(codec: VideoCodec): ParameterSetCollector {
    if (this.#collector?.codec !== codec) {
      this.#collector = new ParameterSetCollector(codec);
      this.#begunWith = -1;
    }
    return this.#collector!;
  }
}

function offered(collector: ParameterSetCollector, nal: Uint8Array): boolean {
  try {
    return collector.offer(nal);
  } catch {
    return true;
  }
}
