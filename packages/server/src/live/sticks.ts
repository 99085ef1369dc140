import { stickSubject } from '@outrider/schema';
import { decodeStick } from '@outrider/core/command';
import type { Services } from '../services.js';
import { gatewayOf } from '../vehicles/gateways.js';
import type { Connection } from './connection.js';
import { STICK_PERMISSION } from './permissions.js';

/**
 * Passes a stick frame to the gateway of its aircraft. Everything is decided in memory: the permission, whose aircraft it is,
 * and that this very socket took the lease that the frame names. False: dropped.
 */
export function passStick({ vehicles, bus }: Services, connection: Connection, bytes: Uint8Array): boolean {
  const { principal, epochs } = connection;
  if (!principal.permissions.has(STICK_PERMISSION)) return false;
  const frame = readFrame(bytes);
  if (!frame || epochs.get(`${frame.aircraft_id}/${frame.scope}`) !== frame.epoch) return false;
  const key = vehicles.keyOf(frame.aircraft_id);
  if (key === null || vehicles.binding(key)?.agencyId !== principal.agencyId) return false;
  // Another holder since: the gateway drops the frame too, but it need not travel there.
  const lease = vehicles.lease(frame.aircraft_id, frame.scope);
  if (lease && lease.epoch !== frame.epoch) return false;
  return bus.publish(stickSubject(gatewayOf(key)), bytes);
}

function readFrame(bytes: Uint8Array) {
  try {
    return decodeStick(bytes);
  } catch {
    return null;
  }
}
