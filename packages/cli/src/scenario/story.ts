/** The form of a scenario file. Every key that a story may use stands here; anything else is an error. */
import type { Static, TProperties, TSchema } from 'typebox';
import Type from 'typebox';

const Strict = <T extends TProperties>(properties: T) => Type.Object(properties, { additionalProperties: false });
const Name = Type.String({ minLength: 1, maxLength: 80 });
const Seconds = Type.Number({ minimum: 0, maximum: 3600 });
const Share = Type.Number({ minimum: 0, maximum: 1 });
const Opt = <T extends TSchema>(schema: T) => Type.Optional(schema);

/** An address of the register, or a random place around one, which the seed chooses. */
const Place = Type.Union([Name, Strict({ near: Name, within_m: Type.Number({ minimum: 1, maximum: 5000 }) })]);

/** What can be looked at: at once in a `check` step, or at the end under `expect`. */
export const CheckSchema = Strict({
  name: Opt(Name),
  /** The flight is in this state now. */
  state: Opt(Strict({ flight: Name, is: Name })),
  /** It came to a state within a time after it was requested. */
  reached: Opt(Strict({ flight: Name, state: Name, within_s: Seconds })),
  /** Where an aircraft stands, against where it stood at the start. */
  landed_near_start: Opt(Strict({ aircraft: Name, within_m: Type.Number({ minimum: 0 }) })),
  take_offs: Opt(Strict({ aircraft: Name, count: Type.Integer({ minimum: 0 }) })),
  /** Distance of the aircraft from its flight's target, on the ground plane. */
  near_target: Opt(Strict({ flight: Name, within_m: Type.Number({ minimum: 0 }) })),
  airborne: Opt(Strict({ aircraft: Name, is: Type.Boolean() })),
  alert: Opt(Strict({ kind: Name, flight: Opt(Name), level: Opt(Name), raised: Opt(Type.Boolean()) })),
  /** A line of the flight's story. */
  event: Opt(Strict({ flight: Name, matches: Name })),
  battery: Opt(Strict({ aircraft: Name, at_least_percent: Type.Number({ minimum: 0, maximum: 100 }) })),
  /** It stays where it is for a time. */
  holds: Opt(Strict({ aircraft: Name, within_m: Type.Number({ minimum: 0 }), for_s: Seconds })),
  moves: Opt(Strict({ aircraft: Name, at_least_m: Type.Number({ minimum: 0 }), for_s: Seconds })),
  /** The autopilot acts by itself. */
  failsafe: Opt(Strict({ aircraft: Name, active: Type.Boolean() })),
  /** It has taken no order to move, arm or change its task since the last kill step. */
  no_orders_since_kill: Opt(Strict({ aircraft: Name })),
  control: Opt(Strict({ flight: Name, holder: Type.Union([Name, Type.Null()]) })),
});
export type Check = Static<typeof CheckSchema>;

const Action = Type.Object({ kind: Name }, { additionalProperties: true });

