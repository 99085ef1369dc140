import { claimOwnership, releaseOwnership } from '@outrider/core/command';
import type { OwnedAircraft, Ownership, OwnershipClaim, OwnershipStore } from '@outrider/core/command';
import type { AgencyTransaction, Store } from '../platform/index.js';

/** Ownership as rows of the database, which outlive this server: an owner flies on however often it dies. */
export class DatabaseOwnership implements OwnershipStore {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** To begin, the aircraft has to be bound to a vehicle of the gateway; to go on, it has only to be its own still. */
  async use({ agency_id, aircraft_id }: OwnedAircraft, gateway: string, held: number | null): Promise<OwnershipClaim> {
    return this.#store.inAgency(agency_id, async (tx) => {
      const { bound, owned } = await lockAircraft(tx, aircraft_id);
      if (bound === undefined || (held === null && bound !== gateway)) return { kind: 'not_bound' };
      const claim = claimOwnership(owned, gateway, held);
      const goesOn =
        owned?.in_use && owned.gateway === gateway && claim.kind === 'owned' && owned.epoch === claim.epoch;
      if (claim.kind === 'owned' && !goesOn) await save(tx, aircraft_id, { gateway, epoch: claim.epoch, in_use: true });
      return claim;
    });
  }

  async release({ agency_id, aircraft_id }: OwnedAircraft, gateway: string, epoch: number): Promise<void> {
    await this.#store.inAgency(agency_id, async (tx) => {
      const { bound, owned } = await lockAircraft(tx, aircraft_id);
      const after = releaseOwnership(owned, gateway, epoch);
      if (bound !== undefined && after && after !== owned) await save(tx, aircraft_id, after);
    });
  }
}

/** The gateway that uses an aircraft now; null when none does. Locks the aircraft, so that it stays so until the commit. */
export async function userOf(tx: AgencyTransaction, aircraftId: string): Promise<string | null> {
  const { owned } = await lockAircraft(tx, aircraftId);
  return owned?.in_use ? owned.gateway : null;
}

/** `bound`: gateway of its vehicle, null when it has none, undefined when there is no such aircraft in the agency. */
async function lockAircraft(
  { sql }: AgencyTransaction,
  aircraftId: string,
): Promise<{ bound: string | null | undefined; owned: Ownership | null }> {
  const aircraft = await sql
    .selectFrom('aircraft')
    .select('id')
    .where('id', '=', aircraftId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!aircraft) return { bound: undefined, owned: null };
  const binding = sql.selectFrom('vehicle_bindings').select('gateway').where('aircraft_id', '=', aircraftId);
  const ownership = sql
    .selectFrom('ownerships')
    .select(['gateway', 'epoch', 'in_use'])
    .where('aircraft_id', '=', aircraftId);
  return {
    bound: (await binding.executeTakeFirst())?.gateway ?? null,
    owned: (await ownership.executeTakeFirst()) ?? null,
  };
}

async function save(tx: AgencyTransaction, aircraftId: string, owned: Ownership): Promise<void> {
  const values = { ...owned, changed_at_utc_ms: tx.nowUtcMs };
  await tx.sql
    .insertInto('ownerships')
    .values({ agency_id: tx.agencyId, aircraft_id: aircraftId, ...values })
    .onConflict((conflict) => conflict.columns(['agency_id', 'aircraft_id']).doUpdateSet(values))
    .execute();
}
