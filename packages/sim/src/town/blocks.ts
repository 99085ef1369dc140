import type { AddressPoint } from '@outrider/schema';
import type { Random } from '../random/index.js';
import type { Building } from './buildings.js';
import { blockStyle, buildingOnLot } from './buildings.js';
import type { TownPoint, TownRect } from './frame.js';
import { corners, toLatLon } from './frame.js';
import { AVENUE_ROADS, buildable, HOSPITAL, SCHOOL, STATIONS, STREETS, withinTown } from './layout.js';
import type { Road } from './layout.js';

const SIDEWALK_M = 3.5;

export interface Blocks {
  buildings: Building[];
  addresses: AddressPoint[];
}

interface Block {
  i: number;
  south: Road;
  north: Road;
  rect: TownRect;
}

/** Ground between four roads, without the roads and their sidewalks. */
export function blockRect(i: number, j: number): TownRect | null {
  const [west, east, south, north] = [AVENUE_ROADS[i], AVENUE_ROADS[i + 1], STREETS[j], STREETS[j + 1]];
  if (!west || !east || !south || !north) return null;
  const inset = (road: Road): number => road.width_m / 2 + SIDEWALK_M;
  return {
    u0: west.at_m + inset(west),
    u1: east.at_m - inset(east),
    v0: south.at_m + inset(south),
    v1: north.at_m - inset(north),
  };
}

const middle = ({ u0, v0, u1, v1 }: TownRect): TownPoint => ({ u: (u0 + u1) / 2, v: (v0 + v1) / 2 });
const isStation = (i: number, j: number): boolean => STATIONS.some((station) => station.i === i && station.j === j);

function freeBlocks(): Block[] {
  const found: Block[] = [];
  for (let j = 0; j + 1 < STREETS.length; j++) {
    for (let i = 0; i + 1 < AVENUE_ROADS.length; i++) {
      const rect = blockRect(i, j);
      const [south, north] = [STREETS[j], STREETS[j + 1]];
      if (!rect || !south || !north || isStation(i, j)) continue;
      if ([middle(rect), ...corners(rect)].every((p) => buildable(p) && withinTown(p)))
        found.push({ i, south, north, rect });
    }
  }
  return found;
}

/** House numbers rise by eight a lot; even on the northern side of a street, hundreds count the avenues. */
function houseNumber(avenue: number, lot: number, evenSide: boolean): number {
  return 100 * (avenue + 1) + 8 * lot + (evenSide ? 2 : 5);
}

function buildBlock(block: Block, random: Random, into: Blocks): void {
  const { rect } = block;
  const style = blockStyle(middle(rect), random);
  const half = (rect.v0 + rect.v1) / 2;
  const width = (rect.u1 - rect.u0) / style.lots;
  for (const frontAtSouth of [true, false]) {
    const street = frontAtSouth ? block.south : block.north;
    for (let lot = 0; lot < style.lots; lot++) {
      const u0 = rect.u0 + lot * width;
      const v0 = frontAtSouth ? rect.v0 : half;
      const lotRect = { u0, v0, u1: u0 + width, v1: v0 + (rect.v1 - half) };
      const building = buildingOnLot(lotRect, style.kind, frontAtSouth, random);
      if (building) into.buildings.push(building);
      // The lot numbers of wide blocks skip, so that a number says how far along the block it is.
      const step = Math.round((lot * 5) / style.lots);
      into.addresses.push({
        label: `${houseNumber(block.i, step, frontAtSouth)} ${street.name}`,
        ...toLatLon(middle(building ? outlineRect(building.outline) : lotRect)),
      });
    }
  }
}

function outlineRect(outline: readonly TownPoint[]): TownRect {
  const us = outline.map((point) => point.u);
  const vs = outline.map((point) => point.v);
  return { u0: Math.min(...us), v0: Math.min(...vs), u1: Math.max(...us), v1: Math.max(...vs) };
}

const slab = (rect: TownRect, height_m: number, name: string): Building => ({ outline: corners(rect), height_m, name });

/** Hospital, school and fire stations stand on reserved ground. */
function landmarks(): Building[] {
  const h = HOSPITAL;
  const s = SCHOOL;
  const stations = STATIONS.flatMap(({ name, i, j }) => {
    const rect = blockRect(i, j);
    return rect ? [slab({ u0: rect.u0 + 18, v0: rect.v0 + 40, u1: rect.u0 + 58, v1: rect.v0 + 72 }, 7.5, name)] : [];
  });
  return [
    slab({ u0: h.u0 + 40, v0: h.v0 + 40, u1: h.u0 + 190, v1: h.v0 + 100 }, 34, 'Redwood General Hospital'),
    slab({ u0: h.u0 + 70, v0: h.v0 + 130, u1: h.u0 + 230, v1: h.v0 + 165 }, 18, 'Redwood General Hospital, east wing'),
    slab({ u0: s.u0 + 25, v0: s.v0 + 25, u1: s.u0 + 105, v1: s.v0 + 50 }, 9, 'Harriet Lane School'),
    slab({ u0: s.u0 + 25, v0: s.v0 + 62, u1: s.u0 + 60, v1: s.v0 + 98 }, 11, 'Harriet Lane School, gymnasium'),
    slab({ u0: 2700, v0: -480, u1: 2790, v1: -430 }, 11, 'Airport hangar'),
    slab({ u0: 2830, v0: -480, u1: 2900, v1: -435 }, 10, 'Airport hangar'),
    slab({ u0: 2950, v0: -475, u1: 2966, v1: -459 }, 24, 'Airport tower'),
    ...stations,
  ];
}

/** Buildings of the whole town, and the address that each has on its street. */
export function townBlocks(random: Random): Blocks {
  const result: Blocks = { buildings: landmarks(), addresses: [] };
  for (const block of freeBlocks()) buildBlock(block, random, result);
  return result;
}
