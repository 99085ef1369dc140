import type { Socket } from 'node:net';
import type { LinkPeer } from './link.js';

/** A vehicle that does not read must not fill our memory: old commands would be worthless anyway. */
const MAX_UNSENT_BYTES = 256 * 1024;

/** One TCP connection. Small frames leave at once. */
export class TcpPeer implements LinkPeer {
  readonly name: string;
  readonly #socket: Socket;

  constructor(socket: Socket) {
    this.#socket = socket;
    this.name = `${socket.remoteAddress ?? 'unknown'}:${socket.remotePort ?? 0}`;
    socket.setNoDelay(true);
    socket.setKeepAlive(true, 5000);
  }

  send(bytes: Uint8Array): boolean {
    if (this.#socket.destroyed || this.#socket.writableLength > MAX_UNSENT_BYTES) return false;
    this.#socket.write(bytes);
    return true;
  }
}
