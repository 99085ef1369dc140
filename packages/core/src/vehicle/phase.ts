import type { VehiclePhase } from '@outrider/schema';
import type { VehicleState } from './state.js';

/** Higher than this above take-off an armed vehicle flies, where the autopilot does not say so itself. */
const AIRBORNE_ABOVE_M = 1;
/** Back on the ground: this low, this slow, no climb. The gap to the value above keeps it from flickering. */
const GROUND_BELOW_M = 0.4;
const GROUND_SPEED_MPS = 0.7;
const GROUND_CLIMB_MPS = 0.4;

type PhaseInputs = Pick<
  VehicleState,
  'armed' | 'landed' | 'mode' | 'phase' | 'height_above_takeoff_m' | 'ground_speed_mps' | 'climb_mps'
>;

/**
 * Where a vehicle is in its flight, as observed: by the autopilot's own landed state (EXTENDED_SYS_STATE), else, on autopilots
 * too old to send it, by height and speed with hysteresis.
 */
export function phaseOf(state: PhaseInputs): VehiclePhase {
  if (state.armed === null) return 'unknown';
  if (!state.armed) return 'on_ground';
  switch (state.landed) {
    case 'on_ground':
      return 'armed';
    case 'taking_off':
      return 'taking_off';
    case 'landing':
      return 'landing';
    case 'in_air':
      return flyingPhase(state);
    case 'unknown':
      return isUpByHeight(state) ? flyingPhase(state) : 'armed';
  }
}

function flyingPhase(state: PhaseInputs): VehiclePhase {
  if (state.mode === 'land') return 'landing';
  return state.mode === 'take_off' ? 'taking_off' : 'airborne';
}

function isUpByHeight(state: PhaseInputs): boolean {
  const height = state.height_above_takeoff_m;
  const wasUp = state.phase === 'airborne' || state.phase === 'taking_off' || state.phase === 'landing';
  if (height === null) return wasUp;
  if (!wasUp) return height > AIRBORNE_ABOVE_M;
  const still =
    Math.abs(state.ground_speed_mps ?? 0) < GROUND_SPEED_MPS && Math.abs(state.climb_mps ?? 0) < GROUND_CLIMB_MPS;
  return !(height < GROUND_BELOW_M && still);
}
