/**
 * What the server and a gateway say to each other over the bus. Payloads are JSON unless said otherwise.
 *
 * Requests (server -> gateway), subject `gateway.<name>.<verb>`; answers are GatewayReply.
 * Answers by verb: vehicles -> VehicleStatus[]; configure -> { applied }; command -> Command as it stands when it was taken (later states
 * are `command` events; the same id again answers with the present state; a refusal at once is a Command in state failed);
 * start-flight, end-flight, limits, alert-ack, spool-ack -> {}; control -> ControlLease; spool -> SpoolAnswer; journal -> JournalChunk;
 * parameters -> ParameterList. ok false only where nothing was begun.
 * Broadcast (gateway -> server), subjects `telemetry.<agency>` (binary batch of core/vehicle), `events.<gateway>` (a hint that the
 * spool grew) and `control.<agency>` (ControlLease). A gateway asks the server one thing: `ownership.<gateway>` (OwnershipRequest). Durable facts travel in the gateway's fsynced spool, read by `spool`.
 */
import Type, { type Static } from 'typebox';
import { Action, Command, ControlLease, ControlScope, LadderState } from './command.js';
import { Contingency, FlightPlan } from './dispatch.js';
import { Alert, FlightLimits, FlightPurpose } from './flight.js';
import { AgencyPolicy, Performance } from './fleet.js';
import { AirPoint, Id, Nullable, Point, Strict, Text, UtcMs, Words } from './primitives.js';
import { FailsafeReport, VehicleStatus } from './vehicle.js';
import { VehicleCamera } from './vehicle-camera.js';

export const GatewayHello = Strict({
  gateway: Text(60),
  instance_id: Id,
  started_at_utc_ms: UtcMs,
  spool_last_seq: Type.Number(),
  links: Type.Array(
    Strict({
      id: Text(60),
      kind: Text(20),
      address: Type.String(),
      up: Type.Boolean(),
      vehicles: Type.Number(),
      detail: Nullable(Type.String()),
    }),
  ),
});
export type GatewayHello = Static<typeof GatewayHello>;

/** A closed error inside an answer: a registered code and the sentence for the user. */
export const WireError = Strict({ code: Type.String(), message: Type.String(), field: Type.Optional(Type.String()) });
export type WireError = Static<typeof WireError>;
export type GatewayReply<T> = { ok: true; value: T } | { ok: false; error: WireError };

/** Statuses by vehicle_key, those after the named one; as many as fit a message, at most `max`. */
export const VehiclesRequest = Strict({
  after_key: Nullable(Type.String()),
  max: Type.Number({ minimum: 1, maximum: 500 }),
});
export type VehiclesRequest = Static<typeof VehiclesRequest>;

/** Who a vehicle is, and the rules under which it flies: the whole configuration, sent on every change and kept on the gateway's disk. */
export const VehicleBinding = Strict({
  vehicle_key: Type.String(),
  agency_id: Id,
  aircraft_id: Id,
  aircraft_name: Text(60),
  simulated: Type.Boolean(),
  performance: Performance,
  policy: AgencyPolicy,
  /** 32 bytes hex when this vehicle signs; null otherwise. */
  signing_key_hex: Nullable(Type.String({ pattern: '^[0-9a-f]{64}$' })),
});
export type VehicleBinding = Static<typeof VehicleBinding>;
/** Many bindings come in parts, so that each fits a bus message; they are applied when all parts of a revision are there. */
export const ConfigureRequest = Strict({
  bindings: Type.Array(VehicleBinding, { maxItems: 5000 }),
  part: Type.Optional(Strict({ revision: Type.Number(), index: Type.Number(), count: Type.Number() })),
});
export type ConfigureRequest = Static<typeof ConfigureRequest>;

export const GatewayCommand = Strict({
  command_id: Id,
  agency_id: Id,
  aircraft_id: Id,
  flight_id: Nullable(Id),
  action: Action,
  issued_by: Nullable(Id),
  /** The RPIC of the flight: the limits set for others do not bind this command. */
  is_rpic: Type.Optional(Type.Boolean()),
  issued_at_utc_ms: UtcMs,
  expires_in_ms: Type.Number(),
});
export type GatewayCommand = Static<typeof GatewayCommand>;

