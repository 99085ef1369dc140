/** Chunks of what we send are as long as the largest answer. */
const CHUNK_BYTES = 4096;
const TYPE = { setChunkSize: 1, acknowledgement: 3, windowSize: 5, peerBandwidth: 6, command: 20 } as const;
const WINDOW_BYTES = 2_500_000;

/** One message in one chunk with a full header (RTMP 1.0 section 5.3.1.2.1). @param payload at most 4096 bytes */
function message(type: number, chunkStream: number, stream: number, payload: Uint8Array): Buffer {
  const head = Buffer.alloc(12);
  head[0] = chunkStream;
  head.writeUIntBE(payload.length, 4, 3);
  head[7] = type;
  head.writeUInt32LE(stream, 8);
  return Buffer.concat([head, payload]);
}

function control(type: number, value: number, more: readonly number[] = []): Buffer {
  const payload = Buffer.alloc(4 + more.length);
  payload.writeUInt32BE(value >>> 0);
  payload.set(more, 4);
  return message(type, 2, 0, payload);
}

/** What a server says before it answers `connect` (section 7.2.1.1). */
export const greeting = (): Buffer =>
  Buffer.concat([
    control(TYPE.windowSize, WINDOW_BYTES),
    control(TYPE.peerBandwidth, WINDOW_BYTES, [2]),
    control(TYPE.setChunkSize, CHUNK_BYTES),
  ]);

/** @param bytes received since the connection began */
export const acknowledgement = (bytes: number): Buffer => control(TYPE.acknowledgement, bytes);

/** @param payload AMF0 */
export const command = (stream: number, payload: Uint8Array): Buffer =>
  message(TYPE.command, 3, stream, payload.subarray(0, CHUNK_BYTES));
