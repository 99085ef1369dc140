import type { StreetLine, TownPoint } from '../../town/index.js';
import { hash } from '../ground/block-painter.js';
import { streetRect } from './paint-streets.js';
import type { Material } from './palette.js';
import type { TerrainMap } from './terrain.js';
import type { Thing } from './things.js';

const COLOURS: readonly Material[] = [
  'car_white',
  'car_black',
  'car_silver',
  'car_silver',
  'car_red',
  'car_blue',
  'car_white',
];
const LENGTH_M = 4.4;
const WIDTH_M = 1.8;
const PARKED_EVERY_M = 7.5;
const PARKED_SHARE = 0.3;
const CARS_PER_KM = 3;

interface Vehicle {
  length_m: number;
  width_m: number;
  height_m: number;
  paint: Material;
  cabin: Material;
}
const carOf = (luck: number): Vehicle => ({
  length_m: LENGTH_M,
  width_m: WIDTH_M,
  height_m: 0.85,
  paint: COLOURS[Math.floor(luck * COLOURS.length)] ?? 'car_silver',
  cabin: 'glass',
});

/** A body and a cabin on it; a car drives along the grid. */
export function carThings(at: TownPoint, alongU: boolean, car: Vehicle, ground_amsl_m: number): Thing[] {
  const box = (
    length_m: number,
    width_m: number,
    raised_m: number,
    height_m: number,
    wall: Material,
    roof: Material,
  ): Thing => {
    const [hu, hv] = alongU ? [length_m / 2, width_m / 2] : [width_m / 2, length_m / 2];
    const rect = { u0: at.u - hu, v0: at.v - hv, u1: at.u + hu, v1: at.v + hv };
    return { kind: 'box', rect, raised_m, height_m, wall, roof, windows: 'none', ridge_m: 0, ground_amsl_m };
  };
  const { length_m, width_m, height_m, paint, cabin } = car;
  return [
    box(length_m, width_m, 0.2, height_m - 0.2, paint, paint),
    box(length_m * 0.5, width_m * 0.86, height_m, 0.55, cabin, paint),
  ];
}

/** Cars along the kerbs. */
export function parkedCars(
  streets: readonly StreetLine[],
  terrain: TerrainMap,
  isFree: (at: TownPoint) => boolean,
): Thing[] {
  return streets.flatMap((street) => {
    const rect = streetRect(street);
    if (!rect || street.class !== 'street') return [];
    const alongU = rect.u1 - rect.u0 > rect.v1 - rect.v0;
    const [from, to] = alongU ? [rect.u0, rect.u1] : [rect.v0, rect.v1];
    const things: Thing[] = [];
    for (let along = from + 20; along < to - 20; along += PARKED_EVERY_M) {
      for (const side of [-1, 1]) {
        const luck = hash(along * 10, (alongU ? rect.v0 : rect.u0) + side);
        const across = (alongU ? (rect.v0 + rect.v1) / 2 : (rect.u0 + rect.u1) / 2) + side * (street.width_m / 2 - 1.2);
        const at = alongU ? { u: along, v: across } : { u: across, v: along };
        if (luck > PARKED_SHARE || !isFree(at)) continue;
        things.push(...carThings(at, alongU, carOf(luck / PARKED_SHARE), terrain.at(at.u, at.v)));
      }
    }
    return things;
  });
}

interface Driver {
  street: StreetLine;
  from: TownPoint;
  length_m: number;
  alongU: boolean;
  forward: boolean;
  speed_mps: number;
  start_m: number;
  car: Vehicle;
}

/** Cars that drive up and down their streets by the clock, the same for every camera. */
export class Traffic {
  readonly #drivers: Driver[];
  readonly #terrain: TerrainMap;

  constructor(streets: readonly StreetLine[], terrain: TerrainMap) {
    this.#terrain = terrain;
    this.#drivers = streets.flatMap((street, index) => {
      const rect = streetRect(street);
      if (!rect || (street.class !== 'street' && street.class !== 'arterial')) return [];
      const alongU = rect.u1 - rect.u0 > rect.v1 - rect.v0;
      const length_m = alongU ? rect.u1 - rect.u0 : rect.v1 - rect.v0;
      const arterial = street.class === 'arterial';
      const count = Math.round((length_m / 1000) * CARS_PER_KM * (arterial ? 4 : 1));
      const middle = alongU ? { u: rect.u0, v: (rect.v0 + rect.v1) / 2 } : { u: (rect.u0 + rect.u1) / 2, v: rect.v0 };
      return Array.from({ length: count }, (_, each): Driver => {
        const luck = hash(index, each);
        return {
          street,
          from: middle,
          length_m,
          alongU,
          forward: each % 2 === 0,
          speed_mps: (arterial ? 11 : 7) + 4 * luck,
          start_m: luck * length_m * 7,
          car: carOf(hash(each, index)),
        };
      });
    });
  }

  /** Those near a place, as they are then. Runs for every picture and leaves nothing behind for cars that are far. */
  at(utcMs: number, { u, v }: TownPoint, within_m: number): Thing[] {
    const things: Thing[] = [];
    for (const driver of this.#drivers) {
      const { from, alongU } = driver;
      if (Math.abs(alongU ? from.v - v : from.u - u) > within_m) continue;
      const along = driven(driver, utcMs);
      if (Math.abs(alongU ? from.u + along - u : from.v + along - v) > within_m) continue;
      // They keep to the right.
      const lane = (driver.street.width_m > 20 ? 3.2 : 2) * (driver.forward === alongU ? -1 : 1);
      const at = alongU ? { u: from.u + along, v: from.v + lane } : { u: from.u + lane, v: from.v + along };
      things.push(...carThings(at, alongU, driver.car, this.#terrain.at(at.u, at.v)));
    }
    return things;
  }
}

/** Metres from the western or southern end of the street. */
function driven({ start_m, speed_mps, length_m, forward }: Driver, utcMs: number): number {
  const run = (start_m + (speed_mps * (utcMs % 86_400_000)) / 1000) % length_m;
  return forward ? run : length_m - run;
}

/** A person who stands there. */
export function personThings({ u, v }: TownPoint, ground_amsl_m: number): Thing[] {
  const part = (half: number, raised_m: number, height_m: number, material: Material): Thing => ({
    kind: 'box', rect: { u0: u - half, v0: v - half, u1: u + half, v1: v + half }, raised_m, height_m, wall: material, roof: material,
    windows: 'none', ridge_m: 0, ground_amsl_m,
  }); // prettier-ignore
  return [part(0.24, 0, 1.45, 'person'), part(0.12, 1.45, 0.28, 'skin')];
}

/** A fire engine, and what burns. */
export const ENGINE: Vehicle = { length_m: 9, width_m: 2.5, height_m: 2.6, paint: 'engine', cabin: 'engine_hot' };
