/** RTCP of a live viewer: what it asks for, and the sender reports it gets (RFC 3550, RFC 4585). */
const SENDER_REPORT = 200;
const RECEIVER_REPORT = 201;
const TRANSPORT_FEEDBACK = 205;
const PAYLOAD_FEEDBACK = 206;
const GENERIC_NACK = 1;
const PICTURE_LOSS = 1;
const FULL_INTRA_REQUEST = 4;
const UNIX_TO_NTP_S = 2_208_988_800;

export interface Feedback {
  /** Sequence numbers that did not arrive. */
  missing: number[];
  keyframeWanted: boolean;
  /** Share of packets lost since the report before, 0 to 1; null: no report among these. */
  lossShare: number | null;
  /** Middle 32 bits of the NTP time of the sender report that came last, and how long ago that was, both in 1/65536 s. */
  heard: { report: number; ago: number } | null;
}

/** Requests beyond this in one packet are left out: they are asked for again, or past saving. */
const MAX_MISSING = 512;

/** Reads a compound packet; what it does not know is passed over. */
export function readFeedback(compound: Uint8Array): Feedback {
  const feedback: Feedback = { missing: [], keyframeWanted: false, lossShare: null, heard: null };
  const view = new DataView(compound.buffer, compound.byteOffset, compound.byteLength);
  for (let offset = 0; offset + 8 <= compound.length;) {
    const end = offset + 4 * (view.getUint16(offset + 2) + 1);
    if (end > compound.length) break;
    readPacket(view, offset, end, feedback);
    offset = end;
  }
  return feedback;
}

function readPacket(view: DataView, offset: number, end: number, feedback: Feedback): void {
  const kind = view.getUint8(offset) & 0x1f;
  const type = view.getUint8(offset + 1);
  if (type === RECEIVER_REPORT && kind > 0 && offset + 32 <= end) readReport(view, offset + 8, feedback);
  if (type === PAYLOAD_FEEDBACK && (kind === PICTURE_LOSS || kind === FULL_INTRA_REQUEST))
    feedback.keyframeWanted = true;
  if (type !== TRANSPORT_FEEDBACK || kind !== GENERIC_NACK) return;
  for (let at = offset + 12; at + 4 <= end && feedback.missing.length < MAX_MISSING; at += 4) {
    const first = view.getUint16(at);
    const following = view.getUint16(at + 2);
    feedback.missing.push(first);
    for (let bit = 0; bit < 16; bit++) if (following & (1 << bit)) feedback.missing.push((first + bit + 1) & 0xffff);
  }
}

/** A report block (RFC 3550 section 6.4.1). */
function readReport(view: DataView, offset: number, feedback: Feedback): void {
  feedback.lossShare = view.getUint8(offset + 4) / 256;
  const report = view.getUint32(offset + 16);
  if (report !== 0) feedback.heard = { report, ago: view.getUint32(offset + 20) };
}

/** Round trip to who heard a sender report of ours, in milliseconds: now, less when it left, less how long it was kept there. */
export function roundTripMs({ report, ago }: { report: number; ago: number }, utcMs: number): number | null {
  const units = (shortNtp(utcMs) - report - ago) >>> 0;
  const ms = (units / 65_536) * 1000;
  // Clocks of two counts can disagree by some units, which then look like hours.
  return ms < 60_000 ? ms : null;
}

/** The middle 32 bits of an NTP time: seconds and 1/65536 s, both modulo 65536. */
const shortNtp = (utcMs: number): number =>
  ((((Math.floor(utcMs / 1000) + UNIX_TO_NTP_S) & 0xffff) << 16) | Math.floor(((utcMs % 1000) / 1000) * 65_536)) >>> 0;

/** A sender report that ties an RTP time to a wall-clock time (RFC 3550 section 6.4.1), with no report blocks. */
export function senderReport(
  ssrc: number,
  utcMs: number,
  rtpTime: number,
  sent: { packets: number; bytes: number },
): Uint8Array {
  const view = new DataView(new ArrayBuffer(28));
  view.setUint8(0, 0x80);
  view.setUint8(1, SENDER_REPORT);
  view.setUint16(2, 6);
  view.setUint32(4, ssrc);
  view.setUint32(8, Math.floor(utcMs / 1000) + UNIX_TO_NTP_S);
  view.setUint32(12, Math.floor(((utcMs % 1000) / 1000) * 2 ** 32));
  view.setUint32(16, rtpTime >>> 0);
  view.setUint32(20, sent.packets >>> 0);
  view.setUint32(24, sent.bytes >>> 0);
  return new Uint8Array(view.buffer);
}
