import type { Socket } from 'node:net';

/**
 * Writes frames to a socket. All frames of one turn leave in one system call; nothing waits longer than that turn.
 * What the peer does not read is bounded: beyond it `write` returns false.
 */
export class FrameWriter {
  readonly #socket: Socket;
  readonly #maxQueuedBytes: number;
  #corked = false;

  constructor(socket: Socket, maxQueuedBytes: number) {
    this.#socket = socket;
    this.#maxQueuedBytes = maxQueuedBytes;
  }

  write(frame: Buffer): boolean {
    if (this.#socket.writableLength + frame.length > this.#maxQueuedBytes) return false;
    if (!this.#corked) {
      this.#corked = true;
      this.#socket.cork();
      process.nextTick(() => {
        this.#corked = false;
        this.#socket.uncork();
      });
    }
    this.#socket.write(frame);
    return true;
  }
}
