import { COPTER_MODE, MAV_SEVERITY } from '@outrider/protocol/mavlink';
import type { Copter } from './copter.js';

const FLYING_ONLY_MS = 100;

/** ArduCopter's failsafes: ground station, radio, battery, estimator. */
export class Failsafes {
  readonly #copter: Copter;
  #gcsHeard_ms: number | null = null;
  #gcs = false;
  #radio = false;
  #battery: 'none' | 'low' | 'critical' = 'none';
  #lowSince_ms: number | null = null;
  #estimator = false;
  #next_ms = 0;

  constructor(copter: Copter) {
    this.#copter = copter;
  }

  get batteryState(): 'none' | 'low' | 'critical' {
    return this.#battery;
  }
  get active(): boolean {
    return this.#gcs || this.#radio || this.#battery !== 'none' || this.#estimator;
  }

  reset(): void {
    this.#gcsHeard_ms = null;
    [this.#gcs, this.#radio, this.#estimator] = [false, false, false];
    [this.#battery, this.#lowSince_ms, this.#next_ms] = ['none', null, 0];
  }

  /** Only the configured ground station counts; before its first heartbeat there is no failsafe. */
  heartbeat(system: number): void {
    const copter = this.#copter;
    if (system !== copter.gcsSystem) return;
    this.#gcsHeard_ms = copter.now_ms;
    if (!this.#gcs) return;
    this.#gcs = false;
    copter.say(MAV_SEVERITY.WARNING, 'GCS Failsafe Cleared');
  }

  step(): void {
    if (this.#copter.now_ms < this.#next_ms) return;
    this.#next_ms = this.#copter.now_ms + FLYING_ONLY_MS;
    this.#checkGcs();
    this.#checkRadio();
    this.#checkBattery();
    this.#checkEstimator();
  }

  #checkGcs(): void {
    const c = this.#copter;
    if (this.#gcs || this.#gcsHeard_ms === null || c.parameters.get('FS_GCS_ENABLE') === 0) return;
    if (c.now_ms - this.#gcsHeard_ms <= c.parameters.get('FS_GCS_TIMEOUT') * 1000) return;
    this.#gcs = true;
    if (!c.armed) return;
    c.say(MAV_SEVERITY.WARNING, 'GCS Failsafe');
    const continues = (c.parameters.get('FS_OPTIONS') & 2) !== 0 && c.custom_mode === COPTER_MODE.AUTO;
    if (!continues) this.#act(c.parameters.get('FS_GCS_ENABLE') === 5 ? 'land' : 'return', 'GCS failsafe');
  }

  #checkRadio(): void {
    const c = this.#copter;
    const lost = c.hands.lost(c.now_ms, c.stickTimeoutMs);
    if (lost === this.#radio) return;
    this.#radio = lost;
    if (!lost) return c.say(MAV_SEVERITY.WARNING, 'Radio Failsafe Cleared');
    const action = c.parameters.get('FS_THR_ENABLE');
    if (!c.armed || action === 0) return;
    c.say(MAV_SEVERITY.WARNING, 'Radio Failsafe');
    const options = c.parameters.get('FS_OPTIONS');
    const auto = c.custom_mode === COPTER_MODE.AUTO && (options & 1) !== 0;
    const guided = c.custom_mode === COPTER_MODE.GUIDED && (options & 4) !== 0;
    if (!auto && !guided) this.#act(action === 3 ? 'land' : 'return', 'radio failsafe');
  }

  #checkBattery(): void {
    const c = this.#copter;
    const level = this.#batteryLevel();
    if (level === 'none') this.#lowSince_ms = null;
    else this.#lowSince_ms ??= c.now_ms;
    const since = this.#lowSince_ms;
    if (since === null || c.now_ms - since < c.parameters.get('BATT_LOW_TIMER') * 1000) return;
    if (level === this.#battery || this.#battery === 'critical') return;
    this.#battery = level;
    const used = Math.round(c.battery.capacity_mah * (1 - c.battery.percent / 100));
    c.say(MAV_SEVERITY.WARNING, `Battery 1 is ${level} ${c.battery.voltage_v.toFixed(2)}V used ${used} mAh`);
    if (!c.armed) return;
    const action = c.parameters.get(level === 'critical' ? 'BATT_FS_CRT_ACT' : 'BATT_FS_LOW_ACT');
    if (action === 1) this.#act('land', 'battery failsafe');
    else if (action >= 2 && action <= 4) this.#act('return', 'battery failsafe');
    else if (action === 5) c.terminate();
  }

  #batteryLevel(): 'none' | 'low' | 'critical' {
    const { parameters, battery } = this.#copter;
    const left_mah = (battery.capacity_mah * battery.percent) / 100;
    const below = (volt: string, mah: string): boolean =>
      battery.voltage_v < parameters.get(volt) || (parameters.get(mah) > 0 && left_mah < parameters.get(mah));
    if (below('BATT_CRT_VOLT', 'BATT_CRT_MAH')) return 'critical';
    return below('BATT_LOW_VOLT', 'BATT_LOW_MAH') ? 'low' : 'none';
  }

  #checkEstimator(): void {
    const c = this.#copter;
    const bad = c.armed && !c.estimator_ready;
    if (bad === this.#estimator) return;
    this.#estimator = bad;
    if (!bad) return c.say(MAV_SEVERITY.WARNING, 'EKF Failsafe Cleared');
    if (!c.modeNeedsPosition || c.parameters.get('FS_EKF_ACTION') === 0) return;
    c.say(MAV_SEVERITY.CRITICAL, 'EKF Failsafe: changed to LAND Mode');
    c.changeMode(COPTER_MODE.LAND);
  }

  /** A landing is never turned into a return, and nothing moves on the ground. */
  #act(what: 'return' | 'land', reason: string): void {
    const c = this.#copter;
    c.failsafe = reason;
    if (c.landed && !c.took_off) return c.disarmWith('Disarming motors');
    if (c.custom_mode === COPTER_MODE.LAND) return;
    if (what === 'return' && c.changeMode(COPTER_MODE.RTL)) return;
    c.changeMode(COPTER_MODE.LAND);
  }
}
