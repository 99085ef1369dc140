import type { UploadState } from '@outrider/schema';
import { describe, expect, it } from 'vitest';
import { sendFile } from './send-file.js';
import type { SendPiece } from './send-file.js';

const file = new Blob([new Uint8Array(1000)]);
const original = { number: 1 } as NonNullable<UploadState['original']>;
const noPause = async (): Promise<void> => undefined;

/** A server that keeps what comes at the right place; `lose` answers are lost. */
function server(lose: number) {
  let there = 0;
  const offsets: number[] = [];
  const send: SendPiece = async (piece, offset) => {
    offsets.push(offset);
    if (offset === there) there += piece.size;
    if (lose-- > 0) throw new TypeError('Failed to fetch');
    return { received_bytes: there, original: there === file.size ? original : null };
  };
  return { send, offsets };
}

describe('a file in pieces', () => {
  it('goes on where the server is, also after an answer that was lost', async () => {
    const { send, offsets } = server(1);
    const seen: number[] = [];
    const options = { onProgress: (bytes: number) => seen.push(bytes), isStopped: () => false };
    expect(await sendFile(file, 400, send, options, noPause)).toMatchObject({ original });
    expect(offsets).toEqual([0, 0, 400, 800]);
    expect(seen).toEqual([400, 800, 1000]);
  });

  it('ends when the server refuses, when it stays away, and when it is stopped', async () => {
    const options = { onProgress: () => undefined, isStopped: () => false };
    const refused: SendPiece = () => Promise.reject(Object.assign(new Error('too large'), { status: 413 }));
    await expect(sendFile(file, 400, refused, options, noPause)).rejects.toThrow('too large');
    const away = server(99);
    await expect(sendFile(file, 400, away.send, options, noPause)).rejects.toThrow('Failed to fetch');
    expect(away.offsets).toHaveLength(5);
    const stopped = { ...options, isStopped: () => true };
    expect(await sendFile(file, 400, server(0).send, stopped, noPause)).toBeNull();
  });
});
