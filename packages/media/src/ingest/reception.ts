import { randomInt } from 'node:crypto';
import { sequenceOf, ssrcOf, timestampOf } from '../feed/rtp.js';

const CLOCK_PER_MS = 90;
const RECEIVER_REPORT = 201;
const SENDER_REPORT = 200;

/** What a receiver knows of one sender, and the reports that it owes it (RFC 3550 section 6.4.2, appendices A.3 and A.8). */
export class Reception {
  /** Our own SSRC in what is sent back. */
  readonly ssrc = randomInt(1, 0x7fffffff);
  #sender: number | null = null;
  #first = 0;
  #highest = 0;
  #received = 0;
  #before = { expected: 0, received: 0 };
  #jitter = 0;
  #transit: number | null = null;
  #senderReport: { middle: number; atMs: number } | null = null;

  get sender(): number | null {
    return this.#sender;
  }

  /** @param nowMs monotonic */
  takeRtp(packet: Uint8Array, nowMs: number): void {
    const sequence = sequenceOf(packet);
    if (ssrcOf(packet) !== this.#sender) this.#begin(ssrcOf(packet), sequence);
    this.#received += 1;
    const step = (sequence - this.#highest) & 0xffff;
    if (step < 0x8000) this.#highest += step;
    const transit = Math.round(nowMs * CLOCK_PER_MS) - timestampOf(packet);
    // A wrap of the RTP time between two packets is no jitter.
    const change = this.#transit === null ? 0 : Math.abs((transit - this.#transit) | 0);
    this.#transit = transit;
    this.#jitter += (change - this.#jitter) / 16;
  }

  takeRtcp(packet: Uint8Array, nowMs: number): void {
    if (packet.length < 16 || packet[1] !== SENDER_REPORT) return;
    const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
    this.#senderReport = { middle: view.getUint32(10), atMs: nowMs };
  }

  /** A receiver report with one block; null before the first packet. */
  report(nowMs: number): Uint8Array | null {
    if (this.#sender === null) return null;
    const expected = this.#highest - this.#first + 1;
    const lost = Math.max(-0x800000, Math.min(0x7fffff, expected - this.#received));
    const since = { expected: expected - this.#before.expected, received: this.#received - this.#before.received };
    this.#before = { expected, received: this.#received };
    const missing = Math.max(0, since.expected - since.received);
    const view = new DataView(new ArrayBuffer(32));
    view.setUint8(0, 0x81);
    view.setUint8(1, RECEIVER_REPORT);
    view.setUint16(2, 7);
    view.setUint32(4, this.ssrc);
    view.setUint32(8, this.#sender);
    view.setUint32(12, lost & 0xffffff);
    view.setUint8(12, since.expected <= 0 ? 0 : Math.min(255, Math.floor((256 * missing) / since.expected)));
    view.setUint32(16, this.#highest >>> 0);
    view.setUint32(20, Math.round(this.#jitter) >>> 0);
    if (this.#senderReport) {
      view.setUint32(24, this.#senderReport.middle);
      view.setUint32(28, Math.round((nowMs - this.#senderReport.atMs) * 65.536) >>> 0);
    }
    return new Uint8Array(view.buffer);
  }

  #begin(sender: number, sequence: number): void {
    this.#sender = sender;
    this.#first = sequence;
    this.#highest = sequence;
    this.#received = 0;
    this.#before = { expected: 0, received: 0 };
    this.#jitter = 0;
    this.#transit = null;
    this.#senderReport = null;
  }
}
