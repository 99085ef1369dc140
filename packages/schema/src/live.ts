/**
 * The live feed: WebSocket at /api/v1/live, subprotocol `outrider.v1`.
 * Server to console: text frames are LiveMessage; binary frames are telemetry batches (core/vehicle codec, first byte = version).
 * Console to server: text frames are LiveRequest; binary frames are stick frames (core/command codec, first byte = version).
 * A snapshot comes first, then events with rising `seq`; snapshot plus events equals a fresh snapshot.
 */
import Type, { type Static } from 'typebox';
import { Action, Command, ControlLease, ControlScope } from './command.js';
import { Weather } from './airspace.js';
import { Alert, Flight } from './flight.js';
import { Aircraft, Readiness, Site } from './fleet.js';
import { GatewayHello, WireError } from './gateway.js';
import { Incident } from './incident.js';
import { CrewMessage } from './message.js';
import { CrewMember } from './people.js';
import { Id, Nullable, Strict, Text, UtcMs, Words } from './primitives.js';
import { VehicleStatus } from './vehicle.js';
import { Camera, CameraStatus } from './video.js';

export const LIVE_SUBPROTOCOL = 'outrider.v1';
export const FleetEntry = Strict({ aircraft: Aircraft, readiness: Readiness, status: Nullable(VehicleStatus) });
export type FleetEntry = Static<typeof FleetEntry>;
/** Everything the operations page shows, except telemetry. Lists hold open incidents, current flights, uncleared alerts. */
export const LiveState = Strict({
  seq: Type.Number(),
  server_utc_ms: UtcMs,
  incidents: Type.Array(Incident),
  fleet: Type.Array(FleetEntry),
  sites: Type.Array(Site),
  flights: Type.Array(Flight),
  alerts: Type.Array(Alert),
  leases: Type.Array(ControlLease),
  commands: Type.Array(Command),
  crew: Type.Array(CrewMember),
  weather: Nullable(Weather),
  gateways: Type.Array(GatewayHello),
  cameras: Type.Array(Camera),
  camera_statuses: Type.Array(CameraStatus),
  /** Not dismissed, of flights that are not over; those of no flight as long as nobody has answered them */
  messages: Type.Array(CrewMessage),
});
export type LiveState = Static<typeof LiveState>;
const changed = <K extends string, T extends Type.TSchema>(kind: K, value: T) =>
  Strict({ type: Type.Literal('event'), seq: Type.Number(), kind: Type.Literal(kind), value });
export const LiveEvent = Type.Union([
  changed('incident', Incident),
  changed('fleet', FleetEntry),
  changed('aircraft_removed', Strict({ id: Id })),
  changed('site', Site),
  changed('site_removed', Strict({ id: Id })),
  changed('flight', Flight),
  changed('alert', Alert),
  changed('lease', ControlLease),
  changed('command', Command),
  changed('crew', CrewMember),
  changed('weather', Weather),
  changed('gateway', GatewayHello),
  changed('camera', Camera),
  changed('camera_removed', Strict({ id: Id })),
  changed('camera_status', CameraStatus),
  changed('message', CrewMessage),
  changed('gateway_gone', Strict({ gateway: Text(60) })),
]);
export type LiveEvent = Static<typeof LiveEvent>;
export const LiveMessage = Type.Union([
  Strict({ type: Type.Literal('snapshot'), state: LiveState }),
  LiveEvent,
  Strict({ type: Type.Literal('reply'), id: Text(60), ok: Type.Literal(true), value: Type.Unknown() }),
  Strict({ type: Type.Literal('reply'), id: Text(60), ok: Type.Literal(false), error: WireError }),
  Strict({ type: Type.Literal('pong'), id: Text(60), server_utc_ms: UtcMs }),
  Strict({ type: Type.Literal('revoked'), reason: Type.String() }),
]);
export type LiveMessage = Static<typeof LiveMessage>;
/** What a console may ask over the socket; each names its permission in server/live. */
export const LiveRequest = Type.Union([
  Strict({
    type: Type.Literal('command'),
    id: Text(60),
    aircraft_id: Id,
    command_id: Id,
    action: Action,
    expires_in_ms: Type.Optional(Type.Number({ minimum: 100, maximum: 60000 })),
    /** When it was sent by the sender's own clock, any start: what hung in a stalled connection counts as old. */
    sent_at_ms: Type.Optional(Type.Number()),
  }),
  Strict({
    type: Type.Literal('control'),
    id: Text(60),
    verb: Words(['take', 'renew', 'release', 'request_takeover', 'grant_takeover'] as const),
    aircraft_id: Id,
    scope: ControlScope,
    epoch: Type.Optional(Type.Number()),
    visual_line_of_sight_confirmed: Type.Optional(Type.Boolean()),
  }),
  Strict({ type: Type.Literal('acknowledge'), id: Text(60), alert_id: Id }),
  /** `active`: somebody has touched the console since the last one; the idle lock starts anew. */
  Strict({
    type: Type.Literal('ping'),
    id: Text(60),
    active: Type.Optional(Type.Boolean()),
    sent_at_ms: Type.Optional(Type.Number()),
  }),
]);
export type LiveRequest = Static<typeof LiveRequest>;
