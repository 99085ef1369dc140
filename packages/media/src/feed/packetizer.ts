import type { VideoCodec } from '@outrider/schema';
import { joinBytes } from './bytes.js';
import { RTP_HEADER_BYTES } from './rtp.js';

/** Payload that fits every common path with SRTP, UDP and IPv6 around it. */
export const MAX_PAYLOAD_BYTES = 1180;
const H264_FU_A = 28;
const H265_FU = 49;

/**
 * RTP packets of one picture (H.264: RFC 6184 single units and FU-A; H.265: RFC 7798 single units and FU).
 * Sequence numbers go on from call to call; the last packet of a picture carries the marker.
 */
export class Packetizer {
  readonly #codec: VideoCodec;
  readonly #payloadType: number;
  readonly #ssrc: number;
  #sequence = 0;

  /** @param sequence number of the first packet */
  constructor(codec: VideoCodec, payloadType: number, ssrc: number, sequence = 0) {
    this.#codec = codec;
    this.#payloadType = payloadType;
    this.#ssrc = ssrc;
    this.#sequence = sequence;
  }

  /** Leaves out a sequence number. */
  skip(): void {
    this.#sequence = (this.#sequence + 1) & 0xffff;
  }

  /** @param timestamp RTP time, 90 kHz; its low 32 bits are used */
  packets(nals: readonly Uint8Array[], timestamp: number): Uint8Array[] {
    const payloads = nals.flatMap((nal) => (nal.length <= MAX_PAYLOAD_BYTES ? [nal] : this.#fragments(nal)));
    return payloads.map((payload, index) => this.#packet(payload, timestamp, index === payloads.length - 1));
  }

  #fragments(nal: Uint8Array): Uint8Array[] {
    const h264 = this.#codec === 'h264';
    const headerBytes = h264 ? 1 : 2;
    const type = h264 ? nal[0]! & 0x1f : (nal[0]! >> 1) & 0x3f;
    const indicator = h264
      ? Uint8Array.of((nal[0]! & 0xe0) | H264_FU_A)
      : Uint8Array.of((nal[0]! & 0x81) | (H265_FU << 1), nal[1]!);
    const room = MAX_PAYLOAD_BYTES - indicator.length - 1;
    const fragments: Uint8Array[] = [];
    for (let start = headerBytes; start < nal.length; start += room) {
      const end = Math.min(nal.length, start + room);
      const flags = (start === headerBytes ? 0x80 : 0) | (end === nal.length ? 0x40 : 0);
      fragments.push(joinBytes([indicator, Uint8Array.of(flags | type), nal.subarray(start, end)]));
    }
    return fragments;
  }

  #packet(payload: Uint8Array, timestamp: number, last: boolean): Uint8Array {
    const packet = new Uint8Array(RTP_HEADER_BYTES + payload.length);
    const view = new DataView(packet.buffer);
    packet[0] = 0x80;
    packet[1] = this.#payloadType | (last ? 0x80 : 0);
    view.setUint16(2, this.#sequence);
    view.setUint32(4, timestamp % 2 ** 32);
    view.setUint32(8, this.#ssrc);
    packet.set(payload, RTP_HEADER_BYTES);
    this.#sequence = (this.#sequence + 1) & 0xffff;
    return packet;
  }
}
