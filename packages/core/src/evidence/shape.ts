/** Checks of what was read from files of strangers, before anything believes its type. */
export type Check = (value: unknown) => boolean;

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
export const isTime: Check = (value) => typeof value === 'number' && value >= 0 && value <= 8.64e15;
export const isText: Check = (value) => typeof value === 'string';
export const isHash: Check = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
export const isKeyId: Check = (value) => typeof value === 'string' && /^[0-9a-f]{8}$/.test(value);
export const isRecordPath: Check = (value) =>
  typeof value === 'string' && value.length <= 300 && /^[A-Za-z0-9_][\w.-]*(\/[A-Za-z0-9_][\w.-]*)*$/.test(value);
export const is =
  (constant: unknown): Check =>
  (value) =>
    value === constant;
export const nullOr =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
export const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
/** An object with exactly these keys. */
export const objectOf =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isObject(value) &&
    Object.keys(value).length === Object.keys(fields).length &&
    Object.entries(fields).every(([key, check]) => Object.hasOwn(value, key) && check(value[key]));

/** The value as `T`, or null when the check fails. `T` is the caller's word, kept beside the check. */
export const asShape = <T>(value: unknown, check: Check): T | null => (check(value) ? (value as T) : null);

/** JSON, or null where it is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
