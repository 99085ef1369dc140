import { gridStreets, townBlocks } from '../../town/index.js';
import type { TownPoint, TownRect } from '../../town/index.js';
import { seededRandom } from '../../random/index.js';
import { hash } from '../ground/block-painter.js';
import { Grid } from './grid.js';
import { Houses, rectsOf } from './houses.js';
import type { Fire } from './incidents.js';
import { fireThings, incidentScenes } from './incidents.js';
import { Marks } from './marks.js';
import { Nature } from './nature.js';
import { paintBlocks, paintLandmarks, paintParks } from './paint-land.js';
import { paintSidewalks, paintStreets, streetRect } from './paint-streets.js';
import { TerrainMap } from './terrain.js';
import type { Thing } from './things.js';
import { Things } from './things.js';
import { parkedCars, personThings, Traffic } from './traffic.js';

const WALKERS_PER_STREET = 7;

/** Redwood as it is seen: the same streets, buildings and land as on the map, and what no map shows. */
export class TownScene {
  readonly marks = new Marks();
  readonly things = new Things();
  readonly terrain = new TerrainMap();
  readonly #traffic: Traffic;
  readonly #fires: Fire[];

  /** @param seed shapes the buildings, as it does in the agency's own map */
  constructor(seed: number) {
    const { buildings, addresses } = townBlocks(seededRandom(seed).fork('town'));
    const streets = gridStreets();
    paintSidewalks(this.marks);
    paintParks(this.marks);
    paintBlocks(this.marks);
    paintLandmarks(this.marks);
    const roofs = buildings.flatMap(rectsOf);
    const roads = streets.flatMap((street) => streetRect(street) ?? []);
    const isFree = outsideOf([...roofs, ...roads], 2);
    new Houses(this.marks, this.things, this.terrain).build(buildings);
    new Nature(this.marks, this.things, this.terrain).plant(isFree);
    paintStreets(this.marks);
    for (const thing of parkedCars(streets, this.terrain, outsideOf(roofs, 1))) this.things.add(thing);
    for (const rect of roads) this.#walkers(rect);
    const scenes = incidentScenes(buildings, addresses, this.terrain);
    for (const thing of scenes.things) this.things.add(thing);
    this.#fires = scenes.fires;
    this.#traffic = new Traffic(streets, this.terrain);
  }

  /** What moves, near a place, as it is then. */
  moving(utcMs: number, near: TownPoint, within_m: number): Thing[] {
    return [...this.#traffic.at(utcMs, near, within_m), ...this.#fires.flatMap((fire) => fireThings(fire, utcMs))];
  }

  /** People on the sidewalks. */
  #walkers({ u0, v0, u1, v1 }: TownRect): void {
    for (let index = 0; index < WALKERS_PER_STREET; index++) {
      const [a, b] = [hash(u0 + index, v0), hash(v0, u0 + index)];
      const alongU = u1 - u0 > v1 - v0;
      const at = alongU
        ? { u: u0 + (u1 - u0) * a, v: b < 0.5 ? v0 - 1.5 : v1 + 1.5 }
        : { u: b < 0.5 ? u0 - 1.5 : u1 + 1.5, v: v0 + (v1 - v0) * a };
      for (const thing of personThings(at, this.terrain.at(at.u, at.v))) this.things.add(thing);
    }
  }
}

function outsideOf(rects: readonly TownRect[], margin_m: number): (at: TownPoint) => boolean {
  const grid = new Grid<TownRect>(64);
  for (const rect of rects) {
    const wider = { u0: rect.u0 - margin_m, v0: rect.v0 - margin_m, u1: rect.u1 + margin_m, v1: rect.v1 + margin_m };
    grid.add(wider, wider);
  }
  return ({ u, v }) => {
    let free = true;
    grid.visit({ u0: u, v0: v, u1: u, v1: v }, (rect) => {
      if (u > rect.u0 && u < rect.u1 && v > rect.v0 && v < rect.v1) free = false;
    });
    return free;
  };
}
