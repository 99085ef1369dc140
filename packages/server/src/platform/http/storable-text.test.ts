import { describe, expect, it } from 'vitest';
import { unstorableText } from './storable-text.js';

describe('text that a database keeps as it is', () => {
  it.each([
    ['a plain value', { a: 'é 漢 😀', list: [1, null, true, 'x'] }, null],
    ['nothing', undefined, null],
    ['U+0000 deep inside', { location: { address: 'a\u0000b' } }, 'location.address'],
    ['half a pair in a list', { tags: ['ok', '\ud800'] }, 'tags.1'],
    ['the other half', { note: 'x\udc00' }, 'note'],
    ['a key', { properties: { 'a\u0000': 1 } }, 'properties'],
    ['a bare text', '\u0000', ''],
  ])('finds %s', (_what, value, path) => {
    expect(unstorableText(value)).toBe(path);
  });
});
