import { describe, expect, it } from 'vitest';
import { scaledClock, systemClock, virtualClock } from './index.js';

describe('system clock', () => {
  it('sleeps, cancels and tells the machine time', async () => {
    const clock = systemClock();
    const start = clock.monotonicMs();
    let ran = false;
    clock.clear(clock.setTimeout(() => (ran = true), 1));
    clock.clear(null);
    await clock.sleep(20);
    expect(clock.monotonicMs() - start).toBeGreaterThanOrEqual(18);
    expect(Math.abs(clock.utcMs() - Date.now())).toBeLessThan(50);
    expect(ran).toBe(false);
  });
});

describe('scaled clock', () => {
  it('runs faster than the machine, timers included', async () => {
    const clock = scaledClock({ speed: 50 });
    const machineStart = performance.now();
    const start = clock.monotonicMs();
    await clock.sleep(2000);
    const machineMs = performance.now() - machineStart;
    expect(machineMs).toBeGreaterThanOrEqual(38);
    expect(machineMs).toBeLessThan(1500);
    expect(clock.monotonicMs() - start).toBeGreaterThanOrEqual(1900);
  });

  it('agrees with another one that has the same epoch and speed', async () => {
    const epochUtcMs = Date.now() - 1000;
    const one = scaledClock({ speed: 20, epochUtcMs });
    await new Promise((resolve) => setTimeout(resolve, 30));
    const two = scaledClock({ speed: 20, epochUtcMs });
    // A descheduled process adds real milliseconds between the two readings, hence the lenient bound of 25 ms times 20.
    expect(Math.abs(one.utcMs() - two.utcMs())).toBeLessThan(500);
    expect(one.utcMs()).toBeGreaterThan(epochUtcMs + 1000 * 20);
  });

  it('refuses impossible speeds', () => {
    for (const speed of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => scaledClock({ speed })).toThrow(RangeError);
  });
});

describe('virtual clock', () => {
  it('runs timers in the order of their time, ties in the order they were set', () => {
    const clock = virtualClock(1000);
    const log: string[] = [];
    const note = (name: string) => () => log.push(`${name}@${clock.monotonicMs()}`);
    clock.setTimeout(note('b'), 20);
    clock.setTimeout(note('a'), 10);
    clock.setTimeout(note('c'), 20);
    const interval = clock.setInterval(note('i'), 10);
    clock.setTimeout(() => clock.setTimeout(note('nested'), 5), 12);
    clock.advance(25);
    expect(log).toEqual(['a@10', 'i@10', 'nested@17', 'b@20', 'c@20', 'i@20']);
    expect(clock.utcMs()).toBe(1025);
    interval.cancel();
    clock.advance(100);
    expect(log).toHaveLength(6);
    expect(clock.pendingTimers).toBe(0);
  });

  it('lets promises settle between timers', async () => {
    const clock = virtualClock();
    const seen: number[] = [];
    const work = (async () => {
      for (let i = 0; i < 3; i++) {
        await clock.sleep(10);
        seen.push(clock.monotonicMs());
      }
    })();
    await clock.advanceAsync(100);
    await work;
    expect(seen).toEqual([10, 20, 30]);
    expect(clock.monotonicMs()).toBe(100);
  });
});
