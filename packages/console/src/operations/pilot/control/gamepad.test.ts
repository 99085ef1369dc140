import { describe, expect, it } from 'vitest';
import { mapOf, parseGamepadMaps } from './gamepad.js';
import { MODE_2 } from './sticks.js';

describe('stored gamepad axes', () => {
  it('that are whole are used, each for its own gamepad', () => {
    const map = { ...MODE_2, forward: { index: 7, inverted: false } };
    expect(parseGamepadMaps(structuredClone({ 'Pad A': map, 'Pad B': { ...map, up: null } }))).toEqual({
      'Pad A': map,
    });
  });
  it.each([null, 7, {}, MODE_2, { pad: { forward: { index: 'a', inverted: true } } }])(
    'that are broken (%j) are left out',
    (value) => {
      expect(parseGamepadMaps(value)).toEqual({});
    },
  );
});

describe('a gamepad whose axes nobody has set', () => {
  it('flies in mode 2 where the browser knows its axes, and not at all where it does not', () => {
    expect(mapOf({ id: 'Xbox', mapping: 'standard' })).toBe(MODE_2);
    expect(mapOf({ id: 'Radio transmitter', mapping: '' })).toBeNull();
  });
});
