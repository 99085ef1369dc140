import { rm } from 'node:fs/promises';
import type { RedactProgress, RedactRequest } from '@outrider/schema';
import { piecesFolder, redactionFolder, renderedFile } from '@outrider/record/release';
import type { Clock, Logger } from '@outrider/runtime';
import type { MediaLink } from '../cameras/media-link.js';
import type { Store } from '../platform/index.js';
import { sourceOf } from './source.js';
import { changeRedaction, findRedaction, planOf, unfinished } from './store.js';

const LOOK_EVERY_MS = 500;
/** A media process that is started anew is back by then. */
const MOST_SILENT_MS = 60_000;

export interface RenderDeskOptions {
  store: Store;
  media: MediaLink;
  clock: Clock;
  logger: Logger;
  dataDir: string;
}

/** Follows renderings of the media process to their end, and writes down what came of them; goes on after a restart of either. */
export class RenderDesk {
  readonly #options: RenderDeskOptions;
  readonly #progress = new Map<string, number>();
  readonly #followed = new Set<string>();
  #closed = false;

  constructor(options: RenderDeskOptions) {
    this.#options = options;
  }

  get dataDir(): string {
    return this.#options.dataDir;
  }

  async start(agencies: readonly string[]): Promise<void> {
    for (const agencyId of agencies) {
      const rows = await this.#options.store.inAgency(agencyId, unfinished);
      for (const { id, rendered_version } of rows) if (rendered_version) this.follow(agencyId, id, rendered_version);
    }
  }

  close(): void {
    this.#closed = true;
  }

  /** Share of a rendering that runs; null where none does. */
  progressOf(redactionId: string): number | null {
    return this.#progress.get(redactionId) ?? null;
  }

  /** The row says `rendering` already; this makes it happen. */
  follow(agencyId: string, id: string, version: number): void {
    const key = `${id}/${version}`;
    if (this.#followed.has(key)) return;
    this.#followed.add(key);
    void this.#follow(agencyId, id, version)
      .catch((error: unknown) => this.#options.logger.error({ error, redaction: id }, 'redaction: not followed'))
      .finally(() => {
        this.#followed.delete(key);
        this.#progress.delete(id);
      });
  }

  /** Ends a rendering. What it has finished of it stays with the media process, for when the same plan is rendered again. */
  async cancel(id: string): Promise<void> {
    this.#progress.delete(id);
    await this.#options.media.request('redact-cancel', { redaction_id: id });
  }

  async #follow(agencyId: string, id: string, version: number): Promise<void> {
    const { store, clock } = this.#options;
    const request = await store.inAgency(agencyId, async (tx): Promise<RedactRequest> => {
      const source = await sourceOf(tx, await findRedaction(tx, id));
      return { redaction_id: id, version, source, plan: await planOf(tx, id, version) };
    });
    let heard_ms = clock.monotonicMs();
    while (!this.#closed && (await this.#isWanted(agencyId, id, version))) {
      try {
        const progress = await this.#options.media.request<RedactProgress>('redact', request);
        heard_ms = clock.monotonicMs();
        this.#progress.set(id, progress.progress);
        if (progress.state === 'done' || progress.state === 'failed')
          return await this.#settle(agencyId, request, progress);
      } catch (error) {
        if (clock.monotonicMs() - heard_ms > MOST_SILENT_MS) {
          const detail = error instanceof Error ? error.message : String(error);
          return await this.#settle(agencyId, request, { state: 'failed', progress: 0, detail, rendered: null });
        }
      }
      await clock.sleep(LOOK_EVERY_MS);
    }
  }

  async #isWanted(agencyId: string, id: string, version: number): Promise<boolean> {
    const row = await this.#options.store.inAgency(agencyId, (tx) => findRedaction(tx, id));
    return row.state === 'rendering' && row.rendered_version === version;
  }

  async #settle(agencyId: string, request: RedactRequest, { state, detail, rendered }: RedactProgress): Promise<void> {
    const { redaction_id: id, version } = request;
    const { store, dataDir } = this.#options;
    await store.inAgency(agencyId, async (tx) => {
      const row = await findRedaction(tx, id, true);
      if (row.state !== 'rendering' || row.rendered_version !== version) return;
      const done = state === 'done';
      await changeRedaction(tx, id, { state: done ? 'rendered' : 'failed', detail, rendered });
      const text = done
        ? `Redaction "${row.title}" was rendered`
        : `Redaction "${row.title}" could not be rendered: ${detail}`;
      tx.event({ kind: 'redaction_rendered', text, actor: null, flight_id: row.flight_id });
    });
    // Asked for again, a failed one is tried again and not remembered.
    await this.#options.media.request('redact-cancel', { redaction_id: id }).catch(() => undefined);
    const folder = redactionFolder(dataDir, agencyId, id);
    for (let old = 1; old < version; old++) {
      const file = renderedFile(folder, old);
      await rm(file, { force: true });
      await rm(piecesFolder(file), { recursive: true, force: true });
    }
  }
}