/** Everything the gateway needs to fly this flight without the server. */
export const StartFlight = Strict({
  flight_id: Id,
  agency_id: Id,
  aircraft_id: Id,
  purpose: FlightPurpose,
  rpic_user_id: Id,
  rpic_name: Text(),
  visual_line_of_sight_confirmed: Type.Boolean(),
  plan: FlightPlan,
  terrain_known: Type.Boolean(),
  ground_amsl_m: Nullable(Type.Number()),
  issued_at_utc_ms: UtcMs,
  expires_in_ms: Type.Number(),
});
export type StartFlight = Static<typeof StartFlight>;

/**
 * Ends the bookkeeping of a flight. `cancelled`: before take-off the preparation stops and the aircraft is disarmed; in the air it
 * returns (a `return` command says the same). `lost`: given up, the journal is closed.
 */
export const EndFlight = Strict({
  flight_id: Id,
  agency_id: Id,
  aircraft_id: Id,
  outcome: Words(['cancelled', 'lost'] as const),
  issued_by: Nullable(Id),
});
export type EndFlight = Static<typeof EndFlight>;

/** The limits within which others than the RPIC fly; null takes them away. Kept with the flight over a restart. */
export const LimitsRequest = Strict({
  flight_id: Id,
  agency_id: Id,
  aircraft_id: Id,
  limits: Nullable(FlightLimits),
});
export type LimitsRequest = Static<typeof LimitsRequest>;

/**
 * A flight under way gets another plan. `hold`: stop here and say where; where nothing follows within 30 s, the plan before goes on by
 * itself. `fly`: upload and verify what guards the flight, then the plan, then fly it; answered when it is flown. `resume`: the plan
 * before goes on. A refusal says what the aircraft does instead.
 */
export const Divert = Strict({
  step: Words(['hold', 'fly', 'resume'] as const),
  flight_id: Id,
  agency_id: Id,
  aircraft_id: Id,
  /** For `fly` alone. */
  plan: Nullable(FlightPlan),
});
export type Divert = Static<typeof Divert>;
/** Where the aircraft is once it holds; null = not known. */
export const HeldAt = Strict({
  position: Nullable(Point),
  height_above_takeoff_m: Nullable(Type.Number()),
  battery_percent: Nullable(Type.Number()),
  /** What it was flying: the new plan has to agree with this one, whatever others believe. */
  plan: Nullable(FlightPlan),
});
export type HeldAt = Static<typeof HeldAt>;

export const ControlRequest = Strict({
  verb: Words(['state', 'take', 'renew', 'release', 'request_takeover', 'grant_takeover', 'revoke'] as const),
  agency_id: Id,
  aircraft_id: Id,
  scope: ControlScope,
  user_id: Id,
  user_name: Text(),
  session_id: Text(80),
  /** the RPIC of the flight may take back at once */
  is_rpic: Type.Boolean(),
  epoch: Type.Optional(Type.Number()),
  visual_line_of_sight_confirmed: Type.Optional(Type.Boolean()),
  /** The server sees pictures of a camera of this aircraft come in now. */
  live_video: Type.Optional(Type.Boolean()),
});
export type ControlRequest = Static<typeof ControlRequest>;

export const GATEWAY_EVENT_KINDS = [
  'command',
  'alert',
  'control',
  'flight',
  'status_text',
  'failsafes',
  'mode',
  'link',
  'reboot',
  'plan',
  'vehicle_seen',
  'ladder',
  'camera',
] as const;
const event = <K extends (typeof GATEWAY_EVENT_KINDS)[number], P extends Type.TProperties>(kind: K, properties: P) =>
  Strict({
    seq: Type.Number(),
    utc_ms: UtcMs,
    agency_id: Nullable(Id),
    aircraft_id: Nullable(Id),
    flight_id: Nullable(Id),
    kind: Type.Literal(kind),
    ...properties,
  });
