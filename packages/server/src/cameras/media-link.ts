import { timingSafeEqual } from 'node:crypto';
import { ERRORS, MEDIA_HELLO_SUBJECT, MEDIA_STATUS_SUBJECT, mediaSubject } from '@outrider/schema';
import type {
  CameraStatus,
  ErrorCode,
  GatewayReply,
  MediaCamera,
  MediaClose,
  MediaConfig,
  MediaPorts,
  MediaVerb,
  StreamAnswer,
  StreamRequest,
  WhepAnswer,
  WhepRequest,
  WhipRequest,
} from '@outrider/schema';
import type { Bus, BusSubscription, Clock, Logger, Timer } from '@outrider/runtime';
import { listAgencies } from '../agencies/store.js';
import type { Principal } from '../platform/auth/principal.js';
import { CHANGED_SUBJECT, REVOKED_SUBJECT } from '../platform/auth/sessions.js';
import { decodeChangeSet } from '../platform/database/index.js';
import type { Change } from '../platform/database/index.js';
import { refuse } from '../platform/index.js';
import type { Store } from '../platform/index.js';
import { loadCarriedCameras, loadMediaCameras, loadRecordings } from './store.js';
import { ViewHolders } from './view-holders.js';

const ANSWER_TIMEOUT_MS = 5_000;
// Several changes of one action become one message.
const SETTLE_MS = 50;
const RETRY_AFTER_MS = 2_000;
/** Statuses come once a second; of a media process that has fallen silent nothing counts as live. */
const HEARD_WITHIN_MS = 3_000;

export type CameraNews = (agencyId: string, status: CameraStatus) => void;
/**
 * Who watches: a view ends as soon as one of its holders does (session, API key, the link under which it was opened), and when the
 * roles of a user among them change: who may still watch asks again.
 */
export interface Viewer {
  holders: readonly string[];
  /** Whose session ends at a time that is known; null where nobody is signed in. */
  member: Pick<Principal, 'agencyId' | 'id' | 'session'> | null;
}
/** What a view of this user or API key hangs on. */
export const holdersOf = ({ session, id }: Pick<Principal, 'session' | 'id'>): string[] =>
  session ? [session.id, id] : [id];
/** Somebody signed in, or an API key. */
export const viewerOf = (principal: Principal): Viewer => ({ holders: holdersOf(principal), member: principal });
interface MediaLinkOptions {
  bus: Bus;
  notices: Bus;
  store: Store;
  clock: Clock;
  logger: Logger;
  /** Whether a user holds control of anything. */
  steers(agencyId: string, userId: string): boolean;
}

/** The media process as the server sees it: told which cameras there are and what records, asked for views, heard for statuses. */
export class MediaLink {
  readonly #options: MediaLinkOptions;
  readonly #statuses = new Map<string, CameraStatus>();
  /** Agency of each camera, by our own rows and never by what the media process says. */
  readonly #agencyOf = new Map<string, string>();
  /** Aircraft that carries a camera, by camera. */
  readonly #carriers = new Map<string, string>();
  readonly #configs = new Map<string, MediaConfig>();
  readonly #holders: ViewHolders;
  /** Session of each camera whose pictures are pushed by WHIP. */
  readonly #publishing = new Map<string, string>();
  readonly #listeners = new Set<CameraNews>();
  readonly #stale = new Set<string>();
  #subscriptions: BusSubscription[] = [];
  #stopListening: () => void = () => {};
  #timer: Timer | null = null;
  #closed = false;
  #heardMs = Number.NEGATIVE_INFINITY;
  #ports: MediaPorts | null = null;

  constructor(options: MediaLinkOptions) {
    this.#options = options;
    this.#holders = new ViewHolders({ ...options, end: (sessions) => this.endHeldBy(sessions) });
  }

