import { avcCodecString, decodeStreamMessage } from '@outrider/core/video';
import type { StreamPicture } from '@outrider/core/video';

const AGAIN_AFTER_MS = 1000;
/** A decoder that is further behind than this goes on with the next keyframe. */
const MOST_WAITING_PICTURES = 8;

export interface WebSocketPlayerOptions {
  /** wss: address of a camera's stream. */
  url: string;
  canvas: HTMLCanvasElement;
  /** After each picture that was drawn. */
  onPicture?: (picture: Pick<StreamPicture, 'received_utc_ms' | 'captured_utc_ms'>) => void;
  /** A sentence for the user; null when pictures come. */
  onTrouble?: (trouble: string | null) => void;
}

export const canPlayStreams = (): boolean => typeof VideoDecoder === 'function';

/**
 * A camera's pictures by WebSocket and WebCodecs on a canvas, where WebRTC finds no way through a network. Connects again by itself
 * until it is closed. H.264 alone: browsers that decode H.265 here are rare.
 */
export class WebSocketPlayer {
  readonly #options: WebSocketPlayerOptions;
  readonly #context: CanvasRenderingContext2D | null;
  /** What is being decoded, by its time in microseconds. */
  readonly #waiting = new Map<number, StreamPicture>();
  #socket: WebSocket | null = null;
  #decoder: VideoDecoder | null = null;
  #codec: string | null = null;
  #again: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(options: WebSocketPlayerOptions) {
    this.#options = options;
    this.#context = options.canvas.getContext('2d', { alpha: false });
  }

  start(): void {
    const socket = new WebSocket(this.#options.url);
    this.#socket = socket;
    socket.binaryType = 'arraybuffer';
    socket.onmessage = ({ data }) => this.#take(new Uint8Array(data as ArrayBuffer));
    socket.onclose = () => {
      this.#reset();
      if (this.#closed) return;
      this.#options.onTrouble?.('The camera’s stream has ended; connecting again.');
      this.#again = setTimeout(() => this.start(), AGAIN_AFTER_MS);
    };
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#again);
    this.#socket?.close();
    this.#reset();
  }

  #take(message: Uint8Array<ArrayBuffer>): void {
    const picture = decodeStreamMessage(message);
    if (!picture || this.#closed) return;
    if (picture.keyframe) this.#prepare(picture);
    if (!this.#decoder) return;
    if (this.#decoder.decodeQueueSize > MOST_WAITING_PICTURES) return this.#reset();
    const timestamp = Math.round((picture.time_90khz * 1000) / 90);
    this.#waiting.set(timestamp, picture);
    const type = picture.keyframe ? 'key' : 'delta';
    this.#decoder.decode(new EncodedVideoChunk({ type, timestamp, data: picture.bytes }));
  }

  /** A decoder for what this keyframe begins; the one at work where nothing has changed. */
  #prepare(picture: StreamPicture & { bytes: Uint8Array }): void {
    const codec = picture.codec === 'h264' ? avcCodecString(picture.bytes) : null;
    if (this.#decoder && codec === this.#codec) return;
    this.#reset();
    if (!codec) return this.#options.onTrouble?.('This browser cannot show what the camera sends.');
    this.#codec = codec;
    this.#decoder = new VideoDecoder({ output: (frame) => this.#draw(frame), error: () => this.#reset() });
    this.#decoder.configure({ codec, optimizeForLatency: true });
  }

  #draw(frame: VideoFrame): void {
    const { canvas, onPicture, onTrouble } = this.#options;
    const { displayWidth, displayHeight, timestamp } = frame;
    if (canvas.width !== displayWidth || canvas.height !== displayHeight) {
      canvas.width = displayWidth;
      canvas.height = displayHeight;
    }
    this.#context?.drawImage(frame, 0, 0);
    frame.close();
    const picture = this.#waiting.get(timestamp);
    for (const time of this.#waiting.keys()) if (time <= timestamp) this.#waiting.delete(time);
    onTrouble?.(null);
    if (picture) onPicture?.(picture);
  }

  /** From here on the next keyframe is waited for. */
  #reset(): void {
    if (this.#decoder && this.#decoder.state !== 'closed') this.#decoder.close();
    this.#decoder = null;
    this.#codec = null;
    this.#waiting.clear();
  }
}
