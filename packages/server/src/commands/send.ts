import type { Action, Command, CommandRequest, GatewayCommand } from '@outrider/schema';
import { refuse } from '../platform/index.js';
import type { Principal } from '../platform/index.js';
import type { Services } from '../services.js';
import { gatewayOf } from '../vehicles/gateways.js';
import { authorityRefusal, isSafe, permissionFor } from './authority.js';

const DEFAULT_EXPIRY_MS = 2000;

/** What is known in memory of the flight that an aircraft is on; sends never wait for the database. */
export interface FlightAtHand {
  flight_id: string;
  rpic_user_id: string | null;
}

/**
 * Sends one order to the gateway and returns the command as it was taken; later states come as events. Everything that decides
 * is in memory, so that hold, return and land never wait for a query. `delayMs` is for how long the order hung on its way here.
 * Throws what the gateway refuses with.
 */
export async function sendCommand(
  services: Services,
  caller: Principal,
  aircraftId: string,
  request: CommandRequest,
  flight: FlightAtHand | null,
  delayMs = 0,
): Promise<Command> {
  const key = ownVehicle(services, caller, aircraftId);
  requireAuthority(services, caller, aircraftId, request.action, flight);
  const command: GatewayCommand = {
    command_id: request.command_id,
    agency_id: caller.agencyId,
    aircraft_id: aircraftId,
    flight_id: flight?.flight_id ?? null,
    action: request.action,
    issued_by: caller.kind === 'user' ? caller.id : null,
    is_rpic: flight !== null && flight.rpic_user_id === caller.id,
    // What ends danger is done however late it comes; anything else is as old as it is.
    issued_at_utc_ms: services.clock.utcMs() - (isSafe(request.action.kind) ? 0 : Math.round(delayMs)),
    expires_in_ms: request.expires_in_ms ?? DEFAULT_EXPIRY_MS,
  };
  return services.gateways.request<Command>(gatewayOf(key), 'command', command);
}

/** The vehicle bound to an aircraft of the caller's agency. Another agency's aircraft is as if it were not there. */
export function ownVehicle({ vehicles }: Services, caller: Principal, aircraftId: string): string {
  const key = vehicles.keyOf(aircraftId);
  if (key === null) throw refuse('vehicle_not_bound', 'No live link is bound to this aircraft.', 'aircraft_id');
  if (vehicles.binding(key)?.agencyId !== caller.agencyId)
    throw refuse('not_found', 'There is no aircraft with this id.', 'id');
  return key;
}

function requireAuthority(
  services: Services,
  caller: Principal,
  aircraftId: string,
  action: Action,
  flight: FlightAtHand | null,
): void {
  const permission = permissionFor(action.kind);
  if (!caller.permissions.has(permission)) {
    const code = action.kind === 'terminate' ? 'terminate_not_allowed' : 'forbidden';
    throw refuse(code, `This needs the permission ${permission}.`);
  }
  const scope = action.kind === 'point_camera' || action.kind === 'zoom_camera' ? 'camera' : 'aircraft';
  const refusal = authorityRefusal({
    kind: action.kind,
    caller_id: caller.id,
    rpic_user_id: flight?.rpic_user_id ?? null,
    on_flight: flight !== null,
    lease: services.vehicles.lease(aircraftId, scope),
  });
  if (refusal) throw refuse(refusal.code, refusal.message);
}
