import { virtualClock } from '@outrider/runtime/clocks';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random/index.js';
import { FaultyChannel, PERFECT_LINK } from './channel.js';

function run(
  faults: Partial<FaultyChannel['faults']>,
  count = 1000,
): { order: number[]; channel: FaultyChannel; at_ms: number[] } {
  const clock = virtualClock();
  const order: number[] = [];
  const at_ms: number[] = [];
  const channel = new FaultyChannel(clock, seededRandom(5), (bytes) => {
    order.push((bytes[0] ?? 0) + 256 * (bytes[1] ?? 0));
    at_ms.push(clock.monotonicMs());
  });
  channel.faults = { ...PERFECT_LINK, ...faults };
  for (let index = 0; index < count; index++) {
    channel.send(Uint8Array.of(index & 255, index >> 8));
    clock.advance(10);
  }
  clock.advance(5000);
  return { order, channel, at_ms };
}
const sorted = (values: number[]): boolean =>
  values.every((value, index) => index === 0 || value >= (values[index - 1] ?? 0));

describe('a faulty channel', () => {
  it('changes nothing without faults', () => {
    expect(run({}).order).toEqual(Array.from({ length: 1000 }, (_, index) => index));
  });

  it('loses the share it is told to, the same for the same seed', () => {
    const first = run({ loss: 0.2 });
    expect(first.channel.lost).toBeGreaterThan(150);
    expect(first.channel.lost).toBeLessThan(250);
    expect(run({ loss: 0.2 }).order).toEqual(first.order);
  });

  it('keeps the order under delay and jitter, and breaks it when reordering', () => {
    const late = run({ delay_ms: 80, jitter_ms: 40 });
    expect(sorted(late.order)).toBe(true);
    expect(late.at_ms[0]).toBeGreaterThanOrEqual(80);
    expect(sorted(run({ reorder: 0.1 }).order)).toBe(false);
  });

  it('doubles some, and loses all while it is cut', () => {
    expect(run({ duplicate: 0.1 }).order.length).toBeGreaterThan(1050);
    expect(run({ cut: true }).order).toEqual([]);
  });
});