export const StepSchema = Strict({
  name: Opt(Name),
  /** Username of the demo's person who does it. */
  as: Opt(Name),
  /** The step must be refused with this error code. */
  refused: Opt(Name),
  incident: Opt(
    Strict({
      key: Name,
      type: Name,
      priority: Type.Integer({ minimum: 1, maximum: 5 }),
      at: Place,
      narrative: Opt(Type.String({ maxLength: 500 })),
    }),
  ),
  /** What the caller says anew: the incident is elsewhere, or over. */
  update_incident: Opt(Strict({ incident: Name, at: Opt(Place), state: Opt(Name) })),
  /** The RPIC answers the open question of a flight. */
  answer: Opt(Strict({ flight: Name, accept: Type.Boolean() })),
  /** Asks which aircraft should go, and looks at the answer. */
  decide: Opt(
    Strict({
      incident: Name,
      first: Opt(Name),
      can_go: Opt(Type.Array(Name)),
      /** aircraft: step of the decision that must speak against it */
      cannot_go: Opt(Type.Record(Type.String(), Name)),
    }),
  ),
  request: Opt(Strict({ flight: Name, aircraft: Name, incident: Opt(Name), at: Opt(Place), purpose: Opt(Name) })),
  accept: Opt(Strict({ flight: Name, override_reason: Opt(Name) })),
  cancel: Opt(Strict({ flight: Name })),
  policy: Opt(Type.Record(Type.String(), Type.Unknown())),
  wait: Opt(Strict({ flight: Name, state: Name, within_s: Seconds })),
  wait_alert: Opt(Strict({ kind: Name, flight: Opt(Name), level: Opt(Name), within_s: Seconds })),
  wait_until: Opt(Strict({ check: CheckSchema, within_s: Seconds })),
  pause: Opt(Seconds),
  command: Opt(
    Strict({
      aircraft: Name,
      action: Action,
      /** How far it must get; an action that takes its time need only be acknowledged. */
      until: Opt(Type.Union([Type.Literal('acknowledged'), Type.Literal('done')])),
      within_s: Opt(Seconds),
    }),
  ),
  take: Opt(Strict({ flight: Name, scope: Opt(Name) })),
  /** The browser is closed: its leases lapse. */
  close_console: Opt(Type.Literal(true)),
  release: Opt(Strict({ flight: Name, scope: Opt(Name) })),
  request_takeover: Opt(Strict({ flight: Name })),
  grant_takeover: Opt(Strict({ flight: Name })),
  sticks: Opt(
    Strict({
      flight: Name,
      forward: Opt(Type.Number({ minimum: -1, maximum: 1 })),
      right: Opt(Type.Number({ minimum: -1, maximum: 1 })),
      up: Opt(Type.Number({ minimum: -1, maximum: 1 })),
      turn: Opt(Type.Number({ minimum: -1, maximum: 1 })),
      for_s: Seconds,
    }),
  ),
  link: Opt(
    Strict({
      aircraft: Name,
      cut: Opt(Type.Boolean()),
      loss: Opt(Share),
      duplicate: Opt(Share),
      reorder: Opt(Share),
      delay_ms: Opt(Type.Number({ minimum: 0, maximum: 60_000 })),
      jitter_ms: Opt(Type.Number({ minimum: 0, maximum: 10_000 })),
    }),
  ),
  wind: Opt(Strict({ speed_mps: Type.Number({ minimum: 0, maximum: 60 }), from_deg: Type.Number() })),
  battery: Opt(Strict({ aircraft: Name, percent: Type.Number({ minimum: 0, maximum: 100 }) })),
  gnss: Opt(Strict({ aircraft: Name, fault: Name })),
  transmitter: Opt(Strict({ aircraft: Name, lost: Type.Boolean() })),
  parameter: Opt(Strict({ aircraft: Name, parameter: Name, value: Type.Number() })),
  /** kill -9; with down_for_s it is killed again as often as the supervisor starts it. */
  kill: Opt(
    Strict({ process: Type.Union([Type.Literal('server'), Type.Literal('gateway')]), down_for_s: Opt(Seconds) }),
  ),
  check: Opt(CheckSchema),
});
export type Step = Static<typeof StepSchema>;

export const StorySchema = Strict({
  name: Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$' }),
  about: Type.String({ minLength: 1, maxLength: 1000 }),
  /** Share of datagrams that every link loses from the start; --loss wins. */
  loss: Opt(Share),
  wind: Opt(Strict({ speed_mps: Type.Number({ minimum: 0, maximum: 60 }), from_deg: Type.Number() })),
  /** Longest time that the whole story may take. */
  limit_s: Opt(Type.Number({ minimum: 10, maximum: 7200 })),
  steps: Type.Array(StepSchema, { minItems: 1, maxItems: 200 }),
  expect: Opt(Type.Array(CheckSchema, { maxItems: 100 })),
});
export type Story = Static<typeof StorySchema>;
