/** Users, roles, crew. */
import Type, { type Static } from 'typebox';
import { Id, IsoDate, Nullable, Strict, Text, UtcMs, Words } from './primitives.js';

export const ROLES = [
  'host_administrator',
  'agency_administrator',
  'programme_manager',
  'dispatcher',
  'rpic',
  'tele_operator',
  'observer',
  'custodian',
] as const;
export const Role = Words(ROLES);
export type Role = (typeof ROLES)[number];
/** What no role holds by itself and an agency may give to those who fly: cutting the motors. */
export const RoleGrant = Strict({
  role: Words(['rpic', 'tele_operator'] as const),
  permission: Words(['aircraft:terminate'] as const),
});
export type RoleGrant = Static<typeof RoleGrant>;
const username = Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{1,62}$' });
export const Password = Type.String({ minLength: 15, maxLength: 200 });
export const User = Strict({
  id: Id,
  agency_id: Nullable(Id),
  username,
  display_name: Text(),
  roles: Type.Array(Role),
  disabled: Type.Boolean(),
  created_at_utc_ms: UtcMs,
  last_login_utc_ms: Nullable(UtcMs),
});
export type User = Static<typeof User>;
export const UserInput = Strict({
  username,
  display_name: Text(),
  roles: Type.Array(Role, { minItems: 1, maxItems: 8, uniqueItems: true }),
  password: Password,
});
export type UserInput = Static<typeof UserInput>;
/** Who is signed in and what they may do. */
export const Session = Strict({
  user: User,
  agency: Nullable(Strict({ id: Id, name: Text() })),
  permissions: Type.Array(Type.String()),
  expires_at_utc_ms: UtcMs,
  demo: Type.Boolean(),
});
export type Session = Static<typeof Session>;

/** A pilot's papers and how much they flew. */
export const CrewMember = Strict({
  user_id: Id,
  display_name: Text(),
  roles: Type.Array(Role),
  on_duty: Type.Boolean(),
  on_duty_since_utc_ms: Nullable(UtcMs),
  certificate_number: Nullable(Text(60)),
  certificate_expires_on: Nullable(IsoDate),
  /** Last flight as RPIC or tele-operator; currency is decided from it and the agency's rule. */
  last_flight_utc_ms: Nullable(UtcMs),
  flights_90_days: Type.Number(),
  hours_total: Type.Number(),
  current: Type.Boolean(),
  current_detail: Type.String(),
  flying_aircraft_ids: Type.Array(Id),
});
export type CrewMember = Static<typeof CrewMember>;
export const CrewPatch = Type.Partial(
  Strict({
    on_duty: Type.Boolean(),
    certificate_number: Nullable(Text(60)),
    certificate_expires_on: Nullable(IsoDate),
    /** Flights of the last 90 days that were flown elsewhere, as of now: what a pilot brings along counts for currency. */
    earlier_flights_90_days: Type.Integer({ minimum: 0, maximum: 1000 }),
  }),
  { additionalProperties: false },
);
export type CrewPatch = Static<typeof CrewPatch>;

export const ApiKey = Strict({
  id: Id,
  name: Text(),
  permissions: Type.Array(Type.String()),
  created_at_utc_ms: UtcMs,
  last_used_utc_ms: Nullable(UtcMs),
});
export type ApiKey = Static<typeof ApiKey>;
export const AuditEntry = Strict({
  seq: Type.Number(),
  at_utc_ms: UtcMs,
  actor: Type.String(),
  actor_id: Nullable(Id),
  action: Type.String(),
  object: Nullable(Type.String()),
  outcome: Words(['ok', 'refused', 'failed'] as const),
  address: Nullable(Type.String()),
  detail: Type.Record(Type.String(), Type.Unknown()),
});
export type AuditEntry = Static<typeof AuditEntry>;
