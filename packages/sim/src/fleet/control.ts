import type { Bus, BusSubscription } from '@outrider/runtime/bus';
import type { SimReply } from '@outrider/schema';
import { SIM_CONTROL_SUBJECT, SimRequest } from '@outrider/schema';
import Value from 'typebox/value';
import type { IncidentGenerator } from '../incidents/index.js';
import type { Fleet } from './fleet.js';

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Parses a request. Throws with the first field that is wrong. */
function parse(bytes: Uint8Array): SimRequest {
  const value: unknown = JSON.parse(decoder.decode(bytes));
  if (Value.Check(SimRequest, value)) return value;
  const [first] = Value.Errors(SimRequest, value);
  throw new RangeError(`sim.control: ${first?.instancePath || '/'} ${first?.message ?? 'is not a request'}`);
}

/** Carries out one request; answers the truth about every vehicle. */
function perform(request: SimRequest, fleet: Fleet, incidents: IncidentGenerator, now_utc_ms: number): SimReply {
  const members = fleet.select('vehicle' in request ? request.vehicle : null);
  let incident = null;
  switch (request.verb) {
    case 'query':
      break;
    case 'link':
      fleet.setLink(members, request.faults);
      break;
    case 'wind':
      fleet.setWind(request.speed_mps, request.from_deg);
      break;
    case 'battery':
      for (const { vehicle } of members) vehicle.setBattery(request.percent, request.charging);
      break;
    case 'gnss':
      for (const { vehicle } of members) vehicle.setGnssFault(request.fault);
      break;
    case 'transmitter':
      for (const { vehicle } of members) vehicle.setTransmitterLost(request.lost);
      break;
    case 'reboot':
      for (const { vehicle } of members) vehicle.reboot();
      break;
    case 'parameter':
      for (const { vehicle } of members) vehicle.autopilot.parameters.set(request.name, request.value);
      break;
    case 'incident':
      incident = incidents.next(now_utc_ms);
  }
  return { ok: true, vehicles: fleet.members.map(({ vehicle }) => vehicle.truth()), incident };
}

/** Answers requests on the bus until it is unsubscribed. */
export function serveControl(
  bus: Bus,
  fleet: Fleet,
  incidents: IncidentGenerator,
  utcMs: () => number,
): BusSubscription {
  return bus.subscribe(SIM_CONTROL_SUBJECT, (_subject, bytes, reply) => {
    let answer: SimReply;
    try {
      answer = perform(parse(bytes), fleet, incidents, utcMs());
    } catch (error) {
      answer = { ok: false, error: error instanceof Error ? error.message : String(error) };
    }
    reply?.(encoder.encode(JSON.stringify(answer)));
  });
}
