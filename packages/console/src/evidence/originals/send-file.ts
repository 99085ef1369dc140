import type { UploadState } from '@outrider/schema';

/** Sends one piece that begins at `offset` of the file; answers how much is there then. */
export type SendPiece = (piece: Blob, offset: number) => Promise<UploadState>;
interface Progress {
  onProgress: (received_bytes: number) => void;
  isStopped: () => boolean;
}

const MOST_TRIES = 5;

/**
 * Sends a file in pieces. What the answer says is there is where it goes on, so a piece whose answer was lost is not sent twice. A
 * piece that fails is tried again some times, with longer and longer pauses. Answers null when it was stopped.
 */
export async function sendFile(
  file: Blob,
  pieceBytes: number,
  send: SendPiece,
  { onProgress, isStopped }: Progress,
  pause: (ms: number) => Promise<void>,
): Promise<UploadState | null> {
  let state: UploadState = { received_bytes: 0, original: null };
  for (let tries = 0; state.original === null;) {
    if (isStopped()) return null;
    const offset = state.received_bytes;
    try {
      state = await send(file.slice(offset, offset + pieceBytes), offset);
      tries = 0;
      onProgress(state.received_bytes);
    } catch (error) {
      tries += 1;
      if (tries >= MOST_TRIES || isRefusal(error)) throw error;
      await pause(500 * 2 ** tries);
    }
  }
  return state;
}

/** The server has said no, which the same piece again would not change. */
const isRefusal = (error: unknown): boolean => {
  const status = (error as { status?: unknown }).status;
  return typeof status === 'number' && status >= 400 && status < 500 && status !== 408 && status !== 429;
};
