import { describe, expect, it } from 'vitest';
import { readFeedback } from '../../relay/rtcp.js';
import { nack, pictureLoss } from './feedback.js';
import { PacketRepair } from './packet-repair.js';

describe('packets that did not arrive', () => {
  it('are asked for every 50 ms, ten times at most, and no more once they came', () => {
    const repair = new PacketRepair();
    for (const sequence of [65_533, 65_534, 1, 2]) repair.take(sequence, 0);
    expect(repair.due(0)).toEqual([]);
    expect(repair.due(10)).toEqual([65_535, 0]);
    expect(repair.due(40)).toEqual([]);
    repair.take(65_535, 50);
    const asked = Array.from({ length: 30 }, (_, index) => repair.due(60 + 50 * index)).flat();
    expect(asked).toEqual(Array.from({ length: 9 }, () => 0));
    expect(repair).toMatchObject({ repaired: 1, lost: 1 });
  });

  it('of a long hole are another beginning', () => {
    const repair = new PacketRepair();
    repair.take(10, 0);
    repair.take(5000, 0);
    expect(repair.due(100)).toEqual([]);
  });

  it('are named in packets that a sender understands', () => {
    const missing = [65_535, 0, 3, 500];
    expect(readFeedback(nack(1, 2, missing)).missing).toEqual(missing);
    expect(readFeedback(pictureLoss(1, 2)).keyframeWanted).toBe(true);
  });
});
