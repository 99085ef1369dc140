/** RTP packets of one H.264 stream (RFC 3550; RFC 6184, packetization mode 1) and its sender reports. */

export const H264_PAYLOAD_TYPE = 96;
const VERSION = 0x80;
const MARKER = 0x80;
const HEADER_BYTES = 12;
export const MAX_PAYLOAD_BYTES = 1200;
const FU_A = 28;
const SENDER_REPORT = 200;
const SOURCE_DESCRIPTION = 202;
const CNAME = 1;
/** Seconds between 1900, where NTP begins, and 1970. */
const NTP_EPOCH_S = 2_208_988_800;

export interface RtpStreamOptions {
  ssrc: number;
  /** Number of the first packet, 16 bit. */
  first_sequence: number;
  cname: string;
}

export class RtpStream {
  readonly #ssrc: number;
  readonly #cname: string;
  #sequence: number;
  #packets = 0;
  #octets = 0;

  constructor({ ssrc, first_sequence, cname }: RtpStreamOptions) {
    this.#ssrc = ssrc >>> 0;
    this.#sequence = first_sequence & 0xffff;
    this.#cname = cname;
  }

  /**
   * The packets of one picture; the last one carries the marker.
   * @param nals NAL units without start codes
   * @param time_90khz RTP time, taken modulo 2^32
   */
  packets(nals: readonly Uint8Array[], time_90khz: number): Uint8Array[] {
    const packets: Uint8Array[] = [];
    nals.forEach((nal, index) => {
      const last = index === nals.length - 1;
      if (nal.length <= MAX_PAYLOAD_BYTES) packets.push(this.#packet([nal], last, time_90khz));
      else for (const packet of this.#fragments(nal, last, time_90khz)) packets.push(packet);
    });
    return packets;
  }

  *#fragments(nal: Uint8Array, last: boolean, time_90khz: number): Generator<Uint8Array> {
    const first = nal[0]!;
    const room = MAX_PAYLOAD_BYTES - 2;
    for (let from = 1; from < nal.length; from += room) {
      const end = Math.min(nal.length, from + room);
      const flags = (from === 1 ? 0x80 : 0) | (end === nal.length ? 0x40 : 0);
      const indicator = Uint8Array.of((first & 0xe0) | FU_A, flags | (first & 0x1f));
      yield this.#packet([indicator, nal.subarray(from, end)], last && end === nal.length, time_90khz);
    }
  }

  #packet(payload: readonly Uint8Array[], marker: boolean, time_90khz: number): Uint8Array {
    const length = payload.reduce((sum, part) => sum + part.length, 0);
    const packet = new Uint8Array(HEADER_BYTES + length);
    const view = new DataView(packet.buffer);
    packet[0] = VERSION;
    packet[1] = H264_PAYLOAD_TYPE | (marker ? MARKER : 0);
    view.setUint16(2, this.#sequence);
    view.setUint32(4, wrapped(time_90khz));
    view.setUint32(8, this.#ssrc);
    let at = HEADER_BYTES;
    for (const part of payload) {
      packet.set(part, at);
      at += part.length;
    }
    this.#sequence = (this.#sequence + 1) & 0xffff;
    this.#packets += 1;
    this.#octets += length;
    return packet;
  }

  /** SR and SDES in one compound packet: this RTP time was at this UTC. */
  senderReport(utcMs: number, time_90khz: number): Uint8Array {
    const name = new TextEncoder().encode(this.#cname).subarray(0, 255);
    const description = 4 * Math.ceil((4 + 2 + name.length + 1) / 4);
    const report = new Uint8Array(28 + 4 + description);
    const view = new DataView(report.buffer);
    report.set([VERSION, SENDER_REPORT, 0, 6]);
    view.setUint32(4, this.#ssrc);
    const seconds = Math.floor(utcMs / 1000);
    view.setUint32(8, seconds + NTP_EPOCH_S);
    view.setUint32(12, Math.floor(((utcMs - seconds * 1000) / 1000) * 2 ** 32));
    view.setUint32(16, wrapped(time_90khz));
    view.setUint32(20, this.#packets >>> 0);
    view.setUint32(24, this.#octets >>> 0);
    report.set([VERSION | 1, SOURCE_DESCRIPTION, 0, description / 4], 28);
    view.setUint32(32, this.#ssrc);
    report.set([CNAME, name.length], 36);
    report.set(name, 38);
    return report;
  }
}

function wrapped(time_90khz: number): number {
  return Math.floor(time_90khz) % 2 ** 32;
}
