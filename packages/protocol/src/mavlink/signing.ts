import type { Frame } from './frame.js';
import { SIGNATURE_BYTES } from './frame.js';

/** SHA-256 over the parts one after the other; passed in, so that this package needs no runtime of its own. */
export type Sha256 = (parts: readonly Uint8Array[]) => Uint8Array;

export const KEY_BYTES = 32;
/** Signing time counts ticks of 10 us since 2015-01-01 UTC. */
const EPOCH_MS = Date.UTC(2015, 0, 1);
const TICKS_PER_MS = 100;
/** A stream seen for the first time may be at most one minute behind. */
const NEW_STREAM_WINDOW_TICKS = 6_000_000;
const MAX_TICKS = 2 ** 48 - 1;
const MAX_STREAMS = 256;
const SIGNED_TAIL_BYTES = 6;
const TWO_32 = 4294967296;

/** Signing time of a UTC time in milliseconds. */
export function signingTicks(utc_ms: number): number {
  return Math.max(0, Math.floor((utc_ms - EPOCH_MS) * TICKS_PER_MS));
}

/**
 * The strictly increasing clock shared by all signers and verifiers of one key. Persist `ticks` at least once a minute
 * and start from the persisted value plus a minute, so that a restart never repeats a time.
 */
export class SigningClock {
  #ticks: number;
  readonly #now_ms: () => number;

  /** @param now_ms UTC milliseconds @param persistedTicks the last persisted value, 0 at first */
  constructor(now_ms: () => number, persistedTicks = 0) {
    this.#now_ms = now_ms;
    this.#ticks = persistedTicks > 0 ? persistedTicks + NEW_STREAM_WINDOW_TICKS : 0;
  }

  /** The latest time given out or accepted. */
  get ticks(): number {
    return this.#ticks;
  }

  /** A time later than every one before. */
  next(): number {
    this.#ticks = Math.min(MAX_TICKS, Math.max(this.#ticks + 1, signingTicks(this.#now_ms())));
    return this.#ticks;
  }

  /** Follows a verified sender that is ahead of us, as the MAVLink rule asks. */
  observe(ticks: number): void {
    if (ticks > this.#ticks) this.#ticks = ticks;
  }

  /** What a new stream is compared with. */
  reference(): number {
    return Math.max(this.#ticks, signingTicks(this.#now_ms()));
  }
}

/** Appends signatures to encoded frames. */
export class FrameSigner {
  readonly #key: Uint8Array;
  readonly #linkId: number;
  readonly #clock: SigningClock;
  readonly #sha256: Sha256;

  /** @throws RangeError when the key has not 32 bytes */
  constructor(key: Uint8Array, linkId: number, clock: SigningClock, sha256: Sha256) {
    this.#key = checkedKey(key);
    this.#linkId = linkId & 255;
    this.#clock = clock;
    this.#sha256 = sha256;
  }

  /** Writes the trailer behind a frame of `length` bytes (incompat flag already set); answers the new length. */
  sign(bytes: Uint8Array, length: number): number {
    bytes[length] = this.#linkId;
    writeTicks(bytes, length + 1, this.#clock.next());
    const signedEnd = length + SIGNATURE_BYTES - SIGNED_TAIL_BYTES;
    const digest = this.#sha256([this.#key, bytes.subarray(0, signedEnd)]);
    bytes.set(digest.subarray(0, SIGNED_TAIL_BYTES), signedEnd);
    return length + SIGNATURE_BYTES;
  }
}

/** Why a frame is not trusted, or `valid`. */
export type SignatureVerdict = 'valid' | 'unsigned' | 'bad-signature' | 'replayed' | 'too-old' | 'too-many-streams';

/**
 * Verifies signatures of one key. A stream is a (system, component, link id); its time must strictly increase. Nothing
 * advances on a bad signature. Whether unsigned frames are let through is the caller's policy.
 */
export class FrameVerifier {
  readonly #key: Uint8Array;
  readonly #clock: SigningClock;
  readonly #sha256: Sha256;
  readonly #streams = new Map<number, number>();

  /** @throws RangeError when the key has not 32 bytes */
  constructor(key: Uint8Array, clock: SigningClock, sha256: Sha256) {
    this.#key = checkedKey(key);
    this.#clock = clock;
    this.#sha256 = sha256;
  }

  verify(frame: Frame): SignatureVerdict {
    if (!frame.signed) return 'unsigned';
    const { bytes } = frame;
    const end = frame.offset + frame.length;
    const trailer = end - SIGNATURE_BYTES;
    const signedEnd = end - SIGNED_TAIL_BYTES;
    const digest = this.#sha256([this.#key, bytes.subarray(frame.offset, signedEnd)]);
    if (!sameBytes(digest, bytes, signedEnd)) return 'bad-signature';
    const stream = (frame.systemId << 16) | (frame.componentId << 8) | bytes[trailer]!;
    return this.#judgeTime(stream, readTicks(bytes, trailer + 1));
  }

  #judgeTime(stream: number, ticks: number): SignatureVerdict {
    const last = this.#streams.get(stream);
    if (last !== undefined && ticks <= last) return 'replayed';
    if (last === undefined) {
      if (ticks + NEW_STREAM_WINDOW_TICKS < this.#clock.reference()) return 'too-old';
      if (this.#streams.size >= MAX_STREAMS) return 'too-many-streams';
    }
    this.#streams.set(stream, ticks);
    this.#clock.observe(ticks);
    return 'valid';
  }
}

function checkedKey(key: Uint8Array): Uint8Array {
  if (key.length !== KEY_BYTES) throw new RangeError(`a signing key has ${KEY_BYTES} bytes, not ${key.length}`);
  return key.slice();
}

/** Compares all bytes whatever they are, so that timing tells nothing. */
function sameBytes(digest: Uint8Array, bytes: Uint8Array, at: number): boolean {
  let difference = 0;
  for (let index = 0; index < SIGNED_TAIL_BYTES; index++) difference |= digest[index]! ^ bytes[at + index]!;
  return difference === 0;
}

function writeTicks(bytes: Uint8Array, at: number, ticks: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, 6);
  view.setUint32(0, ticks, true);
  view.setUint16(4, Math.floor(ticks / TWO_32), true);
}

function readTicks(bytes: Uint8Array, at: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, 6);
  return view.getUint16(4, true) * TWO_32 + view.getUint32(0, true);
}
