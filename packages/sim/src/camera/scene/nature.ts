import {
  AVENUE_ROADS,
  blockRect,
  buildable,
  circle,
  corners,
  HILL,
  inPark,
  marshTrail,
  PARKS,
  pondOutlines,
  shoreV,
  STREETS,
  withinTown,
} from '../../town/index.js';
import type { Park, TownPoint, TownRect } from '../../town/index.js';
import { hash } from '../ground/block-painter.js';
import { SHADOW } from './houses.js';
import type { Marks } from './marks.js';
import { boundsOf } from './marks.js';
import { groundOf, middleOf } from './paint-land.js';
import type { TerrainMap } from './terrain.js';
import type { Things } from './things.js';

const PER_GARDEN_BLOCK = 16;
const STREET_TREES_M = 27;

export class Nature {
  readonly #marks: Marks;
  readonly #things: Things;
  readonly #terrain: TerrainMap;

  constructor(marks: Marks, things: Things, terrain: TerrainMap) {
    this.#marks = marks;
    this.#things = things;
    this.#terrain = terrain;
  }

  /** @param isFree false under roofs and on streets */
  plant(isFree: (at: TownPoint) => boolean): void {
    for (const park of PARKS) this.#park(park, isFree);
    for (let j = 0; j + 1 < STREETS.length; j++) {
      for (let i = 0; i + 1 < AVENUE_ROADS.length; i++) this.#block(blockRect(i, j), i * 64 + j, isFree);
    }
    marshTrail().points.forEach((point, index) => {
      if (index % 2 === 0) this.#tree({ u: point.u, v: point.v + 7 }, hash(index, 5));
    });
  }

  #park(park: Park, isFree: (at: TownPoint) => boolean): void {
    const area = 'centre' in park.area ? boundsOf(circle(park.area.centre, park.area.radius_m)) : park.area;
    const waters = pondOutlines().map(({ outline }) => boundsOf(outline));
    const sparse = park.name === 'Marsh Preserve' ? 60 : 17;
    for (let u = area.u0; u < area.u1; u += sparse) {
      for (let v = area.v0; v < area.v1; v += sparse) {
        const luck = hash(u, v);
        const at = { u: u + sparse * hash(v, u), v: v + sparse * luck };
        // Glades, by slow waves over the park.
        const thick = Math.sin(at.u / 47) + Math.cos(at.v / 39) > -0.3;
        const dry = !waters.some((water) => inside(at, water)) && at.v > shoreV(at.u) + 12;
        const bare = Math.hypot(at.u - HILL.u, at.v - HILL.v) < 60;
        if (thick && dry && !bare && luck > 0.25 && inPark(at, park) && isFree(at)) this.#tree(at, luck);
      }
    }
  }

  #block(rect: TownRect | null, seed: number, isFree: (at: TownPoint) => boolean): void {
    if (!rect || ![middleOf(rect), ...corners(rect)].every((point) => buildable(point) && withinTown(point))) return;
    if (groundOf(middleOf(rect)) === 'lawn') {
      for (let index = 0; index < PER_GARDEN_BLOCK; index++) {
        const at = {
          u: rect.u0 + (rect.u1 - rect.u0) * hash(seed, index),
          v: rect.v0 + (rect.v1 - rect.v0) * hash(index + 77, seed),
        };
        if (isFree(at)) this.#tree(at, hash(seed + index, 3));
      }
    }
    for (let u = rect.u0 + 8; u < rect.u1 - 5; u += STREET_TREES_M) {
      for (const v of [rect.v0 - 1.6, rect.v1 + 1.6])
        if (hash(u, v) > 0.35) this.#tree({ u, v }, 0.3 + 0.3 * hash(v, u));
    }
  }

  #tree(at: TownPoint, luck: number): void {
    const radius_m = 1.8 + 2.6 * luck;
    const height_m = 4.2 + 5.5 * luck;
    const middle = height_m - radius_m;
    this.#marks.polygon(
      circle({ u: at.u + SHADOW.u * middle, v: at.v + SHADOW.v * middle }, radius_m * 1.05, 10),
      null,
    );
    this.#things.add({
      kind: 'tree',
      ...at,
      radius_m,
      height_m,
      pale: hash(at.u * 3, at.v * 3) > 0.8,
      ground_amsl_m: this.#terrain.at(at.u, at.v),
    });
  }
}

function inside({ u, v }: TownPoint, { u0, v0, u1, v1 }: TownRect): boolean {
  return u > u0 && u < u1 && v > v0 && v < v1;
}
