import { layoutOf, slotOf } from './layout.js';

export const MAGIC_V1 = 0xfe;
export const MAGIC_V2 = 0xfd;
/** Bytes before the payload, magic included. */
export const HEADER_V1 = 6;
export const HEADER_V2 = 10;
export const CHECKSUM_BYTES = 2;
export const SIGNATURE_BYTES = 13;
/** Bit of incompat_flags that announces a signature; no other bit is defined. */
export const INCOMPAT_SIGNED = 0x01;
/** Header, 255 bytes of payload, checksum and signature. */
export const MAX_FRAME_BYTES = HEADER_V2 + 255 + CHECKSUM_BYTES + SIGNATURE_BYTES;

const NO_BYTES = new Uint8Array(0);
const NO_VIEW = new DataView(NO_BYTES.buffer);

/**
 * One frame inside a buffer that belongs to somebody else. The scanner reuses one Frame and the buffers below it:
 * everything here is valid only until the handler returns. Copy what must live longer (`frame.raw.slice()`).
 */
export class Frame {
  bytes: Uint8Array = NO_BYTES;
  /** Reads the same bytes at the same positions. */
  view: DataView = NO_VIEW;
  /** Position and size of the whole frame in `bytes`. */
  offset = 0;
  length = 0;
  /** Position and size of the payload in `bytes` and `view`. */
  payloadOffset = 0;
  payloadLength = 0;
  id = 0;

  /** False: the id is not in our definitions, so the checksum could not be verified. Forward it, do not read it. */
  get known(): boolean {
    return slotOf(this.id) !== 0;
  }

  get version(): 1 | 2 {
    return this.bytes[this.offset] === MAGIC_V1 ? 1 : 2;
  }

  get sequence(): number {
    return this.bytes[this.offset + (this.version === 1 ? 2 : 4)]!;
  }

  get systemId(): number {
    return this.bytes[this.offset + (this.version === 1 ? 3 : 5)]!;
  }

  get componentId(): number {
    return this.bytes[this.offset + (this.version === 1 ? 4 : 6)]!;
  }

  get signed(): boolean {
    return this.version === 2 && (this.bytes[this.offset + 2]! & INCOMPAT_SIGNED) !== 0;
  }

  /** The frame's bytes as they came, without a copy. */
  get raw(): Uint8Array {
    return this.bytes.subarray(this.offset, this.offset + this.length);
  }

  /** System the message is for, 0 for all and for messages without a target. */
  get targetSystem(): number {
    return this.#payloadByte(layoutOf(this.id)?.targetSystemAt ?? -1);
  }

  /** Component the message is for, 0 for all and for messages without a target. */
  get targetComponent(): number {
    return this.#payloadByte(layoutOf(this.id)?.targetComponentAt ?? -1);
  }

  /** Truncated bytes are zero (MAVLink 2 payload truncation). */
  #payloadByte(at: number): number {
    return at < 0 || at >= this.payloadLength ? 0 : this.bytes[this.payloadOffset + at]!;
  }
}
