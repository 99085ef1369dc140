import type { ParameterList, VehicleStatus } from '@outrider/schema';
import { implement, refuse } from '../platform/index.js';
import type { AgencyTransaction, Implementation } from '../platform/index.js';
import { findAircraft, tellAircraft } from '../aircraft/store.js';
import type { Services } from '../services.js';
import { userOf } from '../gateways/ownership-store.js';
import { gatewayOf } from './gateways.js';
import { agencyOfLink, helloFor } from './link-agency.js';
import { requireOnGround } from './on-ground.js';

export function vehicleRoutes(services: Services): Implementation[] {
  const { vehicles, gateways } = services;

  const list = implement('listVehicles', async ({ principal, read }) => {
    const slug = await read(agencySlug);
    const items = vehicles.statuses().filter((status) => isVisible(services, status, principal.agencyId, slug));
    const shown = vehicles
      .gateways()
      .flatMap(
        (hello) => helloFor(hello, services.settings, slug, vehicles.serves(hello.gateway, principal.agencyId)) ?? [],
      );
    return { items, gateways: shown };
  });

  const bind = implement('bindVehicle', async ({ principal, body, change, note }) =>
    change(async (transaction) => {
      const aircraft = await findAircraft(transaction, body.aircraft_id);
      const status = vehicles.statuses().find(({ vehicle_key }) => vehicle_key === body.vehicle_key);
      const slug = await agencySlug(transaction);
      if (!status || !isVisible(services, status, principal.agencyId, slug)) {
        throw refuse('not_found', 'There is no live link with this key.', 'vehicle_key');
      }
      requireOnGround(services, aircraft);
      await requireHolderOnGround(services, transaction, body.vehicle_key);
      await requireUnused(transaction, aircraft.id, aircraft.name, gatewayOf(body.vehicle_key));
      requireOneBinding(services, status, principal.agencyId, aircraft.id);
      note(aircraft.id, { vehicle_key: body.vehicle_key, signed: Boolean(body.signing_key_hex) });
      await saveBinding(transaction, aircraft.id, body.vehicle_key, body.signing_key_hex ?? null);
      return tellAircraft(transaction, aircraft.id);
    }),
  );

  const unbind = implement('unbindVehicle', async ({ body, change, note }) =>
    change(async (transaction) => {
      const aircraft = await findAircraft(transaction, body.aircraft_id);
      requireOnGround(services, aircraft);
      await requireUnused(transaction, aircraft.id, aircraft.name, null);
      note(aircraft.id, { vehicle_key: aircraft.vehicle_key });
      await transaction.sql.deleteFrom('vehicle_bindings').where('aircraft_id', '=', aircraft.id).execute();
      transaction.change({ kind: 'inputs', value: { what: 'bindings' } });
      return tellAircraft(transaction, aircraft.id);
    }),
  );

  const parameters = implement('listParameters', async ({ principal, params, read }) => {
    const aircraft = await read((transaction) => findAircraft(transaction, params.id));
    if (aircraft.vehicle_key === null) throw refuse('vehicle_not_bound', `${aircraft.name} has no live link.`);
    const body = { agency_id: principal.agencyId, aircraft_id: aircraft.id, verb: 'list' };
    const answer = await gateways.request<ParameterList>(gatewayOf(aircraft.vehicle_key), 'parameters', body);
    return { items: answer.parameters };
  });

  return [list, bind, unbind, parameters];
}

/** Bound vehicles are their agency's; unbound ones belong to the agency that the link was set up for. */
function isVisible({ settings, directory }: Services, status: VehicleStatus, agencyId: string, slug: string): boolean {
  if (status.agency_id !== null) return status.agency_id === agencyId;
  return (directory.admission(status.gateway)?.agency ?? agencyOfLink(settings, status)) === slug;
}

async function agencySlug({ sql, agencyId }: AgencyTransaction): Promise<string> {
  const row = await sql.selectFrom('agencies').select('slug').where('id', '=', agencyId).executeTakeFirstOrThrow();
  return row.slug;
}

/** Binds a link to an aircraft in place of what either had before. Throws conflict when another agency holds the link. */
export async function saveBinding(
  transaction: AgencyTransaction,
  aircraftId: string,
  vehicleKey: string,
  signingKeyHex: string | null,
): Promise<void> {
  const { sql, agencyId, nowUtcMs } = transaction;
  await sql
    .deleteFrom('vehicle_bindings')
    .where((where) => where.or([where('aircraft_id', '=', aircraftId), where('vehicle_key', '=', vehicleKey)]))
    .execute();
  await sql
    .insertInto('vehicle_bindings')
    .values({
      agency_id: agencyId,
      aircraft_id: aircraftId,
      vehicle_key: vehicleKey,
      gateway: gatewayOf(vehicleKey),
      signing_key_hex: signingKeyHex,
      bound_at_utc_ms: nowUtcMs,
    })
    .execute();
  transaction.change({ kind: 'inputs', value: { what: 'bindings' } });
}

/** An aircraft that a gateway uses stays with it: at this moment that one commands it, and goes on even if it cannot be told. */
async function requireUnused(
  tx: AgencyTransaction,
  aircraftId: string,
  name: string,
  by: string | null,
): Promise<void> {
  const user = await userOf(tx, aircraftId);
  if (user === null || user === by) return;
  const message = `The gateway "${user}" is using ${name}. It gives it back some seconds after it is idle on the ground.`;
  throw refuse('aircraft_busy', message, 'aircraft_id');
}

/** One airframe that is heard by two gateways, bound to two aircraft, would be commanded by both. */
function requireOneBinding({ vehicles }: Services, status: VehicleStatus, agencyId: string, aircraftId: string): void {
  const same = vehicles.statuses().find(
    (other) =>
      other.gateway !== status.gateway &&
      other.hardware_uid === status.hardware_uid &&
      // Of another agency nothing may be seen, not even by what is refused.
      other.agency_id === agencyId,
  );
  if (status.hardware_uid === null || !same || same.aircraft_id === aircraftId) return;
  const message = `The same autopilot is heard as ${same.vehicle_key}, which is bound to another aircraft.`;
  throw refuse('conflict', message, 'vehicle_key');
}

/** The aircraft that has this link now would lose it. */
async function requireHolderOnGround(services: Services, transaction: AgencyTransaction, key: string): Promise<void> {
  const { sql } = transaction;
  const holder = await sql
    .selectFrom('vehicle_bindings')
    .select('aircraft_id')
    .where('vehicle_key', '=', key)
    .executeTakeFirst();
  if (holder) requireOnGround(services, await findAircraft(transaction, holder.aircraft_id), 'vehicle_key');
}