  async start(): Promise<void> {
    const { bus, notices, store } = this.#options;
    this.#subscriptions = [
      notices.subscribe('changes.*', (subject, bytes) => {
        const { changes } = decodeChangeSet(bytes);
        if (changes === null || changes.some(concernsMedia)) this.#reloadSoon(subject.slice(subject.indexOf('.') + 1));
      }),
      notices.subscribe(REVOKED_SUBJECT, (_subject, bytes) =>
        this.endHeldBy(JSON.parse(Buffer.from(bytes).toString())),
      ),
      notices.subscribe(CHANGED_SUBJECT, (_subject, bytes) =>
        this.endHeldBy([JSON.parse(Buffer.from(bytes).toString())]),
      ),
      bus.subscribe(MEDIA_STATUS_SUBJECT, (_subject, bytes) => this.#take(bytes)),
      bus.subscribe(MEDIA_HELLO_SUBJECT, () => void this.#configure()),
    ];
    this.#stopListening = bus.onConnectionChange((connected) => connected && void this.#configure());
    for (const agency of await listAgencies(store)) await this.#load(agency.id);
    void this.#configure();
    this.#holders.start();
  }

  close(): void {
    this.#closed = true;
    this.#holders.close();
    this.#timer?.cancel();
    this.#stopListening();
    for (const subscription of this.#subscriptions) subscription.unsubscribe();
  }

  /** Calls back when a status changes; returns the function that ends it. */
  listen(listener: CameraNews): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Port at which sources push by RTMP; null until the media process has said it. */
  get rtmpPort(): number | null {
    return this.#ports?.rtmp_port ?? null;
  }

  statusesOf(agencyId: string): CameraStatus[] {
    return [...this.#statuses.values()].filter(({ camera_id }) => this.#agencyOf.get(camera_id) === agencyId);
  }

  /** Whether pictures of a camera of this agency's aircraft come in now. */
  showsAircraft(agencyId: string, aircraftId: string): boolean {
    if (this.#options.clock.monotonicMs() - this.#heardMs > HEARD_WITHIN_MS) return false;
    const live = this.statusesOf(agencyId).filter(({ state }) => state === 'live');
    return live.some(({ camera_id }) => this.#carriers.get(camera_id) === aircraftId);
  }

  /** Opens a view. Throws media_unavailable, or what the media process refused with. */
  async watch(request: Omit<WhepRequest, 'holders'>, viewer: Viewer): Promise<WhepAnswer> {
    const answer = await this.request<WhepAnswer>('whep', { ...request, holders: viewer.holders });
    if (viewer.member) this.#holders.add(viewer.member);
    return answer;
  }

  /** A ticket for a view by WebSocket. Throws media_unavailable, or what the media process refused with. */
  async stream(request: Omit<StreamRequest, 'holders'>, viewer: Viewer): Promise<StreamAnswer> {
    const answer = await this.request<StreamAnswer>('stream', { ...request, holders: viewer.holders });
    if (viewer.member) this.#holders.add(viewer.member);
    return answer;
  }

  /** Ends a view of this agency; one that is not there, or another's, is passed over. */
  async endView(viewerId: string, agencyId: string): Promise<void> {
    await this.#end({ sessions: [viewerId], holders: [], agency_id: agencyId });
  }

  /** A camera that waits for a source to push; null where there is none of this id and key. */
  pushedCamera(cameraId: string, key: string): MediaCamera | null {
    const cameras = [...this.#configs.values()].flatMap((config) => config.cameras);
    const camera = cameras.find(({ camera_id }) => camera_id === cameraId);
    return camera?.publish_key && sameText(camera.publish_key, key) ? camera : null;
  }

  /** Lets a source push. Throws media_unavailable, or what the media process refused with. */
  async publish(request: WhipRequest): Promise<WhepAnswer> {
    const answer = await this.request<WhepAnswer>('whip', request);
    this.#publishing.set(request.camera_id, request.session_id);
    return answer;
  }

  /** Ends what is pushed for a camera; a session that is not the camera's newest is over already. */
  async endPublishing(cameraId: string, sessionId: string): Promise<void> {
    if (this.#publishing.get(cameraId) !== sessionId) return;
    this.#publishing.delete(cameraId);
    await this.#end({ sessions: [sessionId], holders: [], agency_id: null });
  }

  /** Ends every view that these sessions, users, API keys or share links hold, also those of before this server started. */
  endHeldBy(holders: readonly string[]): void {
    this.#holders.forget(holders);
    if (holders.length > 0)
      void this.#end({ sessions: [], holders: [...holders], agency_id: null }).catch(() => undefined);
  }

  async #end(request: MediaClose): Promise<void> {
    await this.request('close', request);
  }

  /** Asks the media process. Throws media_unavailable, or what it refused with. */
  async request<T>(verb: MediaVerb, body: unknown, timeout_ms = ANSWER_TIMEOUT_MS): Promise<T> {
    const reply = await this.#ask(verb, body, timeout_ms);
    if (reply.ok) return reply.value as T;
    const { code, message } = reply.error;
    throw refuse(code in ERRORS ? (code as ErrorCode) : 'internal', message);
  }

  async #ask(verb: MediaVerb, body: unknown, timeout_ms: number): Promise<GatewayReply<unknown>> {
    try {
      const bytes = Buffer.from(JSON.stringify(body));
      const answer = await this.#options.bus.request(mediaSubject(verb), bytes, timeout_ms);
      return JSON.parse(Buffer.from(answer).toString()) as GatewayReply<unknown>;
    } catch {
      throw refuse('media_unavailable', 'The media process does not answer; pictures are back when it is.');
    }
  }

  #take(bytes: Uint8Array): void {
    this.#heardMs = this.#options.clock.monotonicMs();
    for (const status of JSON.parse(Buffer.from(bytes).toString()) as CameraStatus[]) {
      const agencyId = this.#agencyOf.get(status.camera_id);
      if (agencyId === undefined) continue;
      const same = JSON.stringify(this.#statuses.get(status.camera_id)) === JSON.stringify(status);
      this.#statuses.set(status.camera_id, status);
      if (!same) for (const listener of this.#listeners) listener(agencyId, status);
    }
  }

  #reloadSoon(agencyId: string): void {
    this.#stale.add(agencyId);
    this.#timer ??= this.#options.clock.setTimeout(() => {
      this.#timer = null;
      void this.#reload();
    }, SETTLE_MS);
  }

  async #reload(): Promise<void> {
    const agencies = [...this.#stale];
    this.#stale.clear();
    try {
      for (const agency of agencies) await this.#load(agency);
      await this.#configure();
    } catch (error) {
      this.#options.logger.warn({ error }, 'cameras: not passed on yet, trying again');
      await this.#options.clock.sleep(RETRY_AFTER_MS);
      if (!this.#closed) for (const agency of agencies) this.#reloadSoon(agency);
    }
  }

  async #load(agencyId: string): Promise<void> {
    const { carried, ...config } = await this.#options.store.inAgency(agencyId, async (transaction) => ({
      cameras: await loadMediaCameras(transaction),
      recordings: await loadRecordings(transaction),
      carried: await loadCarriedCameras(transaction),
    }));
    this.#configs.set(agencyId, config);
    for (const [camera, agency] of this.#agencyOf) if (agency === agencyId) this.#agencyOf.delete(camera);
    for (const { camera_id } of config.cameras) this.#agencyOf.set(camera_id, agencyId);
    for (const { camera_id } of config.cameras) this.#carriers.delete(camera_id);
    for (const { id, aircraft_id } of carried) this.#carriers.set(id, aircraft_id);
    for (const id of this.#statuses.keys()) if (!this.#agencyOf.has(id)) this.#statuses.delete(id);
  }

  /** A media process that is not there yet says hello when it is. */
  async #configure(): Promise<void> {
    const configs = [...this.#configs.values()];
    const cameras = configs.flatMap((config) => config.cameras);
    const recordings = configs.flatMap((config) => config.recordings);
    try {
      this.#ports = await this.request<MediaPorts>('configure', { cameras, recordings } satisfies MediaConfig);
    } catch (error) {
      this.#options.logger.warn({ error }, 'cameras: the media process was not told yet');
    }
  }
}

function concernsMedia({ kind }: Change): boolean {
  return kind === 'camera' || kind === 'camera_removed' || kind === 'flight' || kind === 'aircraft_removed';
}

function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
