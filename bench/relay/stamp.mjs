// When a packet left its source, in its last eight bytes; only packets with room for it carry one.
export const STAMP_BYTES = 8;

/** Milliseconds of the shared clock; null for a packet without a stamp. */
export function stampOf(packet) {
  if (packet.length < 12 + 4 * STAMP_BYTES) return null;
  return packet.readDoubleBE(packet.length - STAMP_BYTES);
}
