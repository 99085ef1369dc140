import { markerOf, payloadOf, sequenceOf, ssrcOf, timestampOf } from './rtp.js';
import type { SenderClock } from './sender-clock.js';

const TICKS_PER_MS = 90;
/** A step of the sequence number up to which packets count as lost, and back to which as late (RFC 3550 appendix A.1, with room for those asked for again). */
const MAX_DROPOUT = 3000;
const MAX_MISORDER = 1000;
/** Steps of the RTP time that no stream makes by itself: further ahead than the clock went, or back by more than reordered pictures. */
const FAR_AHEAD_TICKS = 10_000 * TICKS_PER_MS;
const FAR_BACK_TICKS = 2000 * TICKS_PER_MS;

/**
 * Gives the packets of a source one row of sequence numbers and RTP times, whatever the source does: starts anew, changes its SSRC,
 * sets its clock, or leaves it standing. Time then goes on by what passed here.
 */
export class SourceNumbers {
  readonly #clock: SenderClock;
  readonly #beginsPicture: (payload: Uint8Array) => boolean;
  #ssrc: number | null = null;
  #anew = false;
  #strange: number | null = null;
  #shift = 0;
  #last = { sequence: 0, timestamp: 0, marker: false, atMs: 0 };
  #begun = false;

  /** @param beginsPicture tells whether a payload is the first of a picture */
  constructor(clock: SenderClock, beginsPicture: (payload: Uint8Array) => boolean) {
    this.#clock = clock;
    this.#beginsPicture = beginsPicture;
  }

  /** The next packet is of another session of the source, even where its numbers look the same. */
  restart(): void {
    this.#anew = true;
  }

  /** Writes the numbers into the packet. False: a stray packet, to be dropped. @param nowMs monotonic */
  apply(packet: Uint8Array, nowMs: number): boolean {
    if (this.#ssrc === null) this.#ssrc = ssrcOf(packet);
    else if (this.#anew || ssrcOf(packet) !== this.#ssrc) this.#join(packet, nowMs);
    else if (!this.#follows(packet, nowMs)) return false;
    this.#anew = false;
    this.#write(packet);
    this.#mendTime(packet, nowMs);
    const step = (sequenceOf(packet) - this.#last.sequence) & 0xffff;
    if (step < 0x8000 || !this.#begun)
      this.#last = {
        sequence: sequenceOf(packet),
        timestamp: timestampOf(packet),
        marker: markerOf(packet),
        atMs: nowMs,
      };
    this.#begun = true;
    return true;
  }

  /** Two packets in a row with numbers far from the last are a source that began anew; one is a stray. */
  #follows(packet: Uint8Array, nowMs: number): boolean {
    const step = (sequenceOf(packet) + this.#shift - this.#last.sequence) & 0xffff;
    if (step < MAX_DROPOUT || step > 0x10000 - MAX_MISORDER) return true;
    const expected = this.#strange;
    this.#strange = (sequenceOf(packet) + 1) & 0xffff;
    if (expected !== sequenceOf(packet)) return false;
    this.#join(packet, nowMs);
    return true;
  }

  #join(packet: Uint8Array, nowMs: number): void {
    this.#ssrc = ssrcOf(packet);
    this.#strange = null;
    this.#shift = (this.#last.sequence + 1 - sequenceOf(packet)) & 0xffff;
    this.#clock.forget();
    this.#clock.shift = (this.#last.timestamp + this.#elapsed(nowMs) - timestampOf(packet)) >>> 0;
  }

  #write(packet: Uint8Array): void {
    const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
    if (this.#shift !== 0) view.setUint16(2, (sequenceOf(packet) + this.#shift) & 0xffff);
    const { shift } = this.#clock;
    if (shift !== 0) view.setUint32(4, (timestampOf(packet) + shift) >>> 0);
  }

  #mendTime(packet: Uint8Array, nowMs: number): void {
    if (!this.#begun) return;
    const step = (timestampOf(packet) - this.#last.timestamp) | 0;
    const elapsed = this.#elapsed(nowMs);
    const jumped = step < -FAR_BACK_TICKS || (step > FAR_AHEAD_TICKS && step > elapsed + FAR_AHEAD_TICKS);
    const stands = step === 0 && this.#last.marker && this.#next(packet);
    if (!jumped && !stands) return;
    const added = (elapsed - step) >>> 0;
    this.#clock.forget();
    this.#clock.shift = (this.#clock.shift + added) >>> 0;
    const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
    view.setUint32(4, (timestampOf(packet) + added) >>> 0);
  }

  /** The packet follows the last at once and begins a picture. */
  #next(packet: Uint8Array): boolean {
    if (sequenceOf(packet) !== ((this.#last.sequence + 1) & 0xffff)) return false;
    const payload = payloadOf(packet);
    return payload !== null && this.#beginsPicture(payload);
  }

  #elapsed(nowMs: number): number {
    return Math.max(1, Math.round((nowMs - this.#last.atMs) * TICKS_PER_MS));
  }
}
