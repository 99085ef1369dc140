import { RTP_HEADER_BYTES } from '../feed/rtp.js';

/** Larger than any packet that UDP can carry. */
const ROOM_BYTES = 65_536;
const room = Buffer.alloc(ROOM_BYTES);
let held: Uint8Array | null = null;
let copy: Buffer = room;

/**
 * A feed's packet as one viewer gets it: with its payload type and SSRC (RFC 3550 section 5.1). All viewers share one copy, since
 * the WebRTC library takes its own of what it sends; it is good until the next call.
 */
export function addressed(packet: Uint8Array, payloadType: number, ssrc: number): Buffer {
  if (packet !== held) {
    held = packet;
    room.set(packet);
    copy = room.subarray(0, Math.max(packet.length, RTP_HEADER_BYTES));
  }
  copy[1] = (packet[1]! & 0x80) | payloadType;
  copy.writeUInt32BE(ssrc, 8);
  return copy;
}
