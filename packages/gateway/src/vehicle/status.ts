import type { VehicleStatus } from '@outrider/schema';
import { linkAgeMs, linkStateAt } from '@outrider/core/vehicle';
import type { VehicleActor } from './actor.js';

/** Where a vehicle is heard. */
export interface StatusPlace {
  gateway: string;
  link_id: string;
  system_id: number;
  simulated: boolean;
  first_seen_utc_ms: number;
  now_ms: number;
  utc_ms: number;
}

/** The slow facts of a vehicle, whole. */
export function statusOf(actor: VehicleActor, place: StatusPlace): VehicleStatus {
  const { adapter } = actor.context;
  const { state, facts } = adapter;
  const { now_ms, utc_ms, ...where } = place;
  const ageMs = linkAgeMs(state, now_ms);
  return {
    vehicle_key: adapter.key,
    ...where,
    agency_id: actor.binding?.agency_id ?? null,
    aircraft_id: actor.binding?.aircraft_id ?? null,
    autopilot: facts.autopilot,
    vehicle_type: facts.vehicle_type,
    firmware: facts.firmware,
    hardware_uid: facts.hardware_uid,
    capabilities: facts.capabilities,
    home: state.home,
    mode_name: state.mode_name,
    health: facts.health,
    failsafes: facts.failsafes,
    prearm_messages: facts.prearm_messages,
    ready_to_arm: facts.ready_to_arm,
    link: linkStateAt(ageMs),
    parameters_loaded: facts.parameters_loaded,
    last_heard_utc_ms: Math.max(0, Math.round(utc_ms - (ageMs ?? 0))),
    reboots: state.reboots,
  };
}
