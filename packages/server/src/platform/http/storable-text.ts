const NUL = '\u0000';

/**
 * Where in a value a text stands that no database keeps as it is: one with the character U+0000, which PostgreSQL refuses, or with
 * half a surrogate pair, which becomes another character on its way and would differ from what was hashed. Keys count too.
 * Answers the path ("location.address"), "" for the value itself, or null where all texts can be kept. Pure.
 */
export function unstorableText(value: unknown, path = ''): string | null {
  if (typeof value === 'string') return isStorable(value) ? null : path;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, item] of Object.entries(value)) {
    const at = path === '' ? key : `${path}.${key}`;
    if (!isStorable(key)) return path;
    const found = unstorableText(item, at);
    if (found !== null) return found;
  }
  return null;
}

const isStorable = (text: string): boolean => !text.includes(NUL) && text.isWellFormed();
