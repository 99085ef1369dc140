import { MAX_MESSAGE_BYTES } from '../errors.js';
import { MAX_SUBJECT_LENGTH } from '../subjects.js';
import { FRAME_VERSION, HEADER_BYTES, framePayloadLength, frameSubjectLength } from './frame.js';

/** Cuts a byte stream into frames. Frames are views into the received chunks, except those that span several chunks. */
export class FrameReader {
  #parts: Buffer[] = [];
  #length = 0;
  #needed = HEADER_BYTES;

  /** Calls `onFrame` for each complete frame. Throws on another version or an impossible length: the stream is then lost. */
  push(chunk: Buffer, onFrame: (frame: Buffer) => void): void {
    this.#parts.push(chunk);
    this.#length += chunk.length;
    if (this.#length < this.#needed) return;
    const data = this.#parts.length === 1 ? chunk : Buffer.concat(this.#parts, this.#length);
    let start = 0;
    for (;;) {
      const size = frameSizeAt(data, start);
      this.#needed = size ?? HEADER_BYTES;
      if (size === null || data.length - start < size) break;
      const frame = data.subarray(start, start + size);
      start += size;
      onFrame(frame);
    }
    this.#parts = start < data.length ? [data.subarray(start)] : [];
    this.#length = data.length - start;
  }
}

function frameSizeAt(data: Buffer, start: number): number | null {
  if (data.length - start < HEADER_BYTES) return null;
  const header = data.subarray(start, start + HEADER_BYTES);
  if (header[0] !== FRAME_VERSION) throw new Error(`unknown frame version ${header[0]}`);
  const subjectLength = frameSubjectLength(header);
  const payloadLength = framePayloadLength(header);
  if (subjectLength > MAX_SUBJECT_LENGTH || payloadLength > MAX_MESSAGE_BYTES) {
    throw new Error(`impossible frame lengths ${subjectLength} and ${payloadLength}`);
  }
  return HEADER_BYTES + subjectLength + payloadLength;
}
