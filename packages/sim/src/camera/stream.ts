/** One lens: picture, encoder, RTP. */
import type { Socket } from 'node:dgram';
import type { Lens } from '../vehicle/index.js';
import type { EncodedPicture, Encoder, MakeEncoder, Moment } from './encode/index.js';
import { burnIn } from './overlay/index.js';
import type { Picture } from './picture.js';
import { blankPicture } from './picture.js';
import { RtpStream } from './rtp/index.js';
import type { CameraView } from './view.js';

const HOST = '127.0.0.1';
const REPORT_EVERY_MS = 500;
const TRY_AGAIN_MS = 2000;
const RTP_TICKS_PER_MS = 90;

export interface LensStreamOptions {
  name: string;
  lens: Lens;
  makeEncoder: MakeEncoder;
  socket: Socket;
  /** Random, 32 bit. */
  ssrc: number;
  /** Draws what the lens sees. */
  draw(picture: Picture, view: CameraView, utcMs: number): void;
  onTrouble(reason: string): void;
}

export class LensStream {
  readonly #options: LensStreamOptions;
  #lens: Lens;
  #picture: Picture;
  readonly #rtp: RtpStream;
  #encoder: Encoder | null = null;
  #mayTryAt_ms = Number.NEGATIVE_INFINITY;
  #reported_ms = Number.NEGATIVE_INFINITY;

  constructor(options: LensStreamOptions) {
    const { lens, ssrc, name } = options;
    this.#options = options;
    this.#lens = lens;
    this.#picture = blankPicture(lens.width, lens.height);
    const cname = `${name.toLowerCase().replaceAll(' ', '-')}-${lens.stream_id}@outrider-sim`;
    this.#rtp = new RtpStream({ ssrc, first_sequence: ssrc >>> 16, cname });
  }

  /** Takes a picture; one that the encoder has no time for is left out. An encoder that has failed is started again after a while. */
  take(view: CameraView, taken: Moment): void {
    const encoder = this.#encoder ?? this.#start(taken.monotonic_ms);
    if (!encoder) return;
    this.#options.draw(this.#picture, view, taken.utc_ms);
    burnIn(this.#picture, this.#options.name, taken.utc_ms);
    encoder.encode(this.#picture, taken);
  }

  /** From the next picture on another size or rate; the stream goes on under the same numbers. */
  change(lens: Lens): void {
    this.close();
    this.#lens = lens;
    this.#picture = blankPicture(lens.width, lens.height);
    this.#mayTryAt_ms = Number.NEGATIVE_INFINITY;
  }

  close(): void {
    this.#encoder?.close();
    this.#encoder = null;
  }

  #start(nowMs: number): Encoder | null {
    if (nowMs < this.#mayTryAt_ms) return null;
    this.#mayTryAt_ms = nowMs + TRY_AGAIN_MS;
    const { makeEncoder, onTrouble } = this.#options;
    const encoder = makeEncoder(this.#lens, {
      onPicture: (picture) => this.#encoder === encoder && this.#send(picture),
      onFailure: (reason) => {
        this.#encoder = null;
        onTrouble(reason);
      },
    });
    this.#encoder = encoder;
    return encoder;
  }

  #send({ nals, taken }: EncodedPicture): void {
    const { socket, lens } = this.#options;
    const time_90khz = taken.monotonic_ms * RTP_TICKS_PER_MS;
    if (taken.monotonic_ms - this.#reported_ms >= REPORT_EVERY_MS) {
      this.#reported_ms = taken.monotonic_ms;
      socket.send(this.#rtp.senderReport(taken.utc_ms, time_90khz), lens.port + 1, HOST);
    }
    for (const packet of this.#rtp.packets(nals, time_90khz)) socket.send(packet, lens.port, HOST);
  }
}
