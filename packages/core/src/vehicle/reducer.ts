/** From what an adapter decoded to the state of a vehicle. Adapters translate their messages into observations. */
import type { AirPoint, FlightMode, LinkState, VehiclePhase } from '@outrider/schema';
import { phaseOf } from './phase.js';
import type { LandedState, VehicleState } from './state.js';

/** One decoded message in words of this house. Null: the message says that it does not know; absent: it does not speak of it. */
export type VehicleObservation =
  | { kind: 'mode'; mode: FlightMode; mode_name: string; armed: boolean }
  | { kind: 'boot_time'; time_boot_ms: number }
  | { kind: 'landed'; landed: LandedState }
  | { kind: 'home'; home: AirPoint }
  | { kind: 'values'; values: Partial<VehicleValues> };

/** The plain values, which the last message that speaks of them decides. */
export type VehicleValues = Omit<
  VehicleState,
  'last_heard_ms' | 'link' | 'time_boot_ms' | 'reboots' | 'armed' | 'mode' | 'mode_name' | 'landed' | 'phase' | 'home'
>;

/** What somebody else may want to act upon. */
export type VehicleChange =
  | { kind: 'armed' }
  | { kind: 'disarmed' }
  | { kind: 'mode'; mode: FlightMode; mode_name: string }
  | { kind: 'phase'; from: VehiclePhase; to: VehiclePhase }
  | { kind: 'rebooted' }
  | { kind: 'home' }
  | { kind: 'link'; link: LinkState };

/** A link this long without a frame is stale. */
export const LINK_STALE_AFTER_MS = 1500;
/** And this long: lost, as QGroundControl has it. */
export const LINK_LOST_AFTER_MS = 3500;
/** Datagrams overtake each other; a clock that goes back further than that belongs to a fresh start. */
const REBOOT_STEP_BACK_MS = 2000;
const BOOT_CLOCK_WRAP_MS = 2 ** 32;

const NOTHING: readonly VehicleChange[] = [];

/**
 * Takes one observation into the state, in place, and says what changed. Pure but for `state`.
 * @param nowMs monotonic milliseconds of the frame's arrival
 */
export function observe(state: VehicleState, seen: VehicleObservation, nowMs: number): readonly VehicleChange[] {
  state.last_heard_ms = nowMs;
  switch (seen.kind) {
    case 'values':
      Object.assign(state, seen.values);
      return state.landed === 'unknown' ? observePhase(state) : NOTHING;
    case 'boot_time':
      return observeBootTime(state, seen.time_boot_ms);
    case 'landed':
      state.landed = seen.landed;
      return observePhase(state);
    case 'home':
      return observeHome(state, seen.home);
    case 'mode':
      return observeMode(state, seen);
  }
}

function observeMode(
  state: VehicleState,
  seen: Extract<VehicleObservation, { kind: 'mode' }>,
): readonly VehicleChange[] {
  const changes: VehicleChange[] = [];
  if (state.mode_name !== seen.mode_name || state.mode !== seen.mode) {
    changes.push({ kind: 'mode', mode: seen.mode, mode_name: seen.mode_name });
  }
  if (seen.armed && !state.armed) changes.push({ kind: 'armed' });
  if (!seen.armed && state.armed) changes.push({ kind: 'disarmed' });
  state.mode = seen.mode;
  state.mode_name = seen.mode_name;
  state.armed = seen.armed;
  changes.push(...observePhase(state));
  return changes;
}

function observePhase(state: VehicleState): readonly VehicleChange[] {
  const from = state.phase;
  const to = phaseOf(state);
  if (from === to) return NOTHING;
  state.phase = to;
  return [{ kind: 'phase', from, to }];
}

function observeBootTime(state: VehicleState, timeBootMs: number): readonly VehicleChange[] {
  const before = state.time_boot_ms;
  const back = before === null ? 0 : before - timeBootMs;
  const wrapped = back > BOOT_CLOCK_WRAP_MS / 2;
  if (back <= REBOOT_STEP_BACK_MS || wrapped) {
    // A late datagram must not set the clock back.
    state.time_boot_ms = before === null || wrapped ? timeBootMs : Math.max(before, timeBootMs);
    return NOTHING;
  }
  state.time_boot_ms = timeBootMs;
  state.reboots += 1;
  state.home = null;
  state.landed = 'unknown';
  state.estimator_ok = null;
  return [{ kind: 'rebooted' }];
}

function observeHome(state: VehicleState, home: AirPoint): readonly VehicleChange[] {
  const before = state.home;
  const same =
    before !== null &&
    before.latitude_deg === home.latitude_deg &&
    before.longitude_deg === home.longitude_deg &&
    before.altitude_amsl_m === home.altitude_amsl_m;
  if (same) return NOTHING;
  state.home = home;
  return [{ kind: 'home' }];
}

/** How long nothing has been heard, in milliseconds; null when nothing ever was. */
export function linkAgeMs(state: VehicleState, nowMs: number): number | null {
  return state.last_heard_ms === null ? null : Math.max(0, nowMs - state.last_heard_ms);
}

/** The link as its age says. */
export function linkStateAt(ageMs: number | null): LinkState {
  if (ageMs === null || ageMs >= LINK_LOST_AFTER_MS) return 'lost';
  return ageMs >= LINK_STALE_AFTER_MS ? 'stale' : 'live';
}

/** To be called several times a second: says when the link has become stale, lost or live again. */
export function observeLink(state: VehicleState, nowMs: number): readonly VehicleChange[] {
  const link = linkStateAt(linkAgeMs(state, nowMs));
  if (link === state.link) return NOTHING;
  state.link = link;
  return [{ kind: 'link', link }];
}