/** A durable fact from a gateway. `seq` is its number in that gateway's spool. */
export const GatewayEvent = Type.Union([
  event('command', { command: Command }),
  event('alert', { alert: Alert }),
  event('control', {
    lease: ControlLease,
    what: Words(['taken', 'renewed', 'released', 'lapsed', 'takeover_requested', 'revoked'] as const),
    by_name: Nullable(Type.String()),
  }),
  event('ladder', { state: LadderState, detail: Type.String() }),
  /** Observed or commanded progress of a flight. */
  event('flight', {
    state: Words([
      'preparing',
      'departing',
      'airborne',
      'en_route',
      'on_scene',
      'returning',
      'landing',
      'landed',
      'failed',
      'lost',
    ] as const),
    detail: Nullable(Type.String()),
    error_code: Nullable(Type.String()),
    purpose: FlightPurpose,
    position: Nullable(AirPoint),
    distance_m: Nullable(Type.Number()),
    max_height_above_takeoff_m: Nullable(Type.Number()),
  }),
  event('status_text', { severity: Type.Number(), text: Type.String() }),
  event('failsafes', { report: FailsafeReport }),
  event('mode', { mode: Type.String(), mode_name: Type.String() }),
  event('link', { state: Words(['live', 'stale', 'lost'] as const), detail: Nullable(Type.String()) }),
  event('reboot', { detail: Type.String() }),
  event('plan', {
    detail: Type.String(),
    items: Type.Number(),
    contingency: Nullable(Contingency),
    /** The plan that the autopilot holds from now on, where it took another one's place in flight. */
    plan: Type.Optional(FlightPlan),
  }),
  event('vehicle_seen', { status: VehicleStatus }),
  /** What a camera of the vehicle says of itself and its streams, whole, on each change. */
  event('camera', { camera: VehicleCamera }),
]);
export type GatewayEvent = Static<typeof GatewayEvent>;
export const AlertAck = Strict({ agency_id: Id, aircraft_id: Id, alert_id: Id, user_id: Id });
export type AlertAck = Static<typeof AlertAck>;
/** Everything up to and with this number is safe in the database; the gateway may delete it. */
export const SpoolAck = Strict({ up_to_seq: Type.Number({ minimum: 0 }) });
export type SpoolAck = Static<typeof SpoolAck>;
/** Events in order, as many as fit a message; ask again from the last one until `last_seq` is reached. */
export const SpoolAnswer = Strict({
  events: Type.Array(Type.Unsafe<GatewayEvent>(Type.Unknown())),
  last_seq: Type.Number(),
});
export type SpoolAnswer = Static<typeof SpoolAnswer>;
export const SpoolRequest = Strict({ after_seq: Type.Number(), max: Type.Number({ minimum: 1, maximum: 2000 }) });
export type SpoolRequest = Static<typeof SpoolRequest>;
/**
 * Bytes that a gateway kept of one flight, from an offset: `tlog` = raw frames; `samples` = length-prefixed telemetry batches of
 * core/vehicle, one sample each, so that a track has no gap after a time without the server. Answered with JournalChunk.
 */
export const JournalRequest = Strict({
  flight_id: Id,
  stream: Words(['tlog', 'samples'] as const),
  offset: Type.Number({ minimum: 0 }),
  /** In base64 it must fit a bus message of 1 MiB. */
  max_bytes: Type.Number({ minimum: 1, maximum: 700_000 }),
});
export type JournalRequest = Static<typeof JournalRequest>;
export const JournalChunk = Strict({ total_bytes: Type.Number(), closed: Type.Boolean(), data_base64: Type.String() });
export type JournalChunk = Static<typeof JournalChunk>;
/** Answered with every parameter that was read from the autopilot. */
export const ParameterList = Strict({
  parameters: Type.Array(Strict({ name: Type.String(), value: Type.Number() })),
  complete: Type.Boolean(),
});
export type ParameterList = Static<typeof ParameterList>;
export const ParameterRequest = Strict({ agency_id: Id, aircraft_id: Id, verb: Words(['list'] as const) });
export type ParameterRequest = Static<typeof ParameterRequest>;

/** A gateway to the server: may I use this aircraft, may I still (`held` is the epoch), or I give it back. */
export const OwnershipRequest = Strict({
  verb: Words(['use', 'release'] as const),
  agency_id: Id,
  aircraft_id: Id,
  held: Nullable(Type.Number({ minimum: 1 })),
});
export type OwnershipRequest = Static<typeof OwnershipRequest>;
/** Answer to `use`, as core/command's OwnershipClaim; to `release` it is {}. */
export const OwnershipAnswer = Strict({
  kind: Words(['owned', 'owned_by_other', 'not_bound'] as const),
  epoch: Type.Optional(Type.Number()),
  gateway: Type.Optional(Text(60)),
});
export type OwnershipAnswer = Static<typeof OwnershipAnswer>;
