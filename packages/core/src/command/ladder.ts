/**
 * What happens when nobody steers any more after a manual flight: neutral and hold at once, every RPIC alerted and offered
 * takeover, then the leg's contingency after the agency's hold time, sooner when the energy asks for it.
 */
import type { LadderState } from '@outrider/schema';

export interface Ladder {
  state: LadderState;
  /** monotonic; when the contingency begins */
  contingency_at_ms: number | null;
}

export type LadderInput =
  /** The manual lease ended in the air without a successor. */
  | { kind: 'unattended'; hold_ms: number }
  /** Somebody took control, or told the aircraft what to do. */
  | { kind: 'attended' }
  | { kind: 'landed' }
  /** Time has passed. `energy_demands`: what is left covers no more than the way home. */
  | { kind: 'tick'; energy_demands: boolean };

/** What the vehicle's actor has to do. */
export type LadderEffect = 'neutral_and_hold' | 'alert_rpic' | 'clear_alert' | 'contingency';

export const LADDER_AT_REST: Ladder = { state: 'none', contingency_at_ms: null };

/** One step. Each effect is given once. */
export function stepLadder(
  ladder: Ladder,
  input: LadderInput,
  nowMs: number,
): { ladder: Ladder; effects: readonly LadderEffect[] } {
  switch (input.kind) {
    case 'unattended':
      if (ladder.state !== 'none') return { ladder, effects: [] };
      return {
        ladder: { state: 'hold_offered', contingency_at_ms: nowMs + input.hold_ms },
        effects: ['neutral_and_hold', 'alert_rpic'],
      };
    case 'attended':
    case 'landed':
      if (ladder.state === 'none') return { ladder, effects: [] };
      return { ladder: LADDER_AT_REST, effects: ['clear_alert'] };
    case 'tick':
      return isDue(ladder, input.energy_demands, nowMs)
        ? { ladder: { state: 'contingency', contingency_at_ms: null }, effects: ['contingency'] }
        : { ladder, effects: [] };
  }
}

function isDue(ladder: Ladder, energyDemands: boolean, nowMs: number): boolean {
  if (ladder.state !== 'hold_offered') return false;
  return energyDemands || nowMs >= (ladder.contingency_at_ms ?? Number.POSITIVE_INFINITY);
}
