/** Where things are in Redwood: the grid, the shore, and what interrupts the grid. */
import type { TownPoint, TownRect } from './frame.js';
import { insideRect, townDistanceM } from './frame.js';

export interface Road {
  name: string;
  /** v of a street, u of an avenue */
  at_m: number;
  width_m: number;
  arterial: boolean;
}

const STREET_NAMES = [
  'Harbor Blvd', 'Alder St', 'Birch St', 'Cedar St', 'Dogwood St', 'Elm St', 'Fir St', 'Ginkgo St',
  'Redwood Ave', 'Hazel St', 'Ivy St', 'Juniper St', 'Laurel St', 'Maple St', 'Myrtle St', 'Oak St',
  'Mission Blvd', 'Olive St', 'Pine St', 'Poplar St', 'Quince St', 'Rowan St', 'Spruce St', 'Sumac St',
  'Foothill Blvd', 'Sycamore St', 'Tamarack St', 'Tulip St', 'Walnut St', 'Willow St', 'Yew St', 'Summit Rd',
]; // prettier-ignore
const STREET_PITCH_M = 125;
const AVENUE_PITCH_M = 200;
const AVENUES = 34;
const NAMED_AVENUES: Record<number, string> = { 7: 'Quay Rd', 14: 'Main St', 21: 'Veterans Blvd', 28: 'Airport Blvd' };

function ordinal(n: number): string {
  const lastTwo = n % 100;
  const ending = lastTwo > 10 && lastTwo < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${ending}`;
}

const road = (name: string, at_m: number, arterial: boolean): Road => ({
  name,
  at_m,
  arterial,
  width_m: arterial ? 24 : 11,
});

/** Along u, from the shore to the hills. */
export const STREETS: readonly Road[] = STREET_NAMES.map((name, j) =>
  road(name, -900 + STREET_PITCH_M * j, /Blvd$|Ave$/.test(name)),
);
/** Along v, from west to east. */
export const AVENUE_ROADS: readonly Road[] = Array.from({ length: AVENUES }, (_, i) => {
  const named = NAMED_AVENUES[i + 1];
  return road(named ?? `${ordinal(i + 1)} Ave`, -3100 + AVENUE_PITCH_M * i, named !== undefined);
});

/** Southern end of the land at u: a bay, a point and a small harbour basin. */
export function shoreV(u: number): number {
  const wave = 90 * Math.sin(u / 520 + 0.6) + 55 * Math.sin(u / 210 + 2.1) + 20 * Math.sin(u / 83);
  const basin = -140 * Math.exp(-(((u - 2900) / 900) ** 4));
  return -1120 + wave + basin;
}

export const DOWNTOWN: TownPoint = { u: 150, v: 330 };
export const HOSPITAL: TownRect = { u0: 900, v0: -400, u1: 1300, v1: -150 };
export const HELIPAD: TownPoint = { u: 1230, v: -210 };
export const SCHOOL: TownRect = { u0: -1500, v0: 725, u1: -1300, v1: 850 };
export const AIRPORT: TownRect = { u0: 2500, v0: -1100, u1: 3700, v1: -275 };
export const RUNWAY = { from: { u: 2600, v: -650 }, to: { u: 3600, v: -650 }, width_m: 26 };
export const HILL: TownPoint = { u: -2250, v: 2450 };

export interface Park {
  name: string;
  area: TownRect | { centre: TownPoint; radius_m: number };
}
export const PARKS: readonly Park[] = [
  { name: 'Bay Park', area: { u0: -1500, v0: -1250, u1: -700, v1: -900 } },
  { name: 'Heritage Park', area: { u0: -700, v0: 475, u1: -300, v1: 725 } },
  { name: 'Willow Green', area: { u0: 1500, v0: 1850, u1: 1900, v1: 2100 } },
  { name: 'Marsh Preserve', area: { u0: -3300, v0: -1300, u1: -2500, v1: -900 } },
  { name: 'Eagle Hill', area: { centre: HILL, radius_m: 780 } },
];

/** Fire stations with docks: the block whose south-west corner is avenue i, street j. */
export interface StationBlock {
  name: string;
  i: number;
  j: number;
}
export const STATIONS: readonly StationBlock[] = [
  { name: 'Station 1', i: 17, j: 14 },
  { name: 'Station 3', i: 6, j: 3 },
  { name: 'Station 6', i: 25, j: 18 },
  { name: 'Station 9', i: 3, j: 14 },
];

export function inPark(point: TownPoint, park: Park): boolean {
  const { area } = park;
  return 'centre' in area ? townDistanceM(point, area.centre) < area.radius_m : insideRect(point, area);
}

/** Land on which blocks and streets may lie; strictly inside an interruption there are none. */
export function buildable(point: TownPoint): boolean {
  if (point.v < shoreV(point.u) + 45) return false;
  if ([HOSPITAL, SCHOOL, AIRPORT].some((rect) => insideRect(point, rect, -1))) return false;
  return !PARKS.some((park) => inPark(point, park));
}

/** The edge of town frays out: blocks beyond a wavy line are not built. */
export function withinTown({ u, v }: TownPoint): boolean {
  const north = 2700 + 180 * Math.sin(u / 700) - (u > 1500 ? (u - 1500) * 0.35 : 0);
  // North of Oak Street the hill leaves no room for the westernmost avenues.
  const west = v > 1300 ? -2750 + 120 * Math.sin(v / 500) : -3050 + 120 * Math.sin(v / 500);
  const east = 3450 - Math.max(0, v - 900) * 0.3;
  return v < north && u > west && u < east;
}
