import type { MavlinkLink } from './mavlink/link.js';
import type { VehicleActor } from './vehicle/actor.js';

/** A vehicle that was heard on a link, and what was last told of it. */
export interface KnownVehicle {
  actor: VehicleActor;
  link: MavlinkLink;
  system_id: number;
  first_seen_utc_ms: number;
  status_due_ms: number;
  /** Something that a status shows may have changed. */
  status_stale: boolean;
  status_sent: string;
  announced: boolean;
  healthy: boolean;
}

/** The actor of each aircraft that a vehicle is bound to. Of two vehicles that claim one aircraft the first that was heard has it. */
export function byAircraft(vehicles: Iterable<KnownVehicle>): Map<string, VehicleActor> {
  const actors = new Map<string, VehicleActor>();
  for (const { actor } of vehicles) {
    const id = actor.binding?.aircraft_id;
    if (id !== undefined && !actors.has(id)) actors.set(id, actor);
  }
  return actors;
}
