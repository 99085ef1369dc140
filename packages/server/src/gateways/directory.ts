import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Logger } from '@outrider/runtime';
import { natsUsersText, serverKeyIn, writeFileAtomically } from '@outrider/runtime';
import type { Store } from '../platform/index.js';
import { listGateways } from './store.js';
import type { GatewayRow } from './store.js';

/** What a gateway may speak for. `agencyId` null: the gateway of this installation's own settings, for whichever its links are. */
export interface Admission {
  agencyId: string | null;
  /** Short name of that agency. */
  agency: string | null;
}

const OWN: Admission = { agencyId: null, agency: null };

/** Which gateways are listened to, and for whom; and the same as users of a NATS server, in a file that it includes. */
export class GatewayDirectory {
  readonly usersFile: string;
  readonly #own: string;
  readonly #store: Store;
  readonly #logger: Logger;
  readonly #keysFolder: string;
  readonly #listeners = new Set<() => void>();
  #admitted = new Map<string, Admission>();

  constructor(options: { own: string; store: Store; logger: Logger; dataDir: string; usersFile: string | null }) {
    this.#own = options.own;
    this.#store = options.store;
    this.#logger = options.logger;
    this.#keysFolder = path.join(options.dataDir, 'nats');
    this.usersFile = options.usersFile ?? path.join(this.#keysFolder, 'outrider-users.conf');
    this.#admitted.set(this.#own, OWN);
  }

  /** Reads the gateways again and tells everyone who listens. */
  async load(): Promise<void> {
    const active = (await listGateways(this.#store)).filter((row) => row.revoked_at_utc_ms === null);
    this.#admitted = new Map(active.map(({ name, agency_id, agency }) => [name, { agencyId: agency_id, agency }]));
    this.#admitted.set(this.#own, OWN);
    this.#writeUsers(active);
    for (const listener of this.#listeners) listener();
  }

  /** Null: not known here, or revoked; nothing that it says counts. */
  admission(gateway: string): Admission | null {
    return this.#admitted.get(gateway) ?? null;
  }

  /** True when a gateway may speak for an agency. */
  serves(gateway: string, agencyId: string): boolean {
    const admission = this.admission(gateway);
    return admission !== null && (admission.agencyId === null || admission.agencyId === agencyId);
  }

  /** Called after each change; returns the function that ends it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Without gateways on other machines nobody needs the file, unless it is there already. */
  #writeUsers(active: readonly GatewayRow[]): void {
    if (active.length === 0 && !existsSync(this.usersFile)) return;
    try {
      const text = natsUsersText(serverKeyIn(this.#keysFolder), active);
      if (existsSync(this.usersFile) && readFileSync(this.usersFile, 'utf8') === text) return;
      mkdirSync(path.dirname(this.usersFile), { recursive: true });
      writeFileAtomically(this.usersFile, text, 0o644);
      this.#logger.info({ file: this.usersFile }, 'gateways: the users of the NATS server were written');
    } catch (error) {
      this.#logger.error({ error, file: this.usersFile }, 'gateways: the users of the NATS server were not written');
    }
  }
}
