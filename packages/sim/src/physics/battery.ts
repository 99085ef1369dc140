import { clamp } from '../geometry/index.js';

/** Open-circuit voltage of a lithium polymer cell over its charge, typical data-sheet curve. */
const CELL_CURVE: readonly (readonly [number, number])[] = [
  [0, 3.27],
  [0.05, 3.6],
  [0.1, 3.68],
  [0.2, 3.74],
  [0.4, 3.8],
  [0.6, 3.9],
  [0.8, 4.03],
  [1, 4.2],
];
const NOMINAL_CELL_V = 3.7;
const SAG_TIME_S = 1.2;

export interface BatteryOptions {
  capacity_wh: number;
  percent: number;
  charging: boolean;
}

function cellVoltage(charge: number): number {
  for (let index = 1; index < CELL_CURVE.length; index++) {
    const [high, highV] = CELL_CURVE[index] ?? [1, 4.2];
    const [low, lowV] = CELL_CURVE[index - 1] ?? [0, 3.27];
    if (charge <= high) return lowV + ((highV - lowV) * (charge - low)) / (high - low);
  }
  return 4.2;
}

/** A pack with energy, sag under load and a charger; the reported percent is that of energy, as a fuel gauge gives it. */
export class Battery {
  readonly cells: number;
  readonly capacity_mah: number;
  readonly #capacity_wh: number;
  readonly #resistance_ohm: number;
  #energy_wh: number;
  #used_mah = 0;
  #current_a = 0;
  #sagged_v: number;
  charging: boolean;

  constructor({ capacity_wh, percent, charging }: BatteryOptions) {
    this.cells = capacity_wh > 600 ? 12 : capacity_wh > 200 ? 6 : 4;
    this.#capacity_wh = capacity_wh;
    this.capacity_mah = (capacity_wh / (this.cells * NOMINAL_CELL_V)) * 1000;
    // About 3 % of the nominal voltage is lost when the pack is emptied in half an hour.
    this.#resistance_ohm = (0.03 * this.cells * NOMINAL_CELL_V) / ((2 * this.capacity_mah) / 1000);
    this.#energy_wh = (capacity_wh * percent) / 100;
    this.#sagged_v = this.#openVoltage();
    this.charging = charging;
  }

  get percent(): number {
    return (100 * this.#energy_wh) / this.#capacity_wh;
  }
  get voltage_v(): number {
    return this.#sagged_v;
  }
  get current_a(): number {
    return this.#current_a;
  }
  get used_mah(): number {
    return this.#used_mah;
  }

  /** Puts the charge to a value, as a swapped or failing pack would have it. */
  setPercent(percent: number): void {
    this.#energy_wh = (this.#capacity_wh * clamp(percent, 0, 100)) / 100;
  }

  /** Draws power for a time; answers false once the pack is empty. */
  step(dt_s: number, power_w: number): boolean {
    const hours = dt_s / 3600;
    this.#current_a = power_w / Math.max(1, this.#sagged_v);
    const target = this.#openVoltage() - this.#current_a * this.#resistance_ohm;
    this.#sagged_v += (target - this.#sagged_v) * (1 - Math.exp(-dt_s / SAG_TIME_S));
    const lost = this.#current_a ** 2 * this.#resistance_ohm;
    // A charger fills the pack in about an hour and a half.
    const gained = this.charging ? this.#capacity_wh / 1.5 : 0;
    this.#energy_wh = clamp(this.#energy_wh + (gained - power_w - lost) * hours, 0, this.#capacity_wh);
    this.#used_mah += this.#current_a * hours * 1000;
    return this.#energy_wh > 0;
  }

  #openVoltage(): number {
    return this.cells * cellVoltage(this.#energy_wh / this.#capacity_wh);
  }
}
