import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LADDER_AT_REST, stepLadder } from './ladder.js';
import type { LadderEffect, LadderInput } from './ladder.js';

const tick = (energy_demands = false): LadderInput => ({ kind: 'tick', energy_demands });
const lapse: LadderInput = { kind: 'unattended', hold_ms: 30_000 };

function play(inputs: readonly (readonly [atMs: number, input: LadderInput])[]): LadderEffect[][] {
  let ladder = LADDER_AT_REST;
  return inputs.map(([at, input]) => {
    const step = stepLadder(ladder, input, at);
    ladder = step.ladder;
    return [...step.effects];
  });
}

describe('ladder', () => {
  it('holds and alerts at once, then follows the contingency after the hold time, once', () => {
    expect(
      play([
        [0, lapse],
        [100, lapse],
        [29_999, tick()],
        [30_000, tick()],
        [30_100, tick()],
      ]),
    ).toEqual([['neutral_and_hold', 'alert_rpic'], [], [], ['contingency'], []]);
  });

  it('follows the contingency sooner when the energy demands it', () => {
    expect(
      play([
        [0, lapse],
        [5000, tick(true)],
      ])[1],
    ).toEqual(['contingency']);
  });

  it('ends when somebody takes over, and never acts without a lapse', () => {
    expect(
      play([
        [0, tick(true)],
        [1, lapse],
        [2, { kind: 'attended' }],
        [60_000, tick(true)],
      ]),
    ).toEqual([[], ['neutral_and_hold', 'alert_rpic'], ['clear_alert'], []]);
  });

  it('in any history gives at most one contingency for each lapse, and none while attended', () => {
    const input: fc.Arbitrary<LadderInput> = fc.oneof(
      fc.constant(lapse),
      fc.constant<LadderInput>({ kind: 'attended' }),
      fc.constant<LadderInput>({ kind: 'landed' }),
      fc.boolean().map(tick),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 20_000 }), input), { maxLength: 50 }), (steps) => {
        let at = 0;
        let open = false;
        const timed = steps.map(([after, each]) => [(at += after), each] as const);
        play(timed).forEach((effects, index) => {
          const kind = timed[index]![1].kind;
          if (kind === 'attended' || kind === 'landed') open = false;
          if (effects.includes('alert_rpic')) open = true;
          if (effects.includes('contingency')) {
            expect(open).toBe(true);
            open = false;
          }
        });
      }),
    );
  });
});
