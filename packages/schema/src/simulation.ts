/** What a running simulation can be told and asked, JSON over the bus (request on SIM_CONTROL_SUBJECT). */
import Type, { type Static } from 'typebox';
import { IncidentInput } from './incident.js';
import { LatitudeDeg, LongitudeDeg, Nullable, Percent, Strict, Text, Words } from './primitives.js';

export const SIM_CONTROL_SUBJECT = 'sim.control';
const Share = Type.Number({ minimum: 0, maximum: 1 });

/** How a link mistreats datagrams, the same in both directions. */
export const LinkFaults = Strict({
  /** share of datagrams that is lost, doubled, or overtaken by the next */
  loss: Share,
  duplicate: Share,
  reorder: Share,
  delay_ms: Type.Number({ minimum: 0, maximum: 60_000 }),
  /** standard deviation of the additional delay */
  jitter_ms: Type.Number({ minimum: 0, maximum: 10_000 }),
  cut: Type.Boolean(),
});
export type LinkFaults = Static<typeof LinkFaults>;

/** System id of one vehicle, or null for all. */
const vehicle = { vehicle: Nullable(Type.Integer({ minimum: 1, maximum: 255 })) };
const order = <V extends string, P extends Type.TProperties>(verb: V, properties: P) =>
  Strict({ verb: Type.Literal(verb), ...properties });

export const SimRequest = Type.Union([
  order('query', {}),
  /** Faults that are not named stay as they are. */
  order('link', { ...vehicle, faults: Type.Partial(LinkFaults, { additionalProperties: false }) }),
  order('wind', {
    speed_mps: Type.Number({ minimum: 0, maximum: 60 }),
    from_deg: Type.Number({ minimum: 0, maximum: 360 }),
  }),
  order('battery', { ...vehicle, percent: Percent, charging: Type.Optional(Type.Boolean()) }),
  order('gnss', { ...vehicle, fault: Words(['none', 'lost', 'degraded'] as const) }),
  order('transmitter', { ...vehicle, lost: Type.Boolean() }),
  order('reboot', vehicle),
  order('parameter', { ...vehicle, name: Text(16), value: Type.Number() }),
  /** The next incident of the seeded generator. */
  order('incident', {}),
]);
export type SimRequest = Static<typeof SimRequest>;

/** The truth about a vehicle, which only a simulation knows. */
export const VehicleTruth = Strict({
  system_id: Type.Number(),
  latitude_deg: LatitudeDeg,
  longitude_deg: LongitudeDeg,
  altitude_amsl_m: Type.Number(),
  height_above_ground_m: Type.Number(),
  distance_from_start_m: Type.Number(),
  ground_speed_mps: Type.Number(),
  battery_percent: Type.Number(),
  armed: Type.Boolean(),
  landed: Type.Boolean(),
  custom_mode: Type.Number(),
  take_offs: Type.Number(),
  landings: Type.Number(),
  /** The autopilot's own reason for what it does, null while it follows orders. */
  failsafe: Nullable(Type.String()),
  terminated: Type.Boolean(),
  /** Times at which commands that move or arm it were accepted from a ground station. */
  commands_taken: Type.Number(),
});
export type VehicleTruth = Static<typeof VehicleTruth>;

export const SimReply = Type.Union([
  Strict({ ok: Type.Literal(true), vehicles: Type.Array(VehicleTruth), incident: Nullable(IncidentInput) }),
  Strict({ ok: Type.Literal(false), error: Type.String() }),
]);
export type SimReply = Static<typeof SimReply>;
