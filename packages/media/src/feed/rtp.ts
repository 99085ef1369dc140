/** RTP packets (RFC 3550 section 5.1), read where they lie. */
export const RTP_HEADER_BYTES = 12;

/** Not RTP, cut off, or a padding longer than the packet: null. */
export function payloadOf(packet: Uint8Array): Uint8Array | null {
  if (packet.length < RTP_HEADER_BYTES || packet[0]! >> 6 !== 2) return null;
  let start = RTP_HEADER_BYTES + (packet[0]! & 0x0f) * 4;
  if (packet[0]! & 0x10) start += 4 + 4 * ((packet[start + 2]! << 8) | packet[start + 3]!);
  const padding = packet[0]! & 0x20 ? packet[packet.length - 1]! : 0;
  const end = packet.length - padding;
  return Number.isNaN(start) || start >= end ? null : packet.subarray(start, end);
}

export const sequenceOf = (packet: Uint8Array): number => (packet[2]! << 8) | packet[3]!;
export const timestampOf = (packet: Uint8Array): number =>
  ((packet[4]! << 24) | (packet[5]! << 16) | (packet[6]! << 8) | packet[7]!) >>> 0;
export const ssrcOf = (packet: Uint8Array): number =>
  ((packet[8]! << 24) | (packet[9]! << 16) | (packet[10]! << 8) | packet[11]!) >>> 0;
export const markerOf = (packet: Uint8Array): boolean => (packet[1]! & 0x80) !== 0;
export const payloadTypeOf = (packet: Uint8Array): number => packet[1]! & 0x7f;

/** RTCP on the same port (RFC 5761 section 4): packet types 192 to 223. */
export const isRtcp = (packet: Uint8Array): boolean => packet.length >= 8 && packet[1]! >= 192 && packet[1]! <= 223;

/** Turns a number that wraps at 2^bits into one that grows, from the nearest to the one before. */
export class Unwrapped {
  readonly #modulus: number;
  #last: number | null = null;

  constructor(bits: 16 | 32) {
    this.#modulus = 2 ** bits;
  }

  next(value: number): number {
    if (this.#last === null) return (this.#last = value);
    const ahead = (((value - this.#last) % this.#modulus) + this.#modulus) % this.#modulus;
    const step = ahead > this.#modulus / 2 ? ahead - this.#modulus : ahead;
    const unwrapped = this.#last + step;
    if (step > 0) this.#last = unwrapped;
    return unwrapped;
  }
}
