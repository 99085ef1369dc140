/** One message of RTMP (Real-Time Messaging Protocol 1.0, Adobe 2012, section 6). */
export interface RtmpMessage {
  type: number;
  stream: number;
  /** Milliseconds, 32 bits. */
  timestamp_ms: number;
  payload: Uint8Array;
}

interface ChunkStream {
  type: number;
  stream: number;
  length: number;
  timestamp: number;
  delta: number;
  extended: boolean;
  parts: Uint8Array[];
  have: number;
}

/** Bytes of the message header by the two bits that lead a chunk (section 5.3.1.2). */
const HEADER_BYTES = [11, 7, 3, 0] as const;
const EXTENDED = 0xffffff;
const MAX_MESSAGE_BYTES = 8 * 1024 * 1024;
/** Until a source has shown its key: commands are short, and strangers come as well. */
const MAX_BEFORE_KEY_BYTES = 64 * 1024;
const MAX_CHUNK_STREAMS = 64;
const SET_CHUNK_SIZE = 1;
const ABORT = 2;

/** Messages out of the chunks of a connection (section 5.3). Throws on what no publisher sends. */
export class ChunkReader {
  readonly #emit: (message: RtmpMessage) => void;
  readonly #streams = new Map<number, ChunkStream>();
  #chunkBytes = 128;
  #rest: Buffer[] = [];
  #restBytes = 0;
  /** So many bytes are needed before anything more can be read. */
  #wanted = 0;
  /** Of messages that are not whole yet. */
  #pendingBytes = 0;
  #maxBytes = MAX_BEFORE_KEY_BYTES;

  constructor(emit: (message: RtmpMessage) => void) {
    this.#emit = emit;
  }

  push(bytes: Buffer): void {
    this.#rest.push(bytes);
    this.#restBytes += bytes.length;
    if (this.#restBytes < this.#wanted) return;
    let rest = this.#rest.length === 1 ? bytes : Buffer.concat(this.#rest);
    this.#wanted = 0;
    for (let used; (used = this.#chunk(rest)) > 0;) rest = rest.subarray(used);
    this.#rest = rest.length === 0 ? [] : [rest];
    this.#restBytes = rest.length;
  }

  /** The source has shown its key: pictures may come. */
  admit(): void {
    this.#maxBytes = MAX_MESSAGE_BYTES;
  }

  /** Takes one chunk from the beginning; its bytes, 0 when more are needed. */
  #chunk(bytes: Buffer): number {
    if (bytes.length < 3) return 0;
    const format = bytes[0]! >> 6;
    const low = bytes[0]! & 0x3f;
    const basicBytes = low === 0 ? 2 : low === 1 ? 3 : 1;
    const id = low === 0 ? 64 + bytes[1]! : low === 1 ? 64 + bytes[1]! + 256 * bytes[2]! : low;
    let at = basicBytes + HEADER_BYTES[format as 0 | 1 | 2 | 3];
    if (bytes.length < at) return 0;
    const known = this.#streams.get(id);
    if (!known && format !== 0) throw new Error('a message goes on that never began');
    const length = format <= 1 ? bytes.readUIntBE(basicBytes + 3, 3) : known!.length;
    const field = format <= 2 ? bytes.readUIntBE(basicBytes, 3) : EXTENDED;
    const extended = format <= 2 ? field === EXTENDED : known!.extended;
    const begun = known && known.parts.length > 0 ? known.have : 0;
    const payloadBytes = Math.min(this.#chunkBytes, length - begun);
    if (length > this.#maxBytes) throw new Error(`a message of ${length} bytes`);
    const needed = at + (extended ? 4 : 0) + payloadBytes;
    if (bytes.length < needed) {
      this.#wanted = needed;
      return 0;
    }
    const time = extended ? bytes.readUInt32BE(at) : field;
    if (extended) at += 4;
    const stream = known ?? this.#open(id);
    if (format <= 2 && begun > 0) throw new Error('a message begins inside another');
    if (begun === 0) this.#begin(stream, { format, time, length, header: bytes.subarray(basicBytes) });
    this.#append(stream, bytes.subarray(at, at + payloadBytes));
    return at + payloadBytes;
  }

  #open(id: number): ChunkStream {
    if (this.#streams.size >= MAX_CHUNK_STREAMS) throw new Error('too many chunk streams');
    const stream = { type: 0, stream: 0, length: 0, timestamp: 0, delta: 0, extended: false, parts: [], have: 0 };
    this.#streams.set(id, stream);
    return stream;
  }

  #begin(
    stream: ChunkStream,
    { format, time, length, header }: { format: number; time: number; length: number; header: Buffer },
  ): void {
    if (format <= 2) stream.extended = header.readUIntBE(0, 3) === EXTENDED;
    if (format <= 1) {
      stream.length = length;
      stream.type = header[6]!;
    }
    if (format === 0) {
      stream.stream = header.readUInt32LE(7);
      stream.timestamp = time;
      // Section 5.3.1.2.4 would have the next short header step by this time; what senders mean is no step.
      stream.delta = 0;
    } else {
      if (format <= 2) stream.delta = time;
      stream.timestamp = (stream.timestamp + stream.delta) >>> 0;
    }
  }

  #append(stream: ChunkStream, part: Uint8Array): void {
    stream.parts.push(part);
    stream.have += part.length;
    this.#pendingBytes += part.length;
    if (this.#pendingBytes > this.#maxBytes) throw new Error('too much that is not whole');
    if (stream.have < stream.length) return;
    this.#pendingBytes -= stream.have;
    const payload = stream.parts.length === 1 ? stream.parts[0]! : Buffer.concat(stream.parts);
    stream.parts = [];
    stream.have = 0;
    const message = { type: stream.type, stream: stream.stream, timestamp_ms: stream.timestamp, payload };
    if (message.type === SET_CHUNK_SIZE || message.type === ABORT) this.#control(message);
    else this.#emit(message);
  }

  #control({ type, payload }: RtmpMessage): void {
    if (payload.length < 4) throw new Error('a control message is cut off');
    const value = new DataView(payload.buffer, payload.byteOffset, 4).getUint32(0);
    if (type === ABORT) {
      const aborted = this.#streams.get(value);
      this.#pendingBytes -= aborted?.have ?? 0;
      if (aborted) Object.assign(aborted, { parts: [], have: 0 });
      return;
    }
    if (value < 1 || value > MAX_MESSAGE_BYTES) throw new Error(`chunks of ${value} bytes`);
    this.#chunkBytes = value;
  }
}
