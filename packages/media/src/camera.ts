import type { CameraStatus, MediaCamera, VideoCodec } from '@outrider/schema';
import type { Clock, Logger, Settings } from '@outrider/runtime';
import { Feed } from './feed/index.js';
import { PictureSizeReader } from './feed/picture-size.js';
import type { UnitSink } from './feed/index.js';
import { makeSource } from './ingest/index.js';
import type { Source, SourceState } from './ingest/index.js';
import { PacketHistory } from './relay/history.js';
import { Transcoder, canTranscode } from './relay/transcoder.js';

export interface CameraContext {
  settings: Settings['media'];
  host: string;
  authorities: string[] | null;
  clock: Clock;
  logger: Logger;
}

/** A keyframe asked for by several viewers at once is asked of the camera once. */
const KEYFRAME_EVERY_MS = 500;

/** One camera in this process: its source, its feed, and what is said of it. */
export class CameraFeed {
  config: MediaCamera;
  readonly history = new PacketHistory();
  readonly #context: CameraContext;
  readonly #source: Source | null;
  readonly #units = new Set<UnitSink>();
  readonly #rates = new Rates();
  #feed: Feed | null = null;
  #size: PictureSizeReader | null = null;
  #transcoder: Transcoder | null = null;
  #publisher: Source | null = null;
  #said: { state: SourceState; detail: string | null } = { state: 'waiting', detail: null };
  #keyframeAskedMs = Number.NEGATIVE_INFINITY;
  /** Called when viewers must come again: the stream turned to another codec. */
  onCodecChange: (() => void) | null = null;

  constructor(config: MediaCamera, context: CameraContext) {
    this.config = config;
    this.#context = context;
    this.#source = makeSource(this.sourceContext());
    this.#source?.start();
  }

  get feed(): Feed | null {
    return this.#feed;
  }

  sourceContext() {
    const { settings, host, authorities, clock, logger } = this.#context;
    return {
      camera: this.config,
      host,
      authorities,
      receiveBufferBytes: settings.receive_buffer_bytes,
      clock,
      logger,
      feed: (codec: VideoCodec) => this.#feedOf(codec),
      say: (state: SourceState, detail: string | null) => (this.#said = { state, detail }),
    };
  }

  /** A source that pushed its way in; it takes the place of the one before. */
  publish(publisher: Source): void {
    void this.#publisher?.close();
    this.#publisher = publisher;
    publisher.start();
  }

  /** A source that pushed has ended. */
  withdraw(publisher: Source): void {
    if (this.#publisher === publisher) this.#publisher = null;
  }

  requestKeyframe(): void {
    const nowMs = this.#context.clock.monotonicMs();
    if (nowMs - this.#keyframeAskedMs < KEYFRAME_EVERY_MS) return;
    this.#keyframeAskedMs = nowMs;
    (this.#publisher ?? this.#source)?.requestKeyframe?.();
  }

  /** The same pictures in H.264, for who cannot show what the camera sends; null where that cannot be made. */
  async inH264(): Promise<Pick<Transcoder, 'feed' | 'history'> | null> {
    if (this.#feed?.codec !== 'h265' || !(await canTranscode())) return null;
    this.#transcoder ??= new Transcoder(this.#feed, this.#context.clock, this.#context.logger);
    await this.#transcoder.start();
    return this.#transcoder;
  }

  addUnits(sink: UnitSink): void {
    this.#units.add(sink);
  }
  removeUnits(sink: UnitSink): void {
    this.#units.delete(sink);
  }

  /** State of the feed now; call once a second, since rates are taken between calls. */
  status(): Pick<
    CameraStatus,
    | 'state'
    | 'detail'
    | 'codec'
    | 'width'
    | 'height'
    | 'frame_rate_hz'
    | 'bit_rate_bps'
    | 'loss_percent'
    | 'last_picture_utc_ms'
  > {
    const feed = this.#feed;
    const rates = this.#rates.next(feed, this.#context.clock.monotonicMs());
    return {
      ...this.#state(),
      codec: feed?.codec ?? null,
      width: this.#size?.size?.width_px ?? null,
      height: this.#size?.size?.height_px ?? null,
      ...rates,
      last_picture_utc_ms: feed?.lastPictureUtcMs ?? null,
    };
  }

  async close(): Promise<void> {
    this.#transcoder?.close();
    await Promise.all([this.#source?.close(), this.#publisher?.close()]);
  }

  #state(): Pick<CameraStatus, 'state' | 'detail'> {
    const age = this.#feed?.ageMs() ?? null;
    if (age !== null && !this.#feed!.isStale()) return { state: 'live', detail: null };
    if (this.#said.state === 'failed') return this.#said as { state: 'failed'; detail: string | null };
    if (age === null) return { state: 'waiting', detail: this.#said.detail };
    const reason = this.#said.state === 'live' && this.#said.detail ? ` ${this.#said.detail}` : '';
    return { state: 'stale', detail: `No picture for ${Math.round(age / 1000)} s.${reason}` };
  }

  #feedOf(codec: VideoCodec): Feed {
    if (this.#feed?.codec === codec) return this.#feed;
    const before = this.#feed;
    this.#transcoder?.close();
    this.#transcoder = null;
    const feed = new Feed(codec, this.#context.clock);
    feed.addViewer({ packet: (packet) => this.history.add(packet) }, true);
    const size = new PictureSizeReader(codec);
    this.#size = size;
    feed.addUnits((unit) => {
      size.take(unit);
      for (const sink of this.#units) sink(unit);
    });
    this.#feed = feed;
    if (before) this.onCodecChange?.();
    return feed;
  }
}

/** Rates between two looks at a feed's counters. */
class Rates {
  #before = { ms: 0, pictures: 0, bytes: 0, packets: 0, lost: 0 };

  next(feed: Feed | null, ms: number): Pick<CameraStatus, 'frame_rate_hz' | 'bit_rate_bps' | 'loss_percent'> {
    const before = this.#before;
    if (!feed) return { frame_rate_hz: null, bit_rate_bps: null, loss_percent: null };
    const now = { ms, pictures: feed.pictures, bytes: feed.bytes, packets: feed.packets, lost: feed.lostPackets };
    this.#before = now;
    const seconds = (now.ms - before.ms) / 1000;
    const packets = now.packets - before.packets;
    const lost = now.lost - before.lost;
    return {
      frame_rate_hz: Math.round((10 * (now.pictures - before.pictures)) / seconds) / 10,
      bit_rate_bps: Math.round((8 * (now.bytes - before.bytes)) / seconds),
      loss_percent: packets + lost === 0 ? 0 : Math.round((1000 * lost) / (packets + lost)) / 10,
    };
  }
}
