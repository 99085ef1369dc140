import { describe, expect, it } from 'vitest';
import {
  gamepadInput,
  isStickKey,
  keyTarget,
  merge,
  MODE_2,
  movedAxis,
  NEUTRAL,
  ramp,
  shape,
  stickAt,
} from './sticks.js';

describe('keys', () => {
  it('move, turn and climb', () => {
    expect(keyTarget(new Set(['w', 'd', 'q', 'arrowdown']))).toEqual({ forward: 1, right: 1, turn: -1, up: -1 });
  });
  it('that oppose each other cancel', () => {
    expect(keyTarget(new Set(['w', 's']))).toEqual(NEUTRAL);
  });
  it('that are no stick keys do nothing', () => {
    expect(keyTarget(new Set(['h', 'shift']))).toEqual(NEUTRAL);
    expect([isStickKey('h'), stickAt('KeyH'), stickAt('')]).toEqual([false, null, null]);
  });
  it('reach full deflection only when held', () => {
    const target = keyTarget(new Set(['w']));
    const tapped = ramp(NEUTRAL, target, 40);
    expect(tapped.forward).toBeCloseTo(0.1);
    expect(ramp(tapped, target, 1000).forward).toBe(1);
  });
  it('are neutral as soon as they are let go, and reverse from the middle', () => {
    const full = { ...NEUTRAL, forward: 1 };
    expect(ramp(full, NEUTRAL, 1)).toEqual(NEUTRAL);
    expect(ramp(full, { ...NEUTRAL, forward: -1 }, 40).forward).toBeCloseTo(-0.1);
  });
});

describe('an axis that is set', () => {
  it('is the one that moved from where it rested, not one that rests at its end', () => {
    const rest = [0.02, 0, -1, 0];
    expect(movedAxis(rest, rest)).toBeNull();
    expect(movedAxis(rest, [0.02, -0.9, -1, 0])).toEqual({ index: 1, inverted: true });
    expect(movedAxis(rest, [0.02, 0, 0.4, 0.3])).toEqual({ index: 2, inverted: false });
  });
});

describe('gamepad', () => {
  it('in mode 2: left stick climbs and turns, right stick moves', () => {
    expect(gamepadInput([1, -1, 0, 0], MODE_2)).toEqual({ forward: -0, right: 0, up: 1, turn: 1 });
    expect(gamepadInput([0, 0, -1, -1], MODE_2)).toEqual({ forward: 1, right: -1, up: -0, turn: 0 });
  });
  it('takes remapped axes', () => {
    const map = { ...MODE_2, forward: { index: 5, inverted: false } };
    expect(gamepadInput([0, 0, 0, 0, 0, 1], map).forward).toBe(1);
  });
  it('is neutral where an axis is missing or broken', () => {
    expect(gamepadInput([Number.NaN], MODE_2).turn).toBe(0);
    expect(gamepadInput([], MODE_2).right).toBe(0);
  });
  it('has a dead zone, is gentle about the middle and reaches the end', () => {
    expect(shape(0.07)).toBe(0);
    expect(shape(0.5)).toBeLessThan(0.5);
    expect(shape(-1)).toBe(-1);
    expect(shape(3)).toBe(1);
  });
});

describe('both together', () => {
  it('take the stronger deflection and never add up', () => {
    expect(merge({ ...NEUTRAL, up: 0.4 }, { ...NEUTRAL, up: -0.9, right: 0.2 })).toEqual({
      ...NEUTRAL,
      up: -0.9,
      right: 0.2,
    });
  });
});
