/** What there is to see where the demo's first calls come from. */
import { demoIncidents, fromLatLon, STREETS, townDistanceM } from '../../town/index.js';
import type { Building, TownPoint } from '../../town/index.js';
import type { AddressPoint } from '@outrider/schema';
import { hash } from '../ground/block-painter.js';
import { middleOf } from './paint-land.js';
import { boundsOf } from './marks.js';
import type { TerrainMap } from './terrain.js';
import type { Thing } from './things.js';
import { carThings, ENGINE, personThings } from './traffic.js';

const SMOKE_PUFFS = 16;
const SMOKE_TOP_M = 55;
const RISES_IN_S = 14;

export interface Fire {
  at: TownPoint;
  ground_amsl_m: number;
  roof_m: number;
}

export interface Scenes {
  things: Thing[];
  fires: Fire[];
}

/** A burning house with an engine before it, a crashed car, a walker on the trail; people around each. */
export function incidentScenes(
  buildings: readonly Building[],
  addresses: readonly AddressPoint[],
  terrain: TerrainMap,
): Scenes {
  const find = (label: string) => addresses.find((address) => address.label === label) ?? null;
  const scenes: Scenes = { things: [], fires: [] };
  demoIncidents(0, find).forEach((incident, index) => {
    const at = fromLatLon(incident.location);
    const people = (count: number, around: TownPoint, within_m: number): void => {
      for (let each = 0; each < count; each++) {
        const turn = hash(each, index) * 2 * Math.PI;
        const away = within_m * (0.3 + 0.7 * hash(index, each));
        const place = { u: around.u + Math.cos(turn) * away, v: around.v + Math.sin(turn) * away };
        scenes.things.push(...personThings(place, terrain.at(place.u, place.v)));
      }
    };
    const street = STREETS.reduce((best, road) =>
      Math.abs(road.at_m - at.v) < Math.abs(best.at_m - at.v) ? road : best,
    );
    const kerb = { u: at.u + 6, v: street.at_m + Math.sign(at.v - street.at_m) * 3 };
    if (incident.type === 'Structure fire') {
      const house = buildings.toSorted(
        (a, b) => townDistanceM(middleOf(boundsOf(a.outline)), at) - townDistanceM(middleOf(boundsOf(b.outline)), at),
      )[0];
      scenes.fires.push({ at, ground_amsl_m: terrain.at(at.u, at.v), roof_m: house?.height_m ?? 6 });
      scenes.things.push(...carThings(kerb, true, ENGINE, terrain.at(kerb.u, kerb.v)));
      people(9, kerb, 11);
    } else if (incident.type === 'Vehicle into barrier') {
      const crashed = { u: at.u + 5, v: at.v + 6 };
      scenes.things.push(
        ...carThings(
          crashed,
          false,
          { ...ENGINE, length_m: 4.4, width_m: 1.8, height_m: 0.85, paint: 'car_blue' },
          terrain.at(at.u, at.v),
        ),
      );
      people(4, crashed, 6);
    } else people(1, at, 4);
  });
  return scenes;
}

/** Flames and smoke of a fire as they are now; the smoke drifts to the north-east. */
export function fireThings({ at, ground_amsl_m, roof_m }: Fire, utcMs: number): Thing[] {
  const seconds = (utcMs % 3_600_000) / 1000;
  const flames = Array.from({ length: 5 }, (_, index): Thing => {
    const flicker = 0.7 + 0.3 * Math.sin(seconds * 9 + index * 2.1);
    return {
      kind: 'puff',
      u: at.u - 3 + index * 1.4,
      v: at.v + Math.sin(index * 4) * 1.5,
      radius_m: 1.1 * flicker,
      height_m: roof_m + 0.6 * flicker,
      material: index % 2 ? 'flame' : 'ember',
      ground_amsl_m,
    };
  });
  const smoke = Array.from({ length: SMOKE_PUFFS }, (_, index): Thing => {
    const age = (seconds / RISES_IN_S + index / SMOKE_PUFFS) % 1;
    const sway = Math.sin(index * 2.7 + age * 5) * 2.5;
    return {
      kind: 'puff',
      u: at.u + age * 26 + sway,
      v: at.v + age * 20 - sway,
      radius_m: 1.6 + age * 9,
      height_m: roof_m + 1 + age * SMOKE_TOP_M,
      material: 'smoke',
      ground_amsl_m,
    };
  });
  return [...smoke, ...flames];
}
