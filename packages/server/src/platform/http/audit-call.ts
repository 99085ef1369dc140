import type { AuditEntry, RouteContract } from '@outrider/schema';
import type { Principal } from '../auth/principal.js';
import type { AgencyTransaction, Store } from '../database/index.js';

/** Reading these leaves a trace too: the audit log itself and what leaves the house. */
const AUDITED_READS: ReadonlySet<string> = new Set([
  'listAudit',
  'exportFlight',
  'getFlightVideo',
  'exportVideoClip',
  'exportRecord',
  'getRecordReport',
  'exportRedaction',
  'getRedactedVideo',
]);

export const isAudited = (contract: RouteContract): boolean =>
  contract.method !== 'GET' || AUDITED_READS.has(contract.id);

/** The one audit entry of one call: committed with its first change, or by itself when nothing was changed or it was refused. */
export class CallAudit {
  readonly #action: string;
  readonly #principal: Principal;
  readonly #address: string;
  #object: string | null;
  #detail: Record<string, unknown> = {};
  #committed = false;

  constructor(action: string, principal: Principal, address: string, object: string | null) {
    this.#action = action;
    this.#principal = principal;
    this.#address = address;
    this.#object = object;
  }

  note(object: string | null, detail?: Record<string, unknown>): void {
    if (object !== null) this.#object = object;
    if (detail) this.#detail = { ...this.#detail, ...detail };
  }

  commitWith(transaction: AgencyTransaction): void {
    if (this.#committed) return;
    this.#committed = true;
    this.#write(transaction, 'ok');
  }

  /** After a handler that changed no row: what it did elsewhere (a gateway, a reading) is on record too. */
  async settle(store: Store): Promise<void> {
    if (!this.#committed)
      await store.inAgency(this.#principal.agencyId, async (transaction) => this.commitWith(transaction));
  }

  /** After an error; the entry names its code. */
  async refused(store: Store, outcome: 'refused' | 'failed', code: string): Promise<void> {
    this.#detail = { ...this.#detail, error: code };
    await store.inAgency(this.#principal.agencyId, async (transaction) => this.#write(transaction, outcome));
  }

  #write(transaction: AgencyTransaction, outcome: AuditEntry['outcome']): void {
    transaction.audit({
      actor: this.#principal.name,
      actor_id: this.#principal.id,
      action: this.#action,
      object: this.#object,
      outcome,
      address: this.#address,
      detail: this.#detail,
    });
  }
}
