import { randomInt } from 'node:crypto';
import type { VideoCodec } from '@outrider/schema';
import { Packetizer, nalType } from '../../feed/index.js';
import type { Feed } from '../../feed/index.js';
import { H264, H265 } from '../../feed/nal.js';
import type { SourceContext } from '../source.js';
import { TransportStream } from './transport-stream.js';

const PAYLOAD_TYPE = 96;
const FILLER = { h264: 12, h265: 38 } as const;

/** Pictures out of a transport stream, on their way into a feed. It tells no time of day: capture times are unknown. */
export class TransportFeed {
  readonly #context: SourceContext;
  readonly #stream: TransportStream;
  #into: { codec: VideoCodec; feed: Feed; packetizer: Packetizer } | null = null;

  constructor(context: SourceContext) {
    this.#context = context;
    this.#stream = new TransportStream({
      stream: ({ codec }) => this.#begin(codec),
      noVideo: (others) => this.#sayNoVideo(others),
      picture: (bytes, pts) => this.#picture(bytes, pts),
      lost: () => this.#into?.packetizer.skip(),
    });
  }

  push(bytes: Uint8Array): void {
    this.#stream.push(bytes);
  }

  #begin(codec: VideoCodec): void {
    const feed = this.#context.feed(codec);
    feed.restart([]);
    this.#into = { codec, feed, packetizer: new Packetizer(codec, PAYLOAD_TYPE, randomInt(1, 0x7fffffff)) };
    this.#context.say('live', null);
  }

  #sayNoVideo(others: readonly string[]): void {
    const what = others.length > 0 ? `${others.join(', ')} video` : 'no video';
    this.#context.say('failed', `The transport stream holds ${what}: set the encoder of the source to H.264.`);
  }

  #picture(bytes: Uint8Array, pts: number): void {
    const into = this.#into;
    if (!into) return;
    const { codec, feed, packetizer } = into;
    const left: readonly number[] = [codec === 'h264' ? H264.aud : H265.aud, FILLER[codec]];
    const nals = splitByteStream(bytes).filter((nal) => !left.includes(nalType(codec, nal[0]!)));
    if (nals.length === 0) return;
    for (const packet of packetizer.packets(nals, pts)) feed.push(packet);
  }
}

/** NAL units of a byte stream (ITU-T H.264 and H.265, annex B), without start codes and the zeros behind them. */
export function splitByteStream(bytes: Uint8Array): Uint8Array[] {
  const stream = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const nals: Uint8Array[] = [];
  for (let at = stream.indexOf(START_CODE); at >= 0;) {
    const next = stream.indexOf(START_CODE, at + 3);
    let end = next < 0 ? stream.length : next;
    while (end > at + 3 && stream[end - 1] === 0) end -= 1;
    if (end > at + 4) nals.push(stream.subarray(at + 3, end));
    at = next;
  }
  return nals;
}
const START_CODE = Buffer.from([0, 0, 1]);
