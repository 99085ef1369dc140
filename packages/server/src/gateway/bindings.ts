import type { VehicleBinding } from '@outrider/schema';
import { loadPolicy } from '../policy/store.js';
import type { AgencyTransaction } from '../platform/index.js';
import { gatewayOf } from '../vehicles/gateways.js';

/** Bound vehicles of one agency with everything that a gateway needs to fly them, by vehicle key. */
export async function loadBindings(
  transaction: AgencyTransaction,
  isSimulated: (vehicleKey: string) => boolean,
): Promise<VehicleBinding[]> {
  const { sql, agencyId } = transaction;
  const rows = await sql
    .selectFrom('vehicle_bindings as b')
    .innerJoin('aircraft as a', (join) =>
      join.onRef('a.agency_id', '=', 'b.agency_id').onRef('a.id', '=', 'b.aircraft_id'),
    )
    .select(['b.vehicle_key', 'b.aircraft_id', 'b.signing_key_hex', 'a.name', 'a.performance'])
    .orderBy('b.vehicle_key')
    .execute();
  const policy = await loadPolicy(transaction);
  return rows.map((row) => ({
    vehicle_key: row.vehicle_key,
    agency_id: agencyId,
    aircraft_id: row.aircraft_id,
    aircraft_name: row.name,
    simulated: isSimulated(row.vehicle_key),
    performance: row.performance,
    policy,
    signing_key_hex: row.signing_key_hex,
  }));
}

// Far below the bus's limit of 1 MiB: a binding holds the policy with its checklist, up to some 15 kB.
const BINDINGS_PER_PART = 50;

/** The configuration of one gateway in parts that fit a message. Pure. */
export function configureParts(
  gateway: string,
  bindings: readonly VehicleBinding[],
  revision: number,
): { bindings: VehicleBinding[]; part: { revision: number; index: number; count: number } }[] {
  const own = bindings.filter((binding) => gatewayOf(binding.vehicle_key) === gateway);
  const count = Math.max(1, Math.ceil(own.length / BINDINGS_PER_PART));
  return Array.from({ length: count }, (_, index) => ({
    bindings: own.slice(index * BINDINGS_PER_PART, (index + 1) * BINDINGS_PER_PART),
    part: { revision, index, count },
  }));
}
