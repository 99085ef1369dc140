import type { ControlLease } from '@outrider/schema';
import type { CommandLedger, OwnershipStore } from '@outrider/core/command';
import type { Neighbour } from '@outrider/core/safety';
import type { Clock, Logger } from '@outrider/runtime';
import type { JournalStore } from '../journal/flight-journal.js';
import type { HeldEpochs } from '../journal/held-epochs.js';
import type { VehicleAdapter } from './adapter.js';
import type { Recorder } from './recorder.js';

/** What the parts of a vehicle's actor share. */
export interface VehicleContext {
  readonly adapter: VehicleAdapter;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly ledger: CommandLedger;
  readonly journals: JournalStore;
  /** Name of this gateway. */
  readonly gateway: string;
  readonly ownership: OwnershipStore;
  readonly held: HeldEpochs;
  newId(): string;
  /** Tells every console of the agency at once; the durable event follows. */
  publishLease(agencyId: string, lease: ControlLease): void;
  /** Other aircraft of the agency that are in the air. */
  neighbours(): readonly Neighbour[];
}

/** A refusal with a registered code, as it goes back over the bus. */
export interface Refusal {
  code: string;
  message: string;
}
export type Answer<T> = { ok: true; value: T } | { ok: false; error: Refusal };

export const answered = <T>(value: T): Answer<T> => ({ ok: true, value });
export const refused = (code: string, message: string): Answer<never> => ({ ok: false, error: { code, message } });
