import { randomInt } from 'node:crypto';
import type { VideoCodec } from '@outrider/schema';
import { Packetizer, isKeyNal, isParameterSet, nalType } from '../../feed/index.js';
import type { Feed } from '../../feed/index.js';
import type { Source, SourceContext } from '../source.js';
import { readVideoTag, splitNals } from './video-tag.js';
import type { VideoTag } from './video-tag.js';

const TICKS_PER_MS = 90;
const PAYLOAD_TYPE = 96;

/** Pictures that a source pushes by RTMP, on their way into a feed. RTMP tells no time of day: capture times are unknown. */
export class RtmpPublisher implements Source {
  readonly #context: SourceContext;
  readonly #hangUp: () => void;
  #stream: { codec: VideoCodec; feed: Feed; packetizer: Packetizer } | null = null;
  #sets: Uint8Array[] = [];
  #lengthBytes = 4;
  #closed = false;

  /** @param hangUp closes the connection of the source */
  constructor(context: SourceContext, hangUp: () => void) {
    this.#context = context;
    this.#hangUp = hangUp;
  }

  start(): void {
    this.#context.say('waiting', 'A source has announced itself; its pictures have not come yet.');
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#context.say('waiting', 'The source that pushed the pictures has ended.');
    this.#hangUp();
  }

  /** @param payload of a video message @param timestampMs its time. Throws where it is cut off. */
  video(payload: Uint8Array, timestampMs: number): void {
    if (this.#closed) return;
    const tag = readVideoTag(payload);
    if (tag.kind === 'config') this.#configure(tag);
    else if (tag.kind === 'picture') this.#picture(tag, timestampMs);
    else if (tag.kind === 'unknown')
      this.#context.say('failed', `The source pushes ${tag.name}, which cannot be shown: set its encoder to H.264.`);
  }

  #configure({ codec, parameter_sets, length_bytes }: Extract<VideoTag, { kind: 'config' }>): void {
    this.#sets = parameter_sets;
    this.#lengthBytes = length_bytes;
    if (this.#stream?.codec === codec) return;
    const feed = this.#context.feed(codec);
    feed.restart(parameter_sets);
    this.#stream = { codec, feed, packetizer: new Packetizer(codec, PAYLOAD_TYPE, randomInt(1, 0x7fffffff)) };
    this.#context.say('live', null);
  }

  #picture({ codec, shift_ms, data }: Extract<VideoTag, { kind: 'picture' }>, timestampMs: number): void {
    const stream = this.#stream;
    if (!stream || stream.codec !== codec) return;
    const { nals, whole } = splitNals(data, this.#lengthBytes);
    if (nals.length === 0) return;
    if (!whole) stream.packetizer.skip();
    const units = this.#completed(codec, nals);
    const timestamp = ((timestampMs + shift_ms) * TICKS_PER_MS) % 2 ** 32;
    for (const packet of stream.packetizer.packets(units, timestamp)) stream.feed.push(packet);
  }

  /** The parameter sets lie in the configuration alone; each keyframe gets them. */
  #completed(codec: VideoCodec, nals: Uint8Array[]): Uint8Array[] {
    const types = nals.map((nal) => nalType(codec, nal[0]!));
    const key = types.some((type) => isKeyNal(codec, type));
    return key && !types.some((type) => isParameterSet(codec, type)) ? [...this.#sets, ...nals] : nals;
  }
}
