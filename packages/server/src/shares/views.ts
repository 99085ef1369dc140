import type { StreamAnswer } from '@outrider/schema';
import type { Clock, Logger, Timer } from '@outrider/runtime';
import { uuidv7 } from '@outrider/runtime';
import { listAgencies } from '../agencies/store.js';
import { holdersOf } from '../cameras/media-link.js';
import type { MediaLink, Viewer } from '../cameras/media-link.js';
import type { LateAudit } from '../platform/audit/late-audit.js';
import type { Principal, Store } from '../platform/index.js';
import { refuse } from '../platform/index.js';
import type { ShareDesk } from './desk.js';
import type { ShareFacts } from './facts.js';
import { OftenLimit } from './often-limit.js';
import { closeLeftOpen, endView, insertView, seeView, viewEntry } from './view-store.js';
import type { ViewRow } from './view-store.js';

const SWEEP_EVERY_MS = 1_000;
/** A page asks once a second; one that was shut without a word is gone. */
const SILENT_MS = 20_000;
const WRITE_SEEN_EVERY_MS = 15_000;
const MOST_OPEN_OF_LINK = 50;
const MINUTE_MS = 60_000;
const OPENED_A_MINUTE = 120;

export interface Page {
  pageId: string;
  address: string;
  userAgent: string;
  /** Signed in as a member of the agency. */
  member: Principal | null;
}
interface OpenView extends ViewRow {
  agencyId: string;
  cameraId: string;
  heardMs: number;
  writtenMs: number;
  viewerId: string;
}
interface ShareViewsOptions {
  store: Store;
  media: MediaLink;
  desk: ShareDesk;
  clock: Clock;
  logger: Logger;
  lateAudit: LateAudit;
}

/** Pages behind links that show a picture now: counted, audited from when to when, and ended with their link. */
export class ShareViews {
  readonly #options: ShareViewsOptions;
  /** By link and page. */
  readonly #open = new Map<string, OpenView>();
  readonly #often = new OftenLimit(OPENED_A_MINUTE, MINUTE_MS);
  #timer: Timer | null = null;
  #sweeping = false;

  constructor(options: ShareViewsOptions) {
    this.#options = options;
  }

  /** Views that a server left open which is no more ended when they were last heard; a page that is still there asks anew. */
  async start(): Promise<void> {
    const { store, clock, media } = this.#options;
    for (const { id } of await listAgencies(store)) media.endHeldBy(await store.inAgency(id, closeLeftOpen));
    this.#timer = clock.setInterval(() => void this.#sweep(), SWEEP_EVERY_MS);
  }

  async close(): Promise<void> {
    this.#timer?.cancel();
    await Promise.all([...this.#open.values()].map((view) => this.#end(view)));
  }

  /**
   * Opens the picture for a page; a page that asks again gets it anew in place of the one before. Throws too_many_viewers or
   * rate_limited.
   */
  async watch(facts: ShareFacts, page: Page, offer_sdp: string): Promise<{ answer_sdp: string; viewer_id: string }> {
    return this.#show(facts, page, async (view, viewer) => {
      const answer = await this.#options.media.watch({ ...view, view: 'watch', offer_sdp }, viewer);
      return { ...answer, viewer_id: view.viewer_id };
    });
  }

  /** The same by WebSocket: a ticket for the media process. */
  async stream(facts: ShareFacts, page: Page): Promise<StreamAnswer> {
    return this.#show(facts, page, (view, viewer) => this.#options.media.stream(view, viewer));
  }

  /** The page is still there. */
  heard(shareId: string, pageId: string): void {
    const view = this.#open.get(keyOf(shareId, pageId));
    if (view) view.heardMs = this.#options.clock.monotonicMs();
  }

