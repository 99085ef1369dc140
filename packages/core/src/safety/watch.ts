/** What the gateway does by itself while an aircraft is in the air, so that it needs neither server nor pilot to come home. */
import { isAirborne, positionOf } from '../vehicle/state.js';
import type { SafetyView } from './conditions.js';
import { viewFence } from './fence.js';

export type WatchAction = 'none' | 'return' | 'land';

const LAND_MARGIN_PERCENT = 2;

/**
 * True when what is left covers no more than the way home and the reserve, so that the return has to begin.
 */
export function energyDemandsReturn({
  state,
  energy,
  policy,
}: Pick<SafetyView, 'state' | 'energy' | 'policy'>): boolean {
  const toReturn = energy.energy_to_return_percent;
  if (state.battery_percent === null || toReturn === null) return false;
  return state.battery_percent <= toReturn + policy.reserve_percent;
}

/** True when what is left covers no more than landing here. */
export function energyDemandsLanding({ state, energy }: Pick<SafetyView, 'state' | 'energy'>): boolean {
  const toLand = energy.energy_to_land_percent;
  if (state.battery_percent === null || toLand === null) return false;
  return state.battery_percent <= toLand + LAND_MARGIN_PERCENT;
}

/**
 * The one action that the watch asks for now. A pilot who steers by hand is alerted and decides, until only landing is left;
 * an aircraft that is already returning or landing is left alone.
 */
export function watchAction(view: SafetyView, manual: boolean): WatchAction {
  const { state } = view;
  if (!isAirborne(state) || state.mode === 'land' || state.mode === 'terminated') return 'none';
  if (energyDemandsLanding(view)) return 'land';
  if (manual || state.mode === 'return') return 'none';
  if (energyDemandsReturn(view)) return 'return';
  const position = positionOf(state);
  return view.fence && position && !viewFence(view.fence, position).inside ? 'return' : 'none';
}
