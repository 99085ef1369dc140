import type { ColumnType } from 'kysely';

/** A jsonb column: read as a value, written as text by `json`, since the driver would turn arrays into SQL arrays. */
export type Json<T> = ColumnType<T, string, string>;
/** As Json, null when there is none. */
export type NullableJson<T> = ColumnType<T | null, string | null, string | null>;

/** Text of a value for a jsonb column. */
export const json = (value: unknown): string => JSON.stringify(value);
/** As `json`; null stays SQL's null. */
export const nullableJson = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
