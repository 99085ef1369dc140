/** RTCP that a receiver sends (RFC 3550, RFC 4585, and the bit rate estimate of draft-alvestrand-rmcat-remb-03). */
const TRANSPORT_FEEDBACK = 205;
const PAYLOAD_FEEDBACK = 206;
const GENERIC_NACK = 1;
const PICTURE_LOSS = 1;
const APPLICATION_LAYER = 15;

function feedback(type: number, format: number, own: number, sender: number, words: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(12 + 4 * words.length));
  view.setUint8(0, 0x80 | format);
  view.setUint8(1, type);
  view.setUint16(2, 2 + words.length);
  view.setUint32(4, own);
  view.setUint32(8, sender);
  for (const [index, word] of words.entries()) view.setUint32(12 + 4 * index, word >>> 0);
  return new Uint8Array(view.buffer);
}

/** Asks for a keyframe. @param own our SSRC, @param sender that of the source */
export const pictureLoss = (own: number, sender: number): Uint8Array =>
  feedback(PAYLOAD_FEEDBACK, PICTURE_LOSS, own, sender, []);

/** Asks for packets again. @param sequences in growing order */
export function nack(own: number, sender: number, sequences: readonly number[]): Uint8Array {
  const words: number[] = [];
  let first: number | null = null;
  let mask = 0;
  for (const sequence of sequences) {
    const ahead = first === null ? 0 : (sequence - first) & 0xffff;
    if (first !== null && ahead >= 1 && ahead <= 16) {
      mask |= 1 << (ahead - 1);
      continue;
    }
    if (first !== null) words.push((first << 16) | mask);
    first = sequence;
    mask = 0;
  }
  if (first !== null) words.push((first << 16) | mask);
  return feedback(TRANSPORT_FEEDBACK, GENERIC_NACK, own, sender, words);
}

/** The bit rate that may be sent: without one, browsers begin at 300 kbit/s and climb for half a minute. */
export function bitRateEstimate(own: number, sender: number, bitRateBps: number): Uint8Array {
  const exponent = Math.max(0, Math.ceil(Math.log2(bitRateBps / 0x3ffff)));
  const mantissa = Math.floor(bitRateBps / 2 ** exponent);
  const REMB = 0x52454d42;
  return feedback(PAYLOAD_FEEDBACK, APPLICATION_LAYER, own, 0, [REMB, (1 << 24) | (exponent << 18) | mantissa, sender]);
}
