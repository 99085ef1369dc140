import { describe, expect, it } from 'vitest';
import { CameraHand } from './camera-hand.js';

/** A camera, and what it was told at which moment. */
function camera() {
  const told: { at: number; up: number; turn: number }[] = [];
  let now = 0;
  const hand = new CameraHand({ turnCamera: (up, turn) => void told.push({ at: now, up, turn }) });
  let sequence = 0;
  return {
    hand,
    told,
    stick(up: number, epoch = 1): boolean {
      sequence += 1;
      const input = { forward: 0, right: 0, up, turn: 0 };
      return hand.stick({ aircraft_id: 'a', scope: 'camera', epoch, sequence, sent_at_ms: now, input }, now);
    },
    /** Ticks as the vehicle does. */
    pass(ms: number): void {
      for (const end = now + ms; now < end;) {
        now += 20;
        hand.tick(now);
      }
    },
    repeat(): boolean {
      return hand.stick(
        {
          aircraft_id: 'a',
          scope: 'camera',
          epoch: 1,
          sequence,
          sent_at_ms: now,
          input: { forward: 0, right: 0, up: 1, turn: 0 },
        },
        now,
      );
    },
  };
}

describe('the camera turned by hand', () => {
  it('stands still when the sticks fall silent, which is said five times and then no more', () => {
    const { told, stick, pass, hand } = camera();
    stick(1);
    pass(2000);
    const [first, ...rest] = told;
    expect(first).toEqual({ at: 0, up: 1, turn: 0 });
    const moving = rest.filter(({ up }) => up !== 0);
    expect(moving.every(({ at }) => at < 300)).toBe(true);
    expect(told.filter(({ up }) => up === 0)).toHaveLength(5);
    expect(hand.atRest).toBe(true);
  });

  it('stands still at once when the lease ends', () => {
    const { told, stick, pass, hand } = camera();
    stick(-0.5);
    pass(100);
    hand.end();
    pass(100);
    expect(told.at(-1)).toMatchObject({ up: 0 });
  });

  it('is not told again and again to stand still by sticks at rest: an order of where to look stays', () => {
    const { told, stick, pass } = camera();
    for (let frames = 0; frames < 200; frames++) {
      stick(0);
      pass(20);
    }
    expect(told).toEqual([]);
  });

  it('lets go in the middle of two sendings, and does not turn on', () => {
    const { told, stick, pass } = camera();
    stick(1);
    pass(20);
    stick(0);
    pass(2000);
    expect(told.at(-1)).toMatchObject({ up: 0 });
  });

  it('falls silent when somebody else commands the aircraft', () => {
    const { told, stick, pass, hand } = camera();
    stick(1);
    hand.fallSilent();
    pass(2000);
    expect(told).toHaveLength(1);
  });

  it('takes no frame twice', () => {
    const { stick, pass, repeat } = camera();
    expect(stick(1)).toBe(true);
    pass(100);
    expect(repeat()).toBe(false);
  });
});
