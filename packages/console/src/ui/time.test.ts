import { describe, expect, it } from 'vitest';
import { ageText, agoText, minutesText } from './time.js';

describe('times', () => {
  it('as an age', () => {
    expect(ageText(72_000)).toBe('01:12');
    expect(ageText(3_725_000)).toBe('1:02:05');
    expect(ageText(-5)).toBe('00:00');
    expect(ageText(200_000_000)).toBe('2 d');
  });
  it('as minutes and seconds', () => {
    expect(minutesText(64)).toBe('1:04');
    expect(minutesText(599.6)).toBe('10:00');
  });
  it('as how long ago', () => {
    expect(agoText(2400)).toBe('2.4 s');
    expect(agoText(61_000)).toBe('61 s');
    expect(agoText(600_000)).toBe('10 min');
  });
});
