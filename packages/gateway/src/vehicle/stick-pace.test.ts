import { describe, expect, it } from 'vitest';
import { StickPace } from './stick-pace.js';

const TICK_MS = 20;
const END_MS = 1000;

/** When each frame that comes in at these times leaves with sticks as fresh, and how often anything is sent. */
function run(framesMs: readonly number[]): { delaysMs: number[]; sent: number } {
  const pace = new StickPace();
  const waiting: number[] = [];
  const delaysMs: number[] = [];
  let sent = 0;
  for (let nowMs = 0; nowMs < END_MS; nowMs++) {
    const isFrame = framesMs.includes(nowMs);
    if (isFrame) waiting.push(nowMs);
    const goes = isFrame ? pace.isFreshDue(nowMs) : nowMs % TICK_MS === 0 && pace.isTickDue(nowMs);
    if (!goes) continue;
    pace.sent(nowMs);
    sent += 1;
    delaysMs.push(...waiting.splice(0).map((cameMs) => nowMs - cameMs));
  }
  return { delaysMs, sent };
}

const at50Hz = (phaseMs: number): number[] => Array.from({ length: 49 }, (_, index) => index * TICK_MS + phaseMs);

describe('stick pace', () => {
  it.each(Array.from({ length: TICK_MS }, (_, phaseMs) => phaseMs))(
    'passes frames at 50 Hz on at once that come %i ms behind the tick',
    (phaseMs) => {
      const { delaysMs } = run(at50Hz(phaseMs));
      expect(delaysMs).toEqual(delaysMs.map(() => 0));
      expect(delaysMs).toHaveLength(49);
    },
  );

  it('repeats the last sticks at 50 Hz while none come', () => {
    expect(run([]).sent).toBe(END_MS / TICK_MS);
  });

  it('sends the newer of two that come together with the next tick at the latest', () => {
    const { delaysMs } = run([401, 403]);
    expect(delaysMs).toEqual([0, 17]);
  });

  it('never crowds the link, however fast frames come', () => {
    const { sent } = run(Array.from({ length: END_MS }, (_, index) => index));
    expect(sent).toBeLessThanOrEqual(END_MS / 8 + 1);
  });
});
