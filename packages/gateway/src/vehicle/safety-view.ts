/** What the watch over one aircraft looks at. */
import { ENERGY_UNKNOWN, energyNow } from '@outrider/core/safety';
import type { EnergyNow, SafetyView } from '@outrider/core/safety';
import { isAirborne, linkAgeMs } from '@outrider/core/vehicle';
import type { VehicleContext } from './context.js';
import { NO_POLICY } from './recorder.js';

/** What is left, and what the way home needs; all unknown for a vehicle that is bound to no aircraft. */
export function energyOf({ adapter, recorder: { binding } }: VehicleContext): EnergyNow {
  if (!binding) return ENERGY_UNKNOWN;
  return energyNow(adapter.state, binding.performance, {
    reserve_percent: binding.policy.reserve_percent,
    return_height_m: adapter.facts.failsafes?.return_height_m ?? null,
  });
}

type FromFlight = Pick<SafetyView, 'energy' | 'fence' | 'limits' | 'unattended'>;

export function viewOf({ adapter, clock, neighbours, recorder }: VehicleContext, flight: FromFlight): SafetyView {
  const { state } = adapter;
  return {
    ...flight,
    state,
    link_age_ms: linkAgeMs(state, clock.monotonicMs()),
    policy: recorder.binding?.policy ?? NO_POLICY,
    neighbours: isAirborne(state) ? neighbours() : [],
  };
}
