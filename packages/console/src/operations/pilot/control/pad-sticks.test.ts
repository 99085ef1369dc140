import { describe, expect, it } from 'vitest';
import type { Pad } from './pad-sticks.js';
import { PadSticks } from './pad-sticks.js';
import { MODE_2, NEUTRAL } from './sticks.js';

const pad = (axes: number[], more: Partial<Pad> = {}): Pad => ({
  id: 'Xbox',
  index: 0,
  mapping: 'standard',
  connected: true,
  axes,
  ...more,
});
const mode2 = () => MODE_2;
const standardOnly = (one: Pad) => (one.mapping === 'standard' ? MODE_2 : null);

describe('the sticks of a gamepad', () => {
  it('move nothing before they were seen in the middle, each axis by itself', () => {
    const sticks = new PadSticks();
    sticks.begin();
    // A throttle at rest at the end of its way, and a stick that is held over.
    expect(sticks.read([pad([0, 0, -1, -1])], mode2).input).toEqual(NEUTRAL);
    expect(sticks.read([pad([1, 0, -1, -1])], mode2).input).toMatchObject({ turn: 1, right: 0, forward: 0 });
    sticks.read([pad([0, 0, -1, 0])], mode2);
    expect(sticks.read([pad([0, 0, -1, -1])], mode2).input).toMatchObject({ right: 0, forward: 1 });
  });

  it('have to be seen in the middle anew whenever control is taken', () => {
    const sticks = new PadSticks();
    sticks.begin();
    sticks.read([pad([0, 0, 0, 0])], mode2);
    expect(sticks.read([pad([0, 0, 0, -1])], mode2).input.forward).toBe(1);
    sticks.begin();
    expect(sticks.read([pad([0, 0, 0, -1])], mode2).input).toEqual(NEUTRAL);
  });

  it('of a pad whose axes nobody knows do not fly', () => {
    const sticks = new PadSticks();
    sticks.begin();
    const radio = pad([0, 0, 0, 0], { id: 'Radio', mapping: '' });
    sticks.read([radio], standardOnly);
    expect(sticks.read([{ ...radio, axes: [1, 1, 1, 1] }], standardOnly)).toEqual({ input: NEUTRAL, gone: false });
  });

  it('that go away count as let go; no other pad takes their place, and they come back in the middle', () => {
    const sticks = new PadSticks();
    sticks.begin();
    sticks.read([pad([0, 0, 0, 0])], mode2);
    const other = pad([0, 0, 0, -1], { id: 'Other', index: 1 });
    expect(sticks.read([null, other], mode2)).toEqual({ input: NEUTRAL, gone: true });
    expect(sticks.read([pad([0, 0, 0, -1]), other], mode2)).toEqual({ input: NEUTRAL, gone: false });
    sticks.read([pad([0, 0, 0, 0]), other], mode2);
    expect(sticks.read([pad([0, 0, 0, -1]), other], mode2).input.forward).toBe(1);
  });

  it('are nobody’s while there is no pad', () => {
    const sticks = new PadSticks();
    sticks.begin();
    expect(sticks.read([], mode2)).toEqual({ input: NEUTRAL, gone: false });
  });
});
