import type { ControlLease, ControlRequest, LiveRequest } from '@outrider/schema';
import { ownVehicle } from '../commands/send.js';
import type { FlightsAtHand } from '../flights/at-hand.js';
import type { Services } from '../services.js';
import { gatewayOf } from '../vehicles/gateways.js';
import type { Connection } from './connection.js';

type ControlMessage = Extract<LiveRequest, { type: 'control' }>;

/**
 * Passes a wish for control to the gateway, which alone grants it; this server only vouches for who asks. The epoch that comes
 * back is what this socket's sticks count under.
 */
export async function requestControl(
  services: Services,
  flights: FlightsAtHand,
  connection: Connection,
  message: ControlMessage,
): Promise<ControlLease> {
  const { principal } = connection;
  const key = ownVehicle(services, principal, message.aircraft_id);
  const flight = flights.of(principal.agencyId, message.aircraft_id);
  const request: ControlRequest = {
    verb: message.verb,
    agency_id: principal.agencyId,
    aircraft_id: message.aircraft_id,
    scope: message.scope,
    user_id: principal.id,
    user_name: principal.name,
    session_id: connection.pilotId,
    is_rpic: flight?.rpic_user_id === principal.id,
    live_video: services.media.showsAircraft(principal.agencyId, message.aircraft_id),
    ...(message.epoch === undefined ? {} : { epoch: message.epoch }),
    ...(message.visual_line_of_sight_confirmed === undefined
      ? {}
      : { visual_line_of_sight_confirmed: message.visual_line_of_sight_confirmed }),
  };
  const lease = await services.gateways.request<ControlLease>(gatewayOf(key), 'control', request);
  services.vehicles.takeLease(principal.agencyId, lease);
  const held = lease.holder_user_id === principal.id && (message.verb === 'take' || message.verb === 'renew');
  const name = `${message.aircraft_id}/${message.scope}`;
  if (held) connection.epochs.set(name, lease.epoch);
  else if (message.verb === 'release' || message.verb === 'grant_takeover') connection.epochs.delete(name);
  return lease;
}

/** Whether this socket's user holds a lease that was taken over it and is still renewed. */
export function steersNow({ vehicles }: Services, { principal, epochs }: Connection): boolean {
  return vehicles
    .leasesOf(principal.agencyId)
    .some(
      ({ aircraft_id, scope, epoch, holder_user_id, expires_in_ms }) =>
        holder_user_id === principal.id && expires_in_ms > 0 && epochs.get(`${aircraft_id}/${scope}`) === epoch,
    );
}

/** Ends every lease that was taken over a socket whose session was ended: nobody goes on steering with a right that is gone. */
export function revokeControl(services: Services, { principal, epochs, pilotId }: Connection): void {
  for (const name of epochs.keys()) {
    const [aircraft_id = '', scope] = name.split('/');
    const key = services.vehicles.keyOf(aircraft_id);
    if (key === null) continue;
    const who = { user_id: principal.id, user_name: principal.name, session_id: pilotId, is_rpic: false };
    const request = { verb: 'revoke', agency_id: principal.agencyId, aircraft_id, scope, ...who };
    services.gateways
      .request<ControlLease>(gatewayOf(key), 'control', request)
      .then((lease) => services.vehicles.takeLease(principal.agencyId, lease))
      .catch((error: unknown) =>
        services.logger.warn({ error, aircraft_id }, 'live: a lease was not revoked; it lapses'),
      );
  }
  epochs.clear();
}
