import type { WebSocket } from 'ws';
import { encodeStreamMessage } from '@outrider/core/video';
import type { CameraFeed } from '../../camera.js';
import type { AccessUnit } from '../../feed/index.js';

/** More than this on its way to one viewer, and pictures are left out until the next keyframe; 1.6 s at 2.5 Mbit/s. */
const MOST_WAITING_BYTES = 512 * 1024;

/** One browser that gets a camera's pictures over a WebSocket. A slow one misses pictures and holds up nobody. */
export class StreamViewer {
  readonly #socket: WebSocket;
  readonly #camera: CameraFeed;
  readonly #onClosed: () => void;
  readonly #sink = (unit: AccessUnit): void => this.#take(unit);
  #waitsForKeyframe = true;
  #answered = true;
  #closed = false;

  constructor(socket: WebSocket, camera: CameraFeed, onClosed: () => void) {
    this.#socket = socket;
    this.#camera = camera;
    this.#onClosed = onClosed;
    socket.on('close', () => this.close());
    socket.on('error', () => this.close());
    socket.on('pong', () => (this.#answered = true));
    for (const unit of camera.feed?.unitsSinceKeyframe ?? []) this.#take(unit);
    camera.addUnits(this.#sink);
    if (this.#waitsForKeyframe) camera.requestKeyframe();
  }

  /** Ends a viewer that did not answer since the call before. */
  check(): void {
    if (!this.#answered) return this.close();
    this.#answered = false;
    this.#socket.ping();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#camera.removeUnits(this.#sink);
    // A reader that reads nothing would never see a farewell.
    this.#socket.terminate();
    this.#onClosed();
  }

  #take(unit: AccessUnit): void {
    if (this.#waitsForKeyframe && !unit.keyframe) return;
    if (this.#socket.bufferedAmount > MOST_WAITING_BYTES) {
      this.#waitsForKeyframe = true;
      return;
    }
    this.#waitsForKeyframe = false;
    this.#socket.send(encodeStreamMessage(unit, unit.nals));
  }
}
