/**
 * A value as RFC 8785 (JSON Canonicalization Scheme) text: keys ordered by UTF-16 code units at every depth, numbers and strings as
 * ECMAScript writes them, no white space. Properties that are undefined are left out.
 * Throws TypeError, naming the place, for what the RFC has no form for: numbers that are not finite, lone surrogates, undefined in a
 * list, functions, symbols and big integers.
 */
export function canonicalJson(value: unknown): string {
  return written(value, '$');
}

function written(value: unknown, place: string): string {
  switch (typeof value) {
    case 'string':
      return writtenText(value, place);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${place} is ${value}, which JSON has no form for.`);
      return JSON.stringify(value);
    case 'boolean':
      return String(value);
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? writtenList(value, place) : writtenObject(value as Record<string, unknown>, place);
    default:
      throw new TypeError(`${place} is of type ${typeof value}, which JSON has no form for.`);
  }
}

const LONE_SURROGATE = /\p{Surrogate}/u;

function writtenText(text: string, place: string): string {
  if (LONE_SURROGATE.test(text)) throw new TypeError(`${place} holds half a character (a lone surrogate).`);
  return JSON.stringify(text);
}

function writtenList(list: readonly unknown[], place: string): string {
  return `[${list.map((item, index) => written(item, `${place}[${index}]`)).join(',')}]`;
}

function writtenObject(object: Record<string, unknown>, place: string): string {
  const keys = Object.keys(object)
    .filter((key) => object[key] !== undefined)
    .toSorted((a, b) => (a < b ? -1 : 1));
  const parts = keys.map((key) => `${writtenText(key, place)}:${written(object[key], `${place}.${key}`)}`);
  return `{${parts.join(',')}}`;
}
