/**
 * A frame on the local socket, little endian:
 * version u8 | kind u8 | subject length u16 | payload length u32 | id u32 | subject (ASCII) | payload.
 */
export const FRAME_VERSION = 1;
export const HEADER_BYTES = 12;

export const FrameKind = {
  /** id: the client's subscription; subject: the pattern. */
  Subscribe: 1,
  Unsubscribe: 2,
  Message: 3,
  /** Client to hub: id of the asker. Hub to client: id of the hub, to be repeated in the answer. */
  Request: 4,
  Answer: 5,
  NoResponder: 6,
  Ping: 7,
  Pong: 8,
} as const;

const OFFSET_KIND = 1;
const OFFSET_SUBJECT_LENGTH = 2;
const OFFSET_PAYLOAD_LENGTH = 4;
const OFFSET_ID = 8;
const EMPTY = new Uint8Array(0);

/** One frame as a single buffer: for the small messages of the bus one copy costs less than a second system call. */
export function encodeFrame(kind: number, id: number, subject: string, payload: Uint8Array = EMPTY): Buffer {
  const frame = Buffer.allocUnsafe(HEADER_BYTES + subject.length + payload.byteLength);
  frame[0] = FRAME_VERSION;
  frame[OFFSET_KIND] = kind;
  frame.writeUInt16LE(subject.length, OFFSET_SUBJECT_LENGTH);
  frame.writeUInt32LE(payload.byteLength, OFFSET_PAYLOAD_LENGTH);
  frame.writeUInt32LE(id, OFFSET_ID);
  frame.write(subject, HEADER_BYTES, 'latin1');
  frame.set(payload, HEADER_BYTES + subject.length);
  return frame;
}

export const frameKind = (frame: Buffer): number => frame[OFFSET_KIND]!;
export const frameId = (frame: Buffer): number => frame.readUInt32LE(OFFSET_ID);
export const frameSubjectLength = (header: Buffer): number => header.readUInt16LE(OFFSET_SUBJECT_LENGTH);
export const framePayloadLength = (header: Buffer): number => header.readUInt32LE(OFFSET_PAYLOAD_LENGTH);

export function frameSubject(frame: Buffer): string {
  return frame.toString('latin1', HEADER_BYTES, HEADER_BYTES + frameSubjectLength(frame));
}

/** A view, not a copy. */
export function framePayload(frame: Buffer): Uint8Array {
  return frame.subarray(HEADER_BYTES + frameSubjectLength(frame));
}

/** Changes the id in place: the hub forwards the bytes that it received. */
export function setFrameId(frame: Buffer, id: number): Buffer {
  frame.writeUInt32LE(id, OFFSET_ID);
  return frame;
}
