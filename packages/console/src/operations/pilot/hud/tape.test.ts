import { describe, expect, it } from 'vitest';
import { tapeMarks, threeDigits, turnTo } from './tape.js';

describe('turns', () => {
  it('take the shorter way over north', () => {
    expect(turnTo(350, 10)).toBe(20);
    expect(turnTo(10, 350)).toBe(-20);
    expect(turnTo(90, 90)).toBe(0);
  });
});

describe('figures', () => {
  it('have three digits and stay below 360', () => {
    expect(threeDigits(7.4)).toBe('007');
    expect(threeDigits(359.8)).toBe('000');
    expect(threeDigits(-10)).toBe('350');
  });
});

describe('tape', () => {
  it('shows neighbours in their order, with letters for the quarters', () => {
    const marks = tapeMarks(0, 320);
    expect(marks.map((mark) => mark.text).toSorted()).toEqual(['015', '030', '330', '345'].toSorted());
    expect(tapeMarks(70, 320).some((mark) => mark.text === 'E')).toBe(true);
  });
  it('keeps the middle free for the figure and ends before its edge', () => {
    for (const mark of tapeMarks(123, 320)) {
      expect(Math.abs(mark.x)).toBeGreaterThan(41);
      expect(Math.abs(mark.x)).toBeLessThan(153);
    }
  });
  it('places a bearing even in the middle', () => {
    expect(tapeMarks(200, 320, [200])).toEqual([{ text: '200', x: 0, opacity: 1 }]);
    expect(tapeMarks(200, 320, [20])).toEqual([]);
  });
});
