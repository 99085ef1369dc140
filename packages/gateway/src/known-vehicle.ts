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
