import type { Neighbour } from '@outrider/core/safety';
import type { VehicleActor } from './actor.js';

/** Farther than any separation: about two kilometres. */
const FAR_DEG = 0.02;

/** Other aircraft of the agency that are in the air and not far from this one. */
export function neighboursOf(actor: VehicleActor, all: Iterable<VehicleActor>): Neighbour[] {
  const own = actor.context.adapter.state;
  const agencyId = actor.binding?.agency_id;
  const found: Neighbour[] = [];
  for (const other of all) {
    const { state } = other.context.adapter;
    if (other === actor || !other.airborne || other.binding?.agency_id !== agencyId) continue;
    if (state.latitude_deg === null || state.longitude_deg === null || state.altitude_amsl_m === null) continue;
    if (Math.abs(state.latitude_deg - (own.latitude_deg ?? 0)) > FAR_DEG) continue;
    found.push({
      aircraft_id: other.binding!.aircraft_id,
      name: other.binding!.aircraft_name,
      latitude_deg: state.latitude_deg,
      longitude_deg: state.longitude_deg,
      altitude_amsl_m: state.altitude_amsl_m,
    });
  }
  return found;
}
