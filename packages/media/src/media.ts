import { join } from 'node:path';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type {
  CameraStatus,
  LargeViews,
  MediaCamera,
  MediaClose,
  MediaConfig,
  StreamAnswer,
  StreamRequest,
  WhepAnswer,
  WhepRequest,
  WhipRequest,
} from '@outrider/schema';
import type { Clock, Logger, Settings } from '@outrider/runtime';
import { CameraFeed } from './camera.js';
import { Recordings } from './recordings.js';
import { Publishers } from './publishers.js';
import { MediaRefusal } from './refusal.js';
import type { RecordingState } from './recorder/index.js';
import { readVideoOffer } from './relay/offer.js';
import { WhepViewer } from './relay/whep-viewer.js';
import { StreamServer } from './relay/ws/stream-server.js';
import { StreamViewer } from './relay/ws/stream-viewer.js';

export interface MediaOptions {
  settings: Settings['media'];
  /** Address on which pictures come in and go out. */
  host: string;
  /** Certificates of authorities that cameras over TLS may have, PEM; null: those of the system. */
  authorities: string[] | null;
  webrtcPort: number;
  recordsDir: string;
  clock: Clock;
  logger: Logger;
}

interface View {
  cameraId: string;
  holders: readonly string[];
  /** It fills a pilot's screen. */
  large: boolean;
  viewer: WhepViewer | StreamViewer;
}

/** Enough for an agency's wall and its guests; more would starve those who fly. */
export const MAX_VIEWERS_PER_CAMERA = 200;
/** Places beside those, for who flies: the others cannot take them. */
const PILOT_PLACES = 20;

/** Every camera of this process, who watches it, and what it records. */
export class Media {
  readonly #options: MediaOptions;
  readonly #cameras = new Map<string, CameraFeed>();
  readonly #viewers = new Map<string, View>();
  readonly #streams: StreamServer;
  #streamPort = 0;
  readonly #publishers: Publishers;
  readonly #recordings: Recordings;
  #configuring: Promise<void> = Promise.resolve();

  constructor(options: MediaOptions) {
    this.#options = options;
    this.#streams = new StreamServer(options.clock, () => this.#checkStreams());
    const bindAddress = isAnyAddress(options.host) ? null : options.host;
    this.#publishers = new Publishers({ ...options, bindAddress, cameras: () => this.#cameras.values() });
    this.#recordings = new Recordings({ ...options, reserve_mb: options.settings.recording.reserve_mb });
  }

  /** Makes the cameras those of the configuration; one that has not changed goes on without a break. */
  configure(config: MediaConfig): Promise<void> {
    const applied = this.#configuring.then(() => this.#apply(config));
    // One that failed must not keep the next from being applied.
    this.#configuring = applied.catch(() => undefined);
    return applied;
  }

  /** A camera of the configuration; null where there is none. */
  camera(cameraId: string): CameraFeed | null {
    return this.#cameras.get(cameraId) ?? null;
  }