  /** The page has shut its picture, for good or to open it anew: which of the two, its silence tells. */
  async endPicture(shareId: string, viewerId: string): Promise<void> {
    const view = [...this.#open.values()].find((one) => one.share_id === shareId && one.viewerId === viewerId);
    if (view) await this.#endPicture(view.agencyId, viewerId);
  }

  async #show<T>(
    facts: ShareFacts,
    page: Page,
    open: (view: { camera_id: string; viewer_id: string }, viewer: Viewer) => Promise<T>,
  ): Promise<T> {
    const { clock } = this.#options;
    const key = keyOf(facts.id, page.pageId);
    this.#requireRoom(key, facts, page);
    const viewer_id = uuidv7(clock.utcMs());
    const holders = [facts.id, ...(page.member ? holdersOf(page.member) : [])];
    const answer = await open({ camera_id: facts.camera.id, viewer_id }, { holders, member: page.member });
    try {
      await this.#enter(key, facts, page, viewer_id);
    } catch (error) {
      await this.#endPicture(facts.agencyId, viewer_id);
      throw error;
    }
    return answer;
  }

  #requireRoom(key: string, facts: ShareFacts, { address }: Page): void {
    const now = this.#options.clock.monotonicMs();
    const wait = this.#often.waitS(address, now);
    if (wait > 0) throw refuse('rate_limited', `The picture was asked for too often; wait ${wait} s.`);
    this.#often.add(address, now);
    const pages = [...this.#open.values()].filter(({ share_id }) => share_id === facts.id).length;
    if (!this.#open.has(key) && pages >= MOST_OPEN_OF_LINK)
      throw refuse('too_many_viewers', `${pages} pages show this picture through the link; no more can.`);
  }

  async #enter(key: string, facts: ShareFacts, page: Page, viewerId: string): Promise<void> {
    const { store, clock } = this.#options;
    const known = this.#open.get(key);
    if (known) {
      const before = known.viewerId;
      known.viewerId = viewerId;
      known.heardMs = clock.monotonicMs();
      return this.#endPicture(facts.agencyId, before);
    }
    const row: ViewRow = {
      id: uuidv7(clock.utcMs()),
      share_id: facts.id,
      address: page.address,
      user_agent: page.userAgent,
      from_utc_ms: clock.utcMs(),
      label: facts.label,
      member: page.member && { id: page.member.id, name: page.member.name },
    };
    await store.inAgency(facts.agencyId, (transaction) => insertView(transaction, row));
    const now = clock.monotonicMs();
    const of = { agencyId: facts.agencyId, cameraId: facts.camera.id, viewerId };
    this.#open.set(key, { ...row, ...of, heardMs: now, writtenMs: now });
  }

  async #sweep(): Promise<void> {
    if (this.#sweeping) return;
    this.#sweeping = true;
    try {
      for (const view of this.#open.values()) if (!(await this.#mayStay(view))) await this.#end(view);
    } catch (error) {
      this.#options.logger.warn({ error }, 'shares: open views could not be looked at; trying again');
    } finally {
      this.#sweeping = false;
    }
  }

  async #mayStay(view: OpenView): Promise<boolean> {
    const { desk, clock, store } = this.#options;
    const now = clock.monotonicMs();
    if (now - view.heardMs > SILENT_MS) return false;
    const facts = await desk.look(view.agencyId, view.share_id);
    if (!facts || (facts.camera.criminalJustice && !view.member)) return false;
    if (now - view.writtenMs < WRITE_SEEN_EVERY_MS) return true;
    view.writtenMs = now;
    await store.inAgency(view.agencyId, (transaction) => seeView(transaction, view.id));
    return true;
  }

  async #end(view: OpenView): Promise<void> {
    const { store, clock, logger, lateAudit } = this.#options;
    for (const [key, one] of this.#open) if (one === view) this.#open.delete(key);
    await this.#endPicture(view.agencyId, view.viewerId);
    const to = clock.utcMs();
    lateAudit.add(view.agencyId, viewEntry(view, 'endShareView', { from_utc_ms: view.from_utc_ms, to_utc_ms: to }));
    await store
      .inAgency(view.agencyId, (transaction) => endView(transaction, view.id, to))
      .catch((error: unknown) => logger.warn({ error }, 'shares: the end of a view is put down at the next start'));
  }

  async #endPicture(agencyId: string, viewerId: string): Promise<void> {
    // A media process that does not answer shows no picture either.
    await this.#options.media.endView(viewerId, agencyId).catch(() => undefined);
  }
}

const keyOf = (shareId: string, pageId: string): string => `${shareId}/${pageId}`;
