/** Calls for service. */
import Type, { type Static } from 'typebox';
import { Id, LatitudeDeg, LongitudeDeg, Note, Nullable, Strict, Text, UtcMs, WholeUtcMs, Words } from './primitives.js';

/** How sure a place is, as the radius of a circle on the ground. */
export const IncidentLocation = Strict({
  latitude_deg: LatitudeDeg,
  longitude_deg: LongitudeDeg,
  uncertainty_m: Nullable(Type.Number({ minimum: 0, maximum: 100000 })),
  address: Nullable(Note(300)),
});
export type IncidentLocation = Static<typeof IncidentLocation>;
/** As a feed gives it: what it does not know it may leave out. */
export const LocationInput = Strict({
  latitude_deg: LatitudeDeg,
  longitude_deg: LongitudeDeg,
  uncertainty_m: Type.Optional(IncidentLocation.properties.uncertainty_m),
  address: Type.Optional(IncidentLocation.properties.address),
});
export type LocationInput = Static<typeof LocationInput>;
export const Priority = Type.Union([
  Type.Literal(1),
  Type.Literal(2),
  Type.Literal(3),
  Type.Literal(4),
  Type.Literal(5),
]);
export const Sensitivity = Words(['public', 'internal', 'sensitive', 'criminal_justice'] as const);
export type Sensitivity = Static<typeof Sensitivity>;
export const IncidentState = Words(['open', 'assigned', 'closed'] as const);
export type IncidentState = Static<typeof IncidentState>;

export const IncidentInput = Strict({
  /** The CAD's own id: the same id again updates the same incident. */
  external_id: Type.Optional(Text(120)),
  /** The CAD's revision or time of the update: an older one than we hold changes nothing. */
  external_revision: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
  type: Text(120),
  priority: Priority,
  location: LocationInput,
  narrative: Type.Optional(Note(4000)),
  sensitivity: Type.Optional(Sensitivity),
  received_at_utc_ms: Type.Optional(WholeUtcMs),
  state: Type.Optional(IncidentState),
});
export type IncidentInput = Static<typeof IncidentInput>;

export const IncidentPatch = Type.Partial(
  Strict({
    type: Text(120),
    priority: Priority,
    location: LocationInput,
    narrative: Note(4000),
    sensitivity: Sensitivity,
    state: IncidentState,
  }),
  { additionalProperties: false },
);
export type IncidentPatch = Static<typeof IncidentPatch>;

export const Incident = Strict({
  id: Id,
  number: Type.String(),
  external_id: Nullable(Text(120)),
  external_revision: Nullable(Type.Number()),
  source: Words(['form', 'csv', 'api', 'eido'] as const),
  type: Text(120),
  priority: Priority,
  location: IncidentLocation,
  narrative: Note(4000),
  sensitivity: Sensitivity,
  state: IncidentState,
  received_at_utc_ms: UtcMs,
  updated_at_utc_ms: UtcMs,
  closed_at_utc_ms: Nullable(UtcMs),
  flight_ids: Type.Array(Id),
});
export type Incident = Static<typeof Incident>;

/** One row of the imported address register. */
export const AddressPoint = Strict({ label: Text(300), latitude_deg: LatitudeDeg, longitude_deg: LongitudeDeg });
export type AddressPoint = Static<typeof AddressPoint>;
/** A found place and how sure it is: a house number interpolated between two points is less sure than a point itself. */
export const AddressMatch = Strict({
  label: Text(300),
  latitude_deg: LatitudeDeg,
  longitude_deg: LongitudeDeg,
  uncertainty_m: Type.Number(),
  score: Type.Number(),
});
export type AddressMatch = Static<typeof AddressMatch>;
