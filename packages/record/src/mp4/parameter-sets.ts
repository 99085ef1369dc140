import { BadStream } from './bit-reader.js';
import { H264_NAL, h264NalType, h264PictureSetId, readH264Sequence } from './h264.js';
import { H265_NAL, h265NalType, h265SetId, isH265RandomAccess, readH265Sequence } from './h265.js';

export type VideoCodec = 'h264' | 'h265';

/** What is needed to begin decoding, by kind; each list in the order of its ids. `vps` is empty for H.264. */
export interface ParameterSets {
  codec: VideoCodec;
  vps: Uint8Array[];
  sps: Uint8Array[];
  pps: Uint8Array[];
}
type Kind = 'vps' | 'sps' | 'pps';
const LARGEST_ID: Readonly<Record<Kind, number>> = { vps: 15, sps: 31, pps: 255 };

/** Which parameter set a NAL unit is, or null for all others. */
export function parameterSetKind(codec: VideoCodec, nal: Uint8Array): Kind | null {
  if (codec === 'h264') {
    const type = h264NalType(nal);
    return type === H264_NAL.sps ? 'sps' : type === H264_NAL.pps ? 'pps' : null;
  }
  const type = h265NalType(nal);
  return type === H265_NAL.vps ? 'vps' : type === H265_NAL.sps ? 'sps' : type === H265_NAL.pps ? 'pps' : null;
}

/** True for what carries no picture and no message: access unit delimiters and filler. */
export function isPadding(codec: VideoCodec, nal: Uint8Array): boolean {
  const type = codec === 'h264' ? h264NalType(nal) : h265NalType(nal);
  const names = codec === 'h264' ? H264_NAL : H265_NAL;
  return type === names.delimiter || type === names.filler;
}

/** True for a part of a picture (video coding layer), as against what is said about pictures. */
export function isSlice(codec: VideoCodec, nal: Uint8Array): boolean {
  if (codec === 'h265') return h265NalType(nal) < H265_NAL.vps;
  const type = h264NalType(nal);
  return type >= H264_NAL.slice && type <= H264_NAL.idr;
}

/** True for a slice of a picture at which decoding may begin. */
export function isRandomAccess(codec: VideoCodec, nal: Uint8Array): boolean {
  return codec === 'h264' ? h264NalType(nal) === H264_NAL.idr : isH265RandomAccess(h265NalType(nal));
}

/** Collects the parameter sets of a stream as they come; one with the id of an earlier one takes its place. */
export class ParameterSetCollector {
  readonly codec: VideoCodec;
  readonly #sets: Record<Kind, Map<number, Uint8Array>> = { vps: new Map(), sps: new Map(), pps: new Map() };
  /** Grows by one with each set that is new or differs. */
  version = 0;

  constructor(codec: VideoCodec) {
    this.codec = codec;
  }

  /** Takes a NAL unit if it is a parameter set. Throws BadStream for one that cannot be read, and keeps what it had. */
  offer(nal: Uint8Array): boolean {
    const kind = parameterSetKind(this.codec, nal);
    if (kind === null) return false;
    const id = idOf(this.codec, kind, nal);
    if (id > LARGEST_ID[kind]) throw new BadStream('A parameter set has an id that does not exist.');
    const known = this.#sets[kind].get(id);
    if (known && isEqual(known, nal)) return true;
    this.#sets[kind].set(id, nal.slice());
    this.version += 1;
    return true;
  }

  /** Null until everything is there that decoding needs. */
  complete(): ParameterSets | null {
    const lists = { vps: inOrder(this.#sets.vps), sps: inOrder(this.#sets.sps), pps: inOrder(this.#sets.pps) };
    const isComplete = lists.sps.length > 0 && lists.pps.length > 0 && (this.codec === 'h264' || lists.vps.length > 0);
    return isComplete ? { codec: this.codec, ...lists } : null;
  }
}

function idOf(codec: VideoCodec, kind: Kind, nal: Uint8Array): number {
  if (kind === 'sps') return codec === 'h264' ? readH264Sequence(nal).id : readH265Sequence(nal).id;
  return codec === 'h264' ? h264PictureSetId(nal) : h265SetId(nal);
}

const inOrder = (sets: Map<number, Uint8Array>): Uint8Array[] =>
  [...sets].toSorted(([a], [b]) => a - b).map(([, nal]) => nal);

const isEqual = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