  /** Throws not_found, no_video, codec_not_offered, too_many_viewers, bad_offer. */
  async watch(request: WhepRequest): Promise<WhepAnswer> {
    const camera = this.#watchable(request.camera_id, request.view === 'pilot' ? PILOT_PLACES : 0);
    const { feed, history, offer } = await shownTo(camera, request.offer_sdp);
    this.#viewers.get(request.viewer_id)?.viewer.close();
    const pilot = request.view === 'pilot';
    const viewer = new WhepViewer({
      feed,
      history,
      offer,
      offerSdp: request.offer_sdp,
      pilot,
      clock: this.#options.clock,
      bindAddress: isAnyAddress(this.#options.host) ? null : this.#options.host,
      port: this.#options.webrtcPort,
      onKeyframeWanted: () => camera.requestKeyframe(),
      onClosed: () => {
        if (this.#viewers.get(request.viewer_id)?.viewer === viewer) this.#viewers.delete(request.viewer_id);
      },
    });
    const { camera_id, holders } = request;
    this.#viewers.set(request.viewer_id, { cameraId: camera_id, holders, large: pilot, viewer });
    try {
      return { answer_sdp: await viewer.answer() };
    } catch (error) {
      viewer.close();
      throw new MediaRefusal('bad_offer', `The offer cannot be answered: ${(error as Error).message}.`);
    }
  }

  /** Opens the way in for WebSocket viewers; answers its port. */
  async listen(port: number): Promise<number> {
    return (this.#streamPort = await this.#streams.listen(port));
  }

  /** A ticket for one WebSocket viewer. Throws not_found, no_video, too_many_viewers. */
  stream({ camera_id, viewer_id, holders }: StreamRequest): StreamAnswer {
    this.#watchable(camera_id);
    const ticket = this.#streams.admit(holders, (socket) => {
      const camera = this.#cameras.get(camera_id);
      if (!camera || this.#viewersOf(camera_id) >= MAX_VIEWERS_PER_CAMERA) return socket.terminate();
      this.#viewers.get(viewer_id)?.viewer.close();
      const viewer = new StreamViewer(socket, camera, () => {
        if (this.#viewers.get(viewer_id)?.viewer === viewer) this.#viewers.delete(viewer_id);
      });
      this.#viewers.set(viewer_id, { cameraId: camera_id, holders, large: false, viewer });
    });
    return { ticket, port: this.#streamPort };
  }

  /** Opens the port at which sources push by RTMP; answers it. Throws where it is taken. @param port 0 takes a free one */
  listenRtmp(port: number): Promise<number> {
    return this.#publishers.listen(this.#options.host, port);
  }

  /** A source asks to push by WHIP. Throws not_found, conflict, codec_not_offered, bad_offer. */
  async publish(request: WhipRequest): Promise<WhepAnswer> {
    const camera = this.#cameras.get(request.camera_id);
    if (!camera) throw new MediaRefusal('not_found', 'There is no such camera, or it is switched off.');
    return this.#publishers.publish(camera, request);
  }

  /** Ends what these sessions watch or push, and what these hold or have a ticket for; ids that are not known are passed over. */
  end({ sessions, holders = [], agency_id = null }: Partial<MediaClose> & Pick<MediaClose, 'sessions'>): void {
    this.#streams.revoke(holders);
    const mine = ({ cameraId }: View): boolean =>
      agency_id === null || this.#cameras.get(cameraId)?.config.agency_id === agency_id;
    const held = [...this.#viewers.values()].filter((view) => view.holders.some((one) => holders.includes(one)));
    const named = sessions.flatMap((session) => this.#viewers.get(session) ?? []);
    for (const view of [...held, ...named]) if (mine(view)) view.viewer.close();
    this.#publishers.end(sessions);
  }

  /** Packets that viewers of a camera, those of now, were sent once more. */
  resentPackets(cameraId: string): number {
    const viewers = [...this.#viewers.values()].filter((each) => each.cameraId === cameraId);
    return viewers.reduce((sum, { viewer }) => sum + (viewer instanceof WhepViewer ? viewer.resent : 0), 0);
  }

  /** UDP ports of cameras that a pilot watches. */
  largeViews(): LargeViews {
    const watched = new Set([...this.#viewers.values()].filter(({ large }) => large).map(({ cameraId }) => cameraId));
    const sources = [...watched].flatMap((id) => this.#cameras.get(id)?.config.source ?? []);
    return { rtp_ports: sources.flatMap((source) => (source.kind === 'rtp' ? [source.port] : [])) };
  }

  /** Rates are taken since the call before. */
  statuses(): CameraStatus[] {
    return [...this.#cameras].map(([camera_id, camera]) => ({
      camera_id,
      ...camera.status(),
      viewers: this.#viewersOf(camera_id),
      ...this.#recordingOf(camera_id),
    }));
  }

  #recordingOf(
    cameraId: string,
  ): Pick<CameraStatus, 'recording_flight_id' | 'recording_since_utc_ms' | 'recording_detail'> {
    const recording = this.#recordings.of(cameraId);
    return {
      recording_flight_id: recording?.flight_id ?? null,
      recording_since_utc_ms: recording?.since_utc_ms ?? null,
      recording_detail: recording ? (WHY_NOT_RECORDED[recording.status.state] ?? null) : null,
    };
  }

  async close(): Promise<void> {
    await this.#configuring;
    for (const { viewer } of this.#viewers.values()) viewer.close();
    await this.#streams.close();
    await this.#publishers.close();
    await this.#recordings.close();
    await Promise.all([...this.#cameras.values()].map((camera) => camera.close()));
    this.#cameras.clear();
  }

  async #apply({ cameras, recordings }: MediaConfig): Promise<void> {
    const wanted = new Map(cameras.map((camera) => [camera.camera_id, camera]));
    for (const [id, camera] of this.#cameras) {
      const config = wanted.get(id);
      if (config && comesFrom(config) === comesFrom(camera.config)) {
        camera.config = config;
        continue;
      }
      this.#closeViewersOf(id);
      this.#cameras.delete(id);
      await camera.close();
    }
    for (const [id, config] of wanted) if (!this.#cameras.has(id)) this.#cameras.set(id, this.#open(id, config));
    const orders = this.#options.settings.recording.enabled ? recordings : [];
    await this.#recordings.follow(orders, (id) => this.#cameras.get(id) ?? null);
  }

  #open(id: string, config: MediaConfig['cameras'][number]): CameraFeed {
    const camera = new CameraFeed(config, this.#options);
    camera.onCodecChange = () => this.#closeViewersOf(id);
    return camera;
  }

  /** Throws not_found, no_video, too_many_viewers. */
  #watchable(cameraId: string, more = 0): CameraFeed {
    const camera = this.#cameras.get(cameraId);
    if (!camera) throw new MediaRefusal('not_found', 'There is no such camera, or it is switched off.');
    if (!camera.feed) throw new MediaRefusal('no_video', 'This camera has not sent a picture yet.');
    if (this.#viewersOf(cameraId) >= MAX_VIEWERS_PER_CAMERA + more)
      throw new MediaRefusal('too_many_viewers', `${MAX_VIEWERS_PER_CAMERA} watch this camera already.`);
    return camera;
  }

  #checkStreams(): void {
    for (const { viewer } of this.#viewers.values()) if (viewer instanceof StreamViewer) viewer.check();
  }

  #viewersOf(cameraId: string): number {
    let count = 0;
    for (const viewer of this.#viewers.values()) if (viewer.cameraId === cameraId) count += 1;
    return count;
  }

  #closeViewersOf(cameraId: string): void {
    for (const { cameraId: id, viewer } of this.#viewers.values()) if (id === cameraId) viewer.close();
  }
}

/** What a viewer of this offer is sent: the camera's own packets, or H.264 made of them. Throws no_video, codec_not_offered. */
async function shownTo(camera: CameraFeed, offerSdp: string) {
  const { feed, history } = camera;
  if (!feed) throw new MediaRefusal('no_video', 'This camera has not sent a picture yet.');
  const offer = readVideoOffer(offerSdp, feed.codec);
  if (offer) return { feed, history, offer };
  const other = readVideoOffer(offerSdp, 'h264');
  const made = other && (await camera.inH264());
  if (made) return { feed: made.feed, history: made.history, offer: other };
  const message = `The camera sends ${feed.codec.toUpperCase()}, which this browser cannot show, and no ffmpeg is here to turn it into H.264.`;
  throw new MediaRefusal('codec_not_offered', message);
}

/** Where pictures come from, as text to compare: a camera that was only renamed goes on without a break. */
const comesFrom = ({ source, publish_key }: MediaCamera): string => JSON.stringify([source, publish_key]);

/** What a pilot reads when a camera that should be recorded is not. */
const WHY_NOT_RECORDED: Partial<Record<RecordingState, string>> = {
  opening: 'The recording is being opened.',
  waiting: 'Waiting for a picture to begin with.',
  disk_full: 'Not recording: the disk is nearly full.',
  disk_failed: 'Not recording: the disk refuses to be written.',
};

export const isAnyAddress = (host: string): boolean => host === '0.0.0.0' || host === '::';

/** A UDP port that is free on an address now. */
export async function freeUdpPort(host: string): Promise<number> {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  socket.bind(0, host);
  await once(socket, 'listening');
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  return port;
}

export const recordsFolder = (dataDir: string): string => join(dataDir, 'records');
