import type { VideoCodec } from '@outrider/schema';
import type { AccessUnit } from './access-unit.js';
import { H264, H265, isParameterSet, nalType } from './nal.js';

const MAX_SETS = 32;
const MAX_BYTES = 4096;

/**
 * Parameter sets of a stream, from its description or as they came, for keyframes that come without: a browser and a recording
 * that begin there could not be decoded.
 */
export class ParameterSets {
  readonly #codec: VideoCodec;
  readonly #byType = new Map<number, Uint8Array[]>();

  constructor(codec: VideoCodec) {
    this.#codec = codec;
  }

  /** Those of the sets' types replace what was known of that type. */
  learn(nals: readonly Uint8Array[]): void {
    const types = new Map<number, Uint8Array[]>();
    for (const nal of nals) {
      const type = nalType(this.#codec, nal[0]!);
      if (!isParameterSet(this.#codec, type) || nal.length > MAX_BYTES) continue;
      const sets = types.get(type) ?? [];
      // A copy: a view would keep the packet's whole buffer.
      if (sets.length < MAX_SETS) sets.push(nal.slice());
      types.set(type, sets);
    }
    for (const [type, sets] of types) this.#byType.set(type, sets);
  }

  /** Learns from a picture, and puts what a keyframe lacks before its first slice. True: something was put in. */
  complete(unit: AccessUnit): boolean {
    this.learn(unit.nals);
    if (!unit.keyframe) return false;
    const present = new Set(unit.nals.map((nal) => nalType(this.#codec, nal[0]!)));
    const wanted: number[] = this.#codec === 'h264' ? [H264.sps, H264.pps] : [H265.vps, H265.sps, H265.pps];
    const missing = wanted.filter((type) => !present.has(type)).flatMap((type) => this.#byType.get(type) ?? []);
    if (missing.length === 0) return false;
    const delimiter = this.#codec === 'h264' ? H264.aud : H265.aud;
    const first = nalType(this.#codec, unit.nals[0]![0]!) === delimiter ? 1 : 0;
    unit.nals = [...unit.nals.slice(0, first), ...missing, ...unit.nals.slice(first)];
    return true;
  }
}
