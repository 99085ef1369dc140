import { OutriderError } from '@outrider/runtime';
import type { Logger } from '@outrider/runtime';
import type { Store } from '../../platform/index.js';
import { breakRecord } from '../store.js';

/** Puts a record away as broken when the error says that its chain was altered: it takes nothing more, and nobody tries again. */
export async function breakIfDamaged(
  { store, logger }: { store: Store; logger: Logger },
  agencyId: string,
  flight_id: string,
  error: unknown,
): Promise<boolean> {
  if (!(error instanceof OutriderError && error.code === 'record_chain_damaged')) return false;
  logger.error({ error, flight_id }, 'evidence: the chain of a record was altered');
  await store.inAgency(agencyId, (tx) => breakRecord(tx, flight_id, error.message));
  return true;
}
