import { describe, expect, it } from 'vitest';
import { parseGamepadMap } from './gamepad.js';
import { MODE_2 } from './sticks.js';

describe('a stored gamepad mapping', () => {
  it('that is whole is used', () => {
    const map = { ...MODE_2, forward: { index: 7, inverted: false } };
    expect(parseGamepadMap(structuredClone(map))).toEqual(map);
  });
  it.each([null, 7, {}, { forward: { index: 'a', inverted: true } }])(
    'that is broken (%j) falls back to mode 2',
    (value) => {
      expect(parseGamepadMap(value)).toBe(MODE_2);
    },
  );
});
