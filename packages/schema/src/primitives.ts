/** Small shapes that every other shape is made of. Units and datum stand in the name; unknown is null, never zero. */
import Type, { type Static, type TProperties, type TSchema } from 'typebox';

/** An object that refuses unknown keys, so that a misspelt field is an error and not silence. */
export const Strict = <T extends TProperties>(properties: T, options: { $id?: string; description?: string } = {}) =>
  Type.Object(properties, { additionalProperties: false, ...options });
/** A value or null, where null means "not known". */
export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
/** A closed set of words. */
export const Words = <const T extends readonly string[]>(words: T) =>
  Type.Union(
    words.map((word) => Type.Literal(word)) as unknown as [{ [K in keyof T]: Type.TLiteral<T[K] & string> }[number]],
  );

/** UUIDv7 in lower case, made by the application. */
export const Id = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' });
export type Id = Static<typeof Id>;
/** Milliseconds since 1970-01-01T00:00:00Z. */
export const UtcMs = Type.Number({ minimum: 0, maximum: 8.64e15 });
/** The same as callers give it and rows keep it: no fraction of a millisecond. */
export const WholeUtcMs = Type.Integer({ minimum: 0, maximum: 8.64e15 });
/** Calendar date, ISO 8601. */
export const IsoDate = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
export const LatitudeDeg = Type.Number({ minimum: -90, maximum: 90 });
export const LongitudeDeg = Type.Number({ minimum: -180, maximum: 180 });
export const Text = (maxLength = 200) => Type.String({ minLength: 1, maxLength });
export const Note = (maxLength = 2000) => Type.String({ maxLength });
export const Percent = Type.Number({ minimum: 0, maximum: 100 });

/** A point on the ground, WGS84. */
export const Point = Strict({ latitude_deg: LatitudeDeg, longitude_deg: LongitudeDeg });
export type Point = Static<typeof Point>;
/** A point in the air; height above mean sea level (EGM96 as the autopilots use it). */
export const AirPoint = Strict({
  latitude_deg: LatitudeDeg,
  longitude_deg: LongitudeDeg,
  altitude_amsl_m: Type.Number({ minimum: -500, maximum: 12000 }),
});
export type AirPoint = Static<typeof AirPoint>;
