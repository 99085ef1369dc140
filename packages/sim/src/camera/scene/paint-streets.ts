import {
  gridStreets,
  marshTrail,
  piers,
  runway,
  STREETS,
  AVENUE_ROADS,
  taxiway,
  townDistanceM,
} from '../../town/index.js';
import type { StreetLine, TownPoint, TownRect } from '../../town/index.js';
import type { Marks } from './marks.js';
import type { Material } from './palette.js';

const SIDEWALK_M = 3.5;
const LINE_M = 0.2;
const ARTERIAL_M = 20;

/** A straight street along the grid as a rectangle. */
export function streetRect({ points, width_m }: StreetLine, wider_m = 0): TownRect | null {
  const [a, b] = [points[0], points.at(-1)];
  if (!a || !b) return null;
  const half = width_m / 2 + wider_m;
  return {
    u0: Math.min(a.u, b.u) - half,
    v0: Math.min(a.v, b.v) - half,
    u1: Math.max(a.u, b.u) + half,
    v1: Math.max(a.v, b.v) + half,
  };
}

/** A way of any direction, a piece from each point to the next. */
function ribbon(marks: Marks, points: readonly TownPoint[], width_m: number, material: Material): void {
  points.slice(1).forEach((to, index) => {
    const from = points[index]!;
    const length = townDistanceM(from, to) || 1;
    const [nu, nv] = [(-(to.v - from.v) / length) * (width_m / 2), ((to.u - from.u) / length) * (width_m / 2)];
    marks.polygon(
      [
        { u: from.u + nu, v: from.v + nv },
        { u: to.u + nu, v: to.v + nv },
        { u: to.u - nu, v: to.v - nv },
        { u: from.u - nu, v: from.v - nv },
      ],
      material,
    );
  });
}

/** Line along the middle of a rectangle, shifted sideways. */
function along({ u0, v0, u1, v1 }: TownRect, shift_m: number, width_m = LINE_M): TownRect {
  const alongU = u1 - u0 >= v1 - v0;
  const middle = (alongU ? (v0 + v1) / 2 : (u0 + u1) / 2) + shift_m;
  const [low, high] = [middle - width_m / 2, middle + width_m / 2];
  return alongU ? { u0, v0: low, u1, v1: high } : { u0: low, v0, u1: high, v1 };
}

function lines(marks: Marks, street: StreetLine): void {
  const rect = streetRect(street);
  if (!rect) return;
  if (street.width_m < ARTERIAL_M) return marks.rect(along(rect, 0), 'paint', [3, 9]);
  for (const shift of [-0.25, 0.25]) marks.rect(along(rect, shift), 'yellow');
  for (const shift of [-5.5, 5.5]) marks.rect(along(rect, shift), 'paint', [3, 9]);
  for (const shift of [-10.6, 10.6]) marks.rect(along(rect, shift), 'paint');
}

/** Lines end at a crossing; people cross on stripes. */
function crossing(marks: Marks, u: number, v: number, avenue_m: number, street_m: number): void {
  const [hu, hv] = [avenue_m / 2, street_m / 2];
  marks.rect({ u0: u - hu - 5, v0: v - hv - 5, u1: u + hu + 5, v1: v + hv + 5 }, 'walk');
  marks.rect({ u0: u - hu - 5.1, v0: v - hv, u1: u + hu + 5.1, v1: v + hv }, 'asphalt');
  marks.rect({ u0: u - hu, v0: v - hv - 5.1, u1: u + hu, v1: v + hv + 5.1 }, 'asphalt');
  if (Math.max(avenue_m, street_m) < ARTERIAL_M) return;
  for (const side of [-1, 1]) {
    const [cu, cv] = [u + side * (hu + 2.7), v + side * (hv + 2.7)];
    marks.rect({ u0: cu - 1.5, v0: v - hv, u1: cu + 1.5, v1: v + hv }, 'paint', [0.6, 1.2]);
    marks.rect({ u0: u - hu, v0: cv - 1.5, u1: u + hu, v1: cv + 1.5 }, 'paint', [0.6, 1.2]);
  }
}

function crossings(marks: Marks, streets: readonly StreetLine[]): void {
  const rects = streets.flatMap((street) => streetRect(street) ?? []);
  const within = (u: number, v: number) => (rect: TownRect) => u > rect.u0 && u < rect.u1 && v > rect.v0 && v < rect.v1;
  const paved = (u: number, v: number): boolean => rects.some(within(u, v));
  for (const street of STREETS) {
    for (const avenue of AVENUE_ROADS) {
      if (paved(avenue.at_m, street.at_m)) crossing(marks, avenue.at_m, street.at_m, avenue.width_m, street.width_m);
    }
  }
}

/** Sidewalks; they lie below what stands on the blocks. */
export function paintSidewalks(marks: Marks): void {
  for (const street of gridStreets()) {
    const rect = streetRect(street, SIDEWALK_M);
    if (rect) marks.rect(rect, 'walk');
  }
}

export function paintStreets(marks: Marks): void {
  const streets = gridStreets();
  for (const street of streets) {
    const rect = streetRect(street);
    if (rect) marks.rect(rect, 'asphalt');
  }
  for (const street of streets) lines(marks, street);
  crossings(marks, streets);
  ribbon(marks, marshTrail().points, 4, 'path');
  for (const pier of piers()) ribbon(marks, pier.points, pier.width_m, 'planks');
  airfield(marks);
}

function airfield(marks: Marks): void {
  const [strip, taxi] = [streetRect(runway), streetRect(taxiway)];
  if (!strip || !taxi) return;
  marks.rect(taxi, 'asphalt');
  marks.rect(along(taxi, 0), 'yellow');
  marks.rect({ u0: 2680, v0: -560, u1: 2980, v1: -430 }, 'lot');
  marks.rect(strip, 'runway');
  marks.rect(along(strip, 0, 0.9), 'paint', [30, 50]);
  for (const shift of [-12, 12]) marks.rect(along(strip, shift, 0.9), 'paint');
  for (const u of [strip.u0 + 14, strip.u1 - 44])
    marks.rect({ u0: u, v0: strip.v0 + 2, u1: u + 30, v1: strip.v1 - 2 }, 'paint', [1.8, 3.6]);
}
