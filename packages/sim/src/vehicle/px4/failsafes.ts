import { MAV_SEVERITY } from '@outrider/protocol/mavlink';
import { MODE, needsPosition } from './modes.js';
import type { Px4Parts } from './px4.js';

const CHECK_MS = 100;
type Action = 'warn' | 'hold' | 'return' | 'land' | 'terminate';
type Cause = 'link' | 'manual' | 'battery' | 'position';
const SEVERITY_OF: Record<Action, number> = { warn: 0, hold: 1, return: 2, land: 3, terminate: 4 };

/** NAV_DLL_ACT and NAV_RCL_ACT. */
const LOSS_ACTIONS: Readonly<Record<number, Action>> = {
  1: 'hold',
  2: 'return',
  3: 'land',
  5: 'terminate',
  6: 'terminate',
};

/** PX4's failsafes: data link, manual control, battery, position. The most severe one acts. */
export class Failsafes {
  readonly #px4: Px4Parts;
  #linkHeard_ms: number | null = null;
  readonly #active = new Map<Cause, Action>();
  /** After the delay hold of COM_FAIL_ACT_T. */
  #actAt_ms: number | null = null;
  #acted: Action = 'warn';
  #warning: 'none' | 'low' | 'critical' | 'emergency' = 'none';
  #next_ms = 0;

  constructor(px4: Px4Parts) {
    this.#px4 = px4;
  }

  get warning(): 'none' | 'low' | 'critical' | 'emergency' {
    return this.#warning;
  }
  get active(): boolean {
    return this.#active.size > 0;
  }

  reset(): void {
    this.#linkHeard_ms = null;
    this.#active.clear();
    [this.#actAt_ms, this.#acted, this.#warning, this.#next_ms] = [null, 'warn', 'none', 0];
  }

  /** Any ground station's heartbeat keeps the data link up. */
  heartbeat(): void {
    this.#linkHeard_ms = this.#px4.now_ms;
    if (this.#active.delete('link')) this.#px4.say(MAV_SEVERITY.INFO, 'Data link regained');
  }

  step(): void {
    const p = this.#px4;
    if (p.now_ms < this.#next_ms) return;
    this.#next_ms = p.now_ms + CHECK_MS;
    this.#checkBattery();
    if (!p.armed || p.landed) return this.#rest();
    this.#checkLink();
    this.#checkManual();
    this.#checkPosition();
    this.#act();
  }

  /** Breach of the fence, from GF_ACTION. */
  fence(action: Action): void {
    if (SEVERITY_OF[action] <= SEVERITY_OF[this.#acted]) return;
    this.#carryOut(action, 'Geofence violation');
  }

  #rest(): void {
    this.#active.clear();
    [this.#actAt_ms, this.#acted] = [null, 'warn'];
  }

  #checkLink(): void {
    const p = this.#px4;
    const action = LOSS_ACTIONS[p.parameters.get('NAV_DLL_ACT')];
    if (!action || this.#linkHeard_ms === null || this.#active.has('link')) return;
    if (p.now_ms - this.#linkHeard_ms <= p.parameters.get('COM_DL_LOSS_T') * 1000) return;
    p.say(MAV_SEVERITY.WARNING, 'Connection to ground station lost');
    this.#raise('link', action);
  }

  #checkManual(): void {
    const p = this.#px4;
    const lost = p.hands.lost(p.now_ms, p.stickTimeoutMs);
    const except = p.parameters.get('COM_RCL_EXCEPT');
    const excepted =
      (p.custom_mode === MODE.MISSION && (except & 1) !== 0) || (p.custom_mode === MODE.LOITER && (except & 2) !== 0);
    if (!lost) return void this.#active.delete('manual');
    const action = LOSS_ACTIONS[p.parameters.get('NAV_RCL_ACT')];
    if (!action || excepted || this.#active.has('manual')) return;
    p.say(MAV_SEVERITY.WARNING, 'Manual control lost');
    this.#raise('manual', action);
  }

  #checkPosition(): void {
    const p = this.#px4;
    if (p.estimator_ready) return void this.#active.delete('position');
    if (this.#active.has('position') || !needsPosition(p.custom_mode)) return;
    p.say(MAV_SEVERITY.CRITICAL, 'Position estimate lost');
    this.#raise('position', 'land');
  }

  #checkBattery(): void {
    const p = this.#px4;
    const level = this.#level();
    if (level === this.#warning) return;
    this.#warning = level;
    if (level === 'none') return void this.#active.delete('battery');
    p.say(
      level === 'low' ? MAV_SEVERITY.WARNING : MAV_SEVERITY.CRITICAL,
      `${level === 'low' ? 'Low' : level === 'critical' ? 'Critical' : 'Emergency'} battery level`,
    );
    const act = p.parameters.get('COM_LOW_BAT_ACT');
    const action: Action | null =
      level === 'low' || act === 0 ? null : act === 2 ? 'land' : level === 'emergency' ? 'land' : 'return';
    if (action) this.#raise('battery', action);
  }

  #level(): 'none' | 'low' | 'critical' | 'emergency' {
    const { parameters, battery } = this.#px4;
    const left = battery.percent / 100;
    if (left < parameters.get('BAT_EMERGEN_THR')) return 'emergency';
    if (left < parameters.get('BAT_CRIT_THR')) return 'critical';
    return left < parameters.get('BAT_LOW_THR') ? 'low' : 'none';
  }

  #raise(cause: Cause, action: Action): void {
    this.#active.set(cause, action);
    const urgent = cause === 'position' || action === 'land' || action === 'terminate';
    const delay = urgent ? 0 : this.#px4.parameters.get('COM_FAIL_ACT_T') * 1000;
    this.#actAt_ms = this.#px4.now_ms + delay;
    // While the pilot may still take over, it holds.
    if (delay > 0 && this.#px4.custom_mode !== MODE.RTL) this.#px4.changeMode(MODE.LOITER);
  }

  #act(): void {
    if (this.#actAt_ms === null || this.#px4.now_ms < this.#actAt_ms) return;
    this.#actAt_ms = null;
    const actions = [...this.#active.values()].sort((a, b) => SEVERITY_OF[b] - SEVERITY_OF[a]);
    const worst = actions[0];
    if (worst && SEVERITY_OF[worst] > SEVERITY_OF[this.#acted]) this.#carryOut(worst, 'Failsafe activated');
  }

  #carryOut(action: Action, reason: string): void {
    const p = this.#px4;
    this.#acted = action;
    p.failsafe = reason;
    p.say(MAV_SEVERITY.CRITICAL, `${reason}: ${action === 'return' ? 'RTL' : action}`);
    if (action === 'terminate') return p.terminate();
    if (action === 'land') return void p.changeMode(MODE.LAND);
    if (action === 'return' && p.custom_mode !== MODE.LAND) p.changeMode(MODE.RTL);
    if (action === 'hold') p.changeMode(MODE.LOITER);
  }
}
