import type { Transaction } from 'kysely';
import type { AuditEntry } from '@outrider/schema';
import type { Change } from './changes.js';
import type { Database } from './tables/index.js';

/** A line of the agency's story; its number is given at commit. */
export interface NewEvent {
  kind: string;
  text: string;
  actor: string | null;
  incident_id?: string | null;
  flight_id?: string | null;
  aircraft_id?: string | null;
  data?: Record<string, unknown>;
  /** When it happened; the transaction's time unless a gateway saw it earlier. */
  at_utc_ms?: number;
}

/** A line of the audit log; number and hash are given at commit, and the transaction's time unless it happened earlier. */
export type NewAuditEntry = Omit<AuditEntry, 'seq' | 'at_utc_ms'> & { at_utc_ms?: number };

/**
 * One transaction inside one agency: row security shows nothing of another. What happened (events), who did it (audit) and what
 * consoles must learn (changes) is collected here, numbered under the agency's row lock and committed with the rows.
 */
export interface AgencyTransaction {
  readonly agencyId: string;
  /** UTC milliseconds at which the transaction began; decisions and rows use this and no SQL now(). */
  readonly nowUtcMs: number;
  readonly sql: Transaction<Database>;
  newId(): string;
  event(event: NewEvent): void;
  audit(entry: NewAuditEntry): void;
  /** Published after the commit, in order. */
  change(change: Change): void;
  /** Runs inside another agency, in the same transaction; only the host does so, when it adds an agency. */
  within<T>(agencyId: string, work: (transaction: AgencyTransaction) => Promise<T>): Promise<T>;
}

/** What was collected and waits for the commit. */
export interface Outbox {
  events: NewEvent[];
  audit: NewAuditEntry[];
  changes: Change[];
}
export const emptyOutbox = (): Outbox => ({ events: [], audit: [], changes: [] });
