import type { VideoCodec } from '@outrider/schema';
import { joinBytes } from './bytes.js';

const H264_STAP_A = 24;
const H264_FU_A = 28;
const H265_AP = 48;
const H265_FU = 49;
const MAX_NAL_BYTES = 8 * 1024 * 1024;

/**
 * NAL units out of RTP payloads: single units, aggregates and fragments (H.264: RFC 6184, packetization modes 0 and 1; H.265:
 * RFC 7798 without DONL). Bytes of the payloads are referenced, not copied, except where fragments are joined.
 */
export class Depacketizer {
  readonly #codec: VideoCodec;
  readonly #emit: (nal: Uint8Array) => void;
  #fragments: Uint8Array[] | null = null;
  #fragmentBytes = 0;

  constructor(codec: VideoCodec, emit: (nal: Uint8Array) => void) {
    this.#codec = codec;
    this.#emit = emit;
  }

  /** A packet was lost: what was begun cannot be finished. */
  lost(): void {
    this.#fragments = null;
  }

  /** False when the payload is broken, or belongs to a unit whose beginning is missing. */
  push(payload: Uint8Array): boolean {
    if (this.#codec === 'h264') {
      const type = payload[0]! & 0x1f;
      if (type === H264_FU_A) return this.#fragment(payload, 2, payload[1]!, h264Header);
      if (type === H264_STAP_A) return this.#aggregate(payload, 1);
      return type >= 1 && type <= 23 && this.#whole(payload);
    }
    const type = (payload[0]! >> 1) & 0x3f;
    if (type === H265_FU) return this.#fragment(payload, 3, payload[2]!, h265Header);
    if (type === H265_AP) return this.#aggregate(payload, 2);
    return type < H265_AP && payload.length > 2 && this.#whole(payload);
  }

  #whole(nal: Uint8Array): boolean {
    this.#fragments = null;
    this.#emit(nal);
    return true;
  }

  #aggregate(payload: Uint8Array, start: number): boolean {
    this.#fragments = null;
    let offset = start;
    while (offset + 2 < payload.length) {
      const bytes = (payload[offset]! << 8) | payload[offset + 1]!;
      const end = offset + 2 + bytes;
      if (bytes === 0 || end > payload.length) return false;
      this.#emit(payload.subarray(offset + 2, end));
      offset = end;
    }
    return offset > start;
  }

  #fragment(payload: Uint8Array, start: number, flags: number, header: (payload: Uint8Array) => Uint8Array): boolean {
    if (payload.length <= start) return false;
    if (flags & 0x80) {
      this.#fragments = [header(payload)];
      this.#fragmentBytes = 0;
    }
    if (!this.#fragments) return false;
    this.#fragmentBytes += payload.length;
    if (this.#fragmentBytes > MAX_NAL_BYTES) {
      this.#fragments = null;
      return false;
    }
    this.#fragments.push(payload.subarray(start));
    if (flags & 0x40) {
      this.#emit(joinBytes(this.#fragments));
      this.#fragments = null;
    }
    return true;
  }
}

const h264Header = (payload: Uint8Array): Uint8Array => Uint8Array.of((payload[0]! & 0xe0) | (payload[1]! & 0x1f));
const h265Header = (payload: Uint8Array): Uint8Array =>
  Uint8Array.of((payload[0]! & 0x81) | ((payload[2]! & 0x3f) << 1), payload[1]!);
