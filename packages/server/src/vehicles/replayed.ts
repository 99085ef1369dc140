import { isReplayLink } from '@outrider/core/vehicle';
import type { AircraftInput, VehicleStatus } from '@outrider/schema';
import { listAgencies } from '../agencies/store.js';
import { insertAircraft, tellAircraft } from '../aircraft/store.js';
import type { AgencyTransaction } from '../platform/index.js';
import type { Services } from '../services.js';
import { agencyOfLink } from './link-agency.js';
import { saveBinding } from './routes.js';

/** Nothing is ever decided from these: what stands for a log has no live link to be sent out on. */
const PERFORMANCE: AircraftInput['performance'] = {
  cruise_speed_mps: 10,
  max_speed_mps: 15,
  climb_speed_mps: 3,
  descent_speed_mps: 2,
  mass_kg: 2,
  battery_capacity_wh: 100,
  hover_power_w: 250,
  cruise_power_w: 250,
  max_wind_mps: 10,
  launch_time_s: 30,
  ceiling_above_takeoff_m: 120,
};

/**
 * Gives each vehicle of a log that is played back an aircraft of its own, so that its flights are kept. Vehicles that can be told
 * something are bound by an administrator and never here. Answers the function that ends it.
 */
export function bindReplayed(services: Services): () => void {
  const { vehicles, logger } = services;
  const seen = new Set<string>();
  return vehicles.listen((news) => {
    if (news.kind !== 'status') return;
    const { status } = news;
    if (status.aircraft_id !== null || !isReplayLink(status.link_id) || seen.has(status.vehicle_key)) return;
    seen.add(status.vehicle_key);
    bind(services, status).catch((error: unknown) => {
      logger.warn(
        { error, vehicle: status.vehicle_key },
        'vehicles: a log is played back and no aircraft stands for it',
      );
    });
  });
}

async function bind({ settings, store }: Services, status: VehicleStatus): Promise<void> {
  const slug = agencyOfLink(settings, status);
  const agency = (await listAgencies(store)).find((each) => each.slug === slug);
  if (agency) await store.inAgency(agency.id, (tx) => addAircraft(tx, status));
}

async function addAircraft(tx: AgencyTransaction, { vehicle_key, system_id }: VehicleStatus): Promise<void> {
  const bound = await tx.sql
    .selectFrom('vehicle_bindings')
    .select('aircraft_id')
    .where('vehicle_key', '=', vehicle_key)
    .executeTakeFirst();
  if (bound) return;
  const id = await insertAircraft(tx, {
    name: `Recorded log, system ${system_id}`,
    maker: 'Unknown',
    model: 'Recorded log',
    serial: vehicle_key,
    remote_id_serial: null,
    site_id: null,
    in_dock: false,
    performance: PERFORMANCE,
    acquired_on: null,
    contract: null,
    payloads: [],
  });
  await saveBinding(tx, id, vehicle_key, null);
  await tellAircraft(tx, id);
}
