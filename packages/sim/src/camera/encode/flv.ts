/**
 * Reads H.264 from an FLV stream as it comes (Adobe Flash Video File Format Specification 10.1, annex E): every picture has its length
 * in front, so that it is whole as soon as its last byte is here, and not only when the next one begins.
 */
import { lengthPrefixed, nalType, parameterSets, uint } from './nal-units.js';

const HEADER_BYTES = 9;
const TAG_HEADER_BYTES = 11;
const BACK_POINTER_BYTES = 4;
const VIDEO_TAG = 9;
const AVC = 7;
const KEYFRAME = 1;
const SEQUENCE_HEADER = 0;
const PICTURE = 1;
/** Frame and codec, packet type, composition time. */
const VIDEO_HEADER_BYTES = 5;

export interface FlvPicture {
  nals: Uint8Array[];
  keyframe: boolean;
}

export class FlvReader {
  readonly #onPicture: (picture: FlvPicture) => void;
  #pending: Uint8Array = new Uint8Array(0);
  #inHeader = true;
  #parameterSets: Uint8Array[] = [];

  constructor(onPicture: (picture: FlvPicture) => void) {
    this.#onPicture = onPicture;
  }

  /** Bytes in order, however they are cut. Throws Error for what is no FLV. */
  feed(bytes: Uint8Array): void {
    this.#pending = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes]);
    if (this.#inHeader) {
      if (this.#pending.length < HEADER_BYTES + BACK_POINTER_BYTES) return;
      if (Buffer.from(this.#pending.subarray(0, 3)).toString('latin1') !== 'FLV')
        throw new Error('This is no FLV stream.');
      this.#pending = this.#pending.subarray(HEADER_BYTES + BACK_POINTER_BYTES);
      this.#inHeader = false;
    }
    while (this.#tag());
  }

  #tag(): boolean {
    if (this.#pending.length < TAG_HEADER_BYTES) return false;
    const length = uint(this.#pending, 1, 3);
    const end = TAG_HEADER_BYTES + length + BACK_POINTER_BYTES;
    if (this.#pending.length < end) return false;
    if (this.#pending[0] === VIDEO_TAG) this.#video(this.#pending.slice(TAG_HEADER_BYTES, TAG_HEADER_BYTES + length));
    this.#pending = this.#pending.subarray(end);
    return true;
  }

  #video(data: Uint8Array): void {
    if (data.length < VIDEO_HEADER_BYTES || (data[0]! & 0x0f) !== AVC) return;
    const body = data.subarray(VIDEO_HEADER_BYTES);
    if (data[1] === SEQUENCE_HEADER) this.#parameterSets = parameterSets(body);
    if (data[1] !== PICTURE) return;
    const keyframe = data[0]! >> 4 === KEYFRAME;
    const nals = lengthPrefixed(body);
    this.#onPicture({ nals: keyframe ? [...this.#parameterSets, ...nals.filter(isNoParameterSet)] : nals, keyframe });
  }
}

function isNoParameterSet(nal: Uint8Array): boolean {
  const type = nalType(nal);
  return type !== 7 && type !== 8;
}
