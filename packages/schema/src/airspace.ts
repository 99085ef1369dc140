/** Airspace volumes, terrain and weather. */
import Type, { type Static } from 'typebox';
import { Id, LatitudeDeg, LongitudeDeg, Nullable, Strict, Text, UtcMs, WholeUtcMs, Words } from './primitives.js';

/** keep_out: never inside. ceiling: not above top. keep_in: not outside. obstacle: a building or mast with a height. */
export const VolumeKind = Words(['keep_out', 'ceiling', 'keep_in', 'obstacle'] as const);
export type VolumeKind = Static<typeof VolumeKind>;
export const VerticalDatum = Words(['amsl', 'agl'] as const);
const Ring = Type.Array(Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }), { minItems: 4, maxItems: 5000 });
/** A polygon (rings of [longitude, latitude], first = last, first ring outer), or a circle as centre and radius. */
export const Volume = Strict({
  id: Id,
  name: Text(),
  kind: VolumeKind,
  rings: Type.Array(Ring, { minItems: 1, maxItems: 50 }),
  floor_m: Nullable(Type.Number()),
  top_m: Nullable(Type.Number()),
  datum: VerticalDatum,
  starts_at_utc_ms: Nullable(WholeUtcMs),
  ends_at_utc_ms: Nullable(WholeUtcMs),
  source: Text(),
  reason: Nullable(Type.String()),
  enabled: Type.Boolean(),
});
export type Volume = Static<typeof Volume>;

/** Regular grid of terrain heights, row 0 in the north, null where unknown. */
export const TerrainGrid = Strict({
  north_deg: LatitudeDeg,
  west_deg: LongitudeDeg,
  step_latitude_deg: Type.Number({ exclusiveMinimum: 0 }),
  step_longitude_deg: Type.Number({ exclusiveMinimum: 0 }),
  rows: Type.Integer({ minimum: 2, maximum: 4000 }),
  columns: Type.Integer({ minimum: 2, maximum: 4000 }),
  elevation_amsl_m: Type.Array(Nullable(Type.Number()), { maxItems: 4_000_000 }),
  source: Text(),
});
export type TerrainGrid = Static<typeof TerrainGrid>;

export const WeatherInput = Strict({
  station: Type.Optional(Text(20)),
  metar: Type.Optional(Text(400)),
  wind_speed_mps: Type.Optional(Nullable(Type.Number({ minimum: 0, maximum: 100 }))),
  wind_gust_mps: Type.Optional(Nullable(Type.Number({ minimum: 0, maximum: 120 }))),
  wind_from_deg: Type.Optional(Nullable(Type.Number({ minimum: 0, maximum: 360 }))),
  visibility_m: Type.Optional(Nullable(Type.Number({ minimum: 0, maximum: 100000 }))),
  ceiling_agl_m: Type.Optional(Nullable(Type.Number({ minimum: 0, maximum: 20000 }))),
  temperature_c: Type.Optional(Nullable(Type.Number({ minimum: -90, maximum: 70 }))),
  precipitation: Type.Optional(
    Nullable(Words(['none', 'light', 'moderate', 'heavy', 'freezing', 'thunderstorm'] as const)),
  ),
});
export type WeatherInput = Static<typeof WeatherInput>;
export const Weather = Strict({
  source: Words(['manual', 'metar'] as const),
  station: Nullable(Text(20)),
  text: Nullable(Type.String()),
  observed_at_utc_ms: UtcMs,
  wind_speed_mps: Nullable(Type.Number()),
  wind_gust_mps: Nullable(Type.Number()),
  wind_from_deg: Nullable(Type.Number()),
  visibility_m: Nullable(Type.Number()),
  ceiling_agl_m: Nullable(Type.Number()),
  temperature_c: Nullable(Type.Number()),
  precipitation: Nullable(Words(['none', 'light', 'moderate', 'heavy', 'freezing', 'thunderstorm'] as const)),
});
export type Weather = Static<typeof Weather>;
