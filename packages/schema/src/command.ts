/** Commands: one intent with one id for life. */
import Type, { type Static } from 'typebox';
import { Id, LatitudeDeg, LongitudeDeg, Nullable, Point, Strict, Text, UtcMs, Words } from './primitives.js';

export const COMMAND_STATES = ['requested', 'sent', 'acknowledged', 'done', 'failed', 'timed_out'] as const;
export const CommandState = Words(COMMAND_STATES);
export type CommandState = (typeof COMMAND_STATES)[number];

const Height = Type.Number({ minimum: 1, maximum: 500 });
const action = <K extends string, P extends Record<string, Type.TSchema>>(kind: K, properties: P) =>
  Strict({ kind: Type.Literal(kind), ...properties });

/** What an aircraft may be told. Heights are above take-off unless the name says otherwise. */
export const Action = Type.Union([
  action('arm', {}),
  action('disarm', {}),
  action('take_off', { height_above_takeoff_m: Height }),
  action('start_plan', {}),
  action('go_to', {
    latitude_deg: LatitudeDeg,
    longitude_deg: LongitudeDeg,
    height_above_takeoff_m: Type.Optional(Height),
    speed_mps: Type.Optional(Type.Number({ minimum: 0.5, maximum: 40 })),
  }),
  action('orbit', {
    latitude_deg: LatitudeDeg,
    longitude_deg: LongitudeDeg,
    radius_m: Type.Number({ minimum: 5, maximum: 2000 }),
    height_above_takeoff_m: Type.Optional(Height),
    speed_mps: Type.Optional(Type.Number({ minimum: 0.5, maximum: 40 })),
    clockwise: Type.Boolean(),
  }),
  action('hold', {}),
  action('change_height', { height_above_takeoff_m: Height }),
  action('change_speed', { speed_mps: Type.Number({ minimum: 0.5, maximum: 40 }) }),
  action('change_heading', { heading_deg: Type.Number({ minimum: 0, maximum: 360 }) }),
  action('point_camera', {
    target: Type.Optional(Point),
    pitch_deg: Type.Optional(Type.Number({ minimum: -120, maximum: 60 })),
    yaw_deg: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
  }),
  /** Optical zoom, either to a share of the whole range (0 = widest, 100 = narrowest) or by one step of the camera's own (1 nearer, -1 farther). */
  Type.Object(
    {
      kind: Type.Literal('zoom_camera'),
      zoom_percent: Type.Optional(Type.Number({ minimum: 0, maximum: 100 })),
      step: Type.Optional(Type.Union([Type.Literal(1), Type.Literal(-1)])),
    },
    { additionalProperties: false, minProperties: 2, maxProperties: 2 },
  ),
  action('return', {}),
  action('land', {}),
  action('stop', {}),
  action('reactivate', {}),
  action('terminate', { confirm: Type.Literal('terminate') }),
  action('read_failsafes', {}),
  action('set_failsafes', {}),
]);
export type Action = Static<typeof Action>;
export type ActionKind = Action['kind'];

/** A command as it is asked for. The same id sent again returns the first outcome and never runs twice. */
export const CommandRequest = Strict({
  command_id: Id,
  action: Action,
  /** Milliseconds after issued_at_utc_ms at which an undelivered command is refused; 2,000 by default. */
  expires_in_ms: Type.Optional(Type.Number({ minimum: 100, maximum: 60000 })),
});
export type CommandRequest = Static<typeof CommandRequest>;

/** A command and how far it got. */
export const Command = Strict({
  command_id: Id,
  agency_id: Id,
  aircraft_id: Id,
  flight_id: Nullable(Id),
  action: Action,
  state: CommandState,
  /** Why it failed or what is being waited for, a whole sentence. */
  detail: Nullable(Type.String()),
  error_code: Nullable(Type.String()),
  issued_by: Nullable(Id),
  /** user, feed, gateway (ladder, energy watch), plan */
  origin: Words(['user', 'plan', 'gateway'] as const),
  requested_at_utc_ms: UtcMs,
  updated_at_utc_ms: UtcMs,
});
export type Command = Static<typeof Command>;

export const ControlScope = Words(['aircraft', 'camera'] as const);
export type ControlScope = Static<typeof ControlScope>;

/** Who may steer by hand now. */
export const ControlLease = Strict({
  aircraft_id: Id,
  scope: ControlScope,
  /** null = nobody */
  holder_user_id: Nullable(Id),
  holder_name: Nullable(Text()),
  /** "ownership epoch.counter"; a stick frame with another epoch is dropped. */
  epoch: Type.Number(),
  expires_in_ms: Type.Number(),
  /** A takeover asked for by somebody else, open for ten seconds. */
  requested_by: Nullable(Strict({ user_id: Id, name: Text(), open_for_ms: Type.Number() })),
});
export type ControlLease = Static<typeof ControlLease>;

/** The ladder after a manual lease lapses, as the gateway climbs it. */
export const LadderState = Words(['none', 'hold_offered', 'contingency'] as const);
export type LadderState = Static<typeof LadderState>;

/** Stick input, each axis -1 to 1: forward, right, up, clockwise turn. */
export const StickInput = Strict({
  forward: Type.Number(),
  right: Type.Number(),
  up: Type.Number(),
  turn: Type.Number(),
});
export type StickInput = Static<typeof StickInput>;
