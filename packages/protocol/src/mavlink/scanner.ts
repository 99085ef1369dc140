import { crcByte, crcRange } from './crc.js';
import {
  CHECKSUM_BYTES,
  Frame,
  HEADER_V1,
  HEADER_V2,
  INCOMPAT_SIGNED,
  MAGIC_V1,
  MAGIC_V2,
  MAX_FRAME_BYTES,
  SIGNATURE_BYTES,
} from './frame.js';
import { CRC_EXTRA_BY_SLOT, slotOf } from './layout.js';

export interface ScanCounters {
  /** Accepted frames: verified ones and opaque ones. */
  frames: number;
  /** Places that looked like a frame of a known id and failed the checksum. */
  badCrc: number;
  /** Bytes that belong to no accepted frame, those of bad frames included. */
  skippedBytes: number;
  /** Accepted frames with an id outside our definitions. */
  unknown: number;
  /** Well-formed frames dropped for an incompat flag that we do not know. */
  incompatible: number;
  v1: number;
  v2: number;
  signed: number;
}

export type FrameHandler = (frame: Frame) => void;

/**
 * `stream`: frames may be cut anywhere between two feeds (serial, TCP). `datagram`: every feed stands for itself, as
 * UDP delivers it; a cut frame at its end is skipped.
 */
export type ScanMode = 'stream' | 'datagram';

/** Answers of the functions that look at one place, besides a frame's size. */
const NOT_A_FRAME = 0;
const INCOMPLETE = -1;
const ACCEPTABLE = 1;
/** Copying a datagram of this size into a lasting view is several times quicker than making a view for it. */
const SMALL_FEED = 2048;

/**
 * Finds MAVLink 1 and 2 frames in bytes. One scanner per link, since it carries the rest of one feed into the next.
 *
 * A frame of a known id is accepted when its checksum holds. An unknown id has no checksum that we could verify: it is
 * accepted only where the frame before it ended (or at the start) and where the next frame or the end follows, so that
 * garbage cannot swallow real frames. In stream mode it is therefore handed over with the byte after it, or at `end()`.
 */
export class FrameScanner {
  readonly counters: ScanCounters = {
    frames: 0,
    badCrc: 0,
    skippedBytes: 0,
    unknown: 0,
    incompatible: 0,
    v1: 0,
    v2: 0,
    signed: 0,
  };
  readonly #onFrame: FrameHandler;
  readonly #datagram: boolean;
  readonly #frame = new Frame();
  readonly #prefix: number;
  /** A rest is at most one frame without its last byte, or one opaque frame that waits for the magic after it. */
  readonly #window: number;
  readonly #carry: Uint8Array;
  readonly #carryView: DataView;
  readonly #small = new Uint8Array(SMALL_FEED);
  readonly #smallView = new DataView(this.#small.buffer);
  #carried = 0;
  #inSync = true;
  #final: boolean;

  /** @param prefixBytes bytes that stand before every frame: 8 in a tlog, where they hold the time */
  constructor(onFrame: FrameHandler, mode: ScanMode = 'stream', prefixBytes = 0) {
    this.#onFrame = onFrame;
    this.#prefix = prefixBytes;
    this.#window = MAX_FRAME_BYTES + 2 * prefixBytes + 1;
    this.#carry = new Uint8Array(2 * this.#window);
    this.#carryView = new DataView(this.#carry.buffer);
    this.#datagram = mode === 'datagram';
    this.#final = this.#datagram;
  }

  /**
   * Scans bytes and calls the handler for each frame before it returns. Never throws on any bytes; what the handler
   * throws passes through, and the rest of these bytes is lost. The handler must not feed the same scanner.
   */
  feed(bytes: Uint8Array): void {
    let start = 0;
    if (this.#carried > 0) {
      start = this.#feedCarry(bytes);
      if (start < 0) return;
    }
    if (this.#datagram) this.#inSync = true;
    const rest = this.#scan(bytes, this.#viewOf(bytes), start, bytes.length, bytes.length);
    this.#carried = bytes.length - rest;
    for (let index = 0; index < this.#carried; index++) this.#carry[index] = bytes[rest + index]!;
  }

  #viewOf(bytes: Uint8Array): DataView {
    if (bytes.length > SMALL_FEED) return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#small.set(bytes);
    return this.#smallView;
  }

  /** Ends a stream: an opaque frame that waits for its successor is handed over, a cut frame is counted as skipped. */
  end(): void {
    this.#final = true;
    this.#scan(this.#carry, this.#carryView, 0, this.#carried, this.#carried);
    this.#carried = 0;
    this.#inSync = true;
    this.#final = this.#datagram;
  }

  /** Finishes what the last feed left over. Answers where to go on in `bytes`, -1 when all of it had to be kept. */
  #feedCarry(bytes: Uint8Array): number {
    const carried = this.#carried;
    const taken = Math.min(bytes.length, this.#window);
    for (let index = 0; index < taken; index++) this.#carry[carried + index] = bytes[index]!;
    const end = carried + taken;
    const stopped = this.#scan(this.#carry, this.#carryView, 0, carried, end);
    if (stopped >= carried) return stopped - carried;
    this.#carry.copyWithin(0, stopped, end);
    this.#carried = end - stopped;
    return -1;
  }

  /** Handles every frame whose prefix begins in [from, stop); answers where it stopped. */
  #scan(bytes: Uint8Array, view: DataView, from: number, stop: number, end: number): number {
    const prefix = this.#prefix;
    this.#frame.bytes = bytes;
    this.#frame.view = view;
    let at = from;
    while (at < stop) {
      const start = at + prefix;
      const size = start < end ? this.#scanOne(view, start, end) : INCOMPLETE;
      if (size > NOT_A_FRAME) {
        if (!this.#inSync) this.#inSync = true;
        at = start + size;
      } else {
        if (size === INCOMPLETE && !this.#final) return at;
        this.#inSync = false;
        this.counters.skippedBytes++;
        at++;
      }
    }
    return at;
  }

  /** Looks at one place, and hands over the frame that begins there. */
  #scanOne(view: DataView, at: number, end: number): number {
    const magic = view.getUint8(at);
    if (magic === MAGIC_V2) return this.#scanV2(view, at, end);
    return magic === MAGIC_V1 ? this.#scanV1(view, at, end) : NOT_A_FRAME;
  }

  /** The header is read in words: magic, length, incompat and compat flags; sequence, system; component, 24-bit id. */
  #scanV2(view: DataView, at: number, end: number): number {
    if (end - at < HEADER_V2 + CHECKSUM_BYTES) return INCOMPLETE;
    const head = view.getInt32(at, true);
    const payloadLength = (head >>> 8) & 255;
    const flags = (head >>> 16) & 255;
    const payloadEnd = at + HEADER_V2 + payloadLength;
    const size = HEADER_V2 + payloadLength + CHECKSUM_BYTES + (flags & INCOMPAT_SIGNED) * SIGNATURE_BYTES;
    if (end - at < size) return INCOMPLETE;
    const id = view.getInt32(at + 6, true) >>> 8;
    const slot = slotOf(id);
    if (slot === 0 || flags > INCOMPAT_SIGNED) return this.#scanRareV2(view, at, end, size, slot);
    // The usual case stands here in full, without the calls of the others: it is most of the time that a frame costs.
    const crc = crcByte(crcRange(view, at + 1, payloadEnd), CRC_EXTRA_BY_SLOT[slot]!);
    if (crc !== view.getUint16(payloadEnd, true)) return this.#countBadCrc();
    const frame = this.#frame;
    frame.offset = at;
    frame.length = size;
    frame.payloadOffset = at + HEADER_V2;
    frame.payloadLength = payloadLength;
    frame.id = id;
    this.counters.frames++;
    this.counters.v2++;
    if (flags !== 0) this.counters.signed++;
    this.#onFrame(frame);
    return size;
  }

  /** A frame of an unknown id, or with incompat flags that we do not know. */
  #scanRareV2(view: DataView, at: number, end: number, size: number, slot: number): number {
    const payloadLength = view.getUint8(at + 1);
    const flags = view.getUint8(at + 2);
    const verdict = this.#judge(view, at, at + HEADER_V2 + payloadLength, at + size, end, slot);
    if (verdict !== ACCEPTABLE) return verdict;
    if (flags > INCOMPAT_SIGNED) {
      this.counters.incompatible++;
      return size;
    }
    this.counters.v2++;
    if (flags !== 0) this.counters.signed++;
    this.#handOver(at, size, HEADER_V2, payloadLength, view.getInt32(at + 6, true) >>> 8);
    return size;
  }

  #scanV1(view: DataView, at: number, end: number): number {
    if (end - at < HEADER_V1 + CHECKSUM_BYTES) return INCOMPLETE;
    const payloadLength = view.getUint8(at + 1);
    const size = HEADER_V1 + payloadLength + CHECKSUM_BYTES;
    if (end - at < size) return INCOMPLETE;
    const id = view.getUint8(at + 5);
    const verdict = this.#judge(view, at, at + HEADER_V1 + payloadLength, at + size, end, slotOf(id));
    if (verdict !== ACCEPTABLE) return verdict;
    this.counters.v1++;
    this.#handOver(at, size, HEADER_V1, payloadLength, id);
    return size;
  }

  #judge(view: DataView, at: number, payloadEnd: number, frameEnd: number, end: number, slot: number): number {
    if (slot === 0) return this.#judgeOpaque(view, frameEnd, end);
    const crc = crcByte(crcRange(view, at + 1, payloadEnd), CRC_EXTRA_BY_SLOT[slot]!);
    return crc === view.getUint16(payloadEnd, true) ? ACCEPTABLE : this.#countBadCrc();
  }

  #judgeOpaque(view: DataView, frameEnd: number, end: number): number {
    if (!this.#inSync) return NOT_A_FRAME;
    const next = frameEnd + this.#prefix;
    if (next >= end) return this.#final ? ACCEPTABLE : INCOMPLETE;
    const magic = view.getUint8(next);
    return magic === MAGIC_V1 || magic === MAGIC_V2 ? ACCEPTABLE : NOT_A_FRAME;
  }

  #countBadCrc(): number {
    this.counters.badCrc++;
    return NOT_A_FRAME;
  }

  #handOver(at: number, size: number, header: number, payloadLength: number, id: number): void {
    const frame = this.#frame;
    frame.offset = at;
    frame.length = size;
    frame.payloadOffset = at + header;
    frame.payloadLength = payloadLength;
    frame.id = id;
    this.counters.frames++;
    if (!frame.known) this.counters.unknown++;
    this.#onFrame(frame);
  }
}
