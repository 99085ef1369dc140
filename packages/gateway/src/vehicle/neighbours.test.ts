import type { VehicleBinding } from '@outrider/schema';
import type { Clock } from '@outrider/runtime';
import { distance } from '@outrider/core/geo';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { VehicleActor } from './actor.js';
import { Neighbourhood, Neighbours } from './neighbours.js';

interface Placed {
  latitude_deg: number | null;
  longitude_deg: number;
  agency_id: string;
  airborne: boolean;
}

const SEPARATION_M = 300;

/** As much of an actor as its neighbours see of it. */
const actorOf = ({ latitude_deg, longitude_deg, agency_id, airborne }: Placed, index: number): VehicleActor => {
  const binding = {
    agency_id,
    aircraft_id: `aircraft-${index}`,
    aircraft_name: `Heron ${index}`,
    policy: { separation_horizontal_m: SEPARATION_M },
  } as VehicleBinding;
  const state = { latitude_deg, longitude_deg, altitude_amsl_m: 100 };
  return { binding, airborne, context: { adapter: { state } } } as unknown as VehicleActor;
};

const small = (base: number) => fc.double({ min: base - 0.01, max: base + 0.01, noNaN: true });
const placed = (base: number): fc.Arbitrary<Placed> =>
  fc.record({
    latitude_deg: fc.option(small(base), { nil: null }),
    longitude_deg: small(8.5),
    agency_id: fc.constantFrom('ours', 'theirs'),
    airborne: fc.boolean(),
  });
const fleet = fc.constantFrom(-33.9, 0, 47.4, 69.6).chain((base) => fc.array(placed(base), { maxLength: 40 }));

it('leaves out nobody of the agency who flies within the separation, and never names another agency or somebody landed', () => {
  fc.assert(
    fc.property(fleet, (places) => {
      const actors = places.map(actorOf);
      const neighbourhood = new Neighbourhood(actors.map((actor) => ({ actor })));
      for (const [index, own] of places.entries()) {
        const told = neighbourhood.of(actors[index]!).map(({ aircraft_id }) => aircraft_id);
        const others = places.flatMap((other, at) => (at === index ? [] : [{ ...other, id: `aircraft-${at}` }]));
        const may = others.filter((each) => each.airborne && each.agency_id === own.agency_id);
        expect(may.map(({ id }) => id)).toEqual(expect.arrayContaining(told));
        const near = may.filter((each) => {
          if (own.latitude_deg === null || each.latitude_deg === null) return false;
          const from = { latitude_deg: own.latitude_deg, longitude_deg: own.longitude_deg };
          return distance(from, { ...each, latitude_deg: each.latitude_deg }) < SEPARATION_M;
        });
        expect(told).toEqual(expect.arrayContaining(near.map(({ id }) => id)));
      }
    }),
  );
});

it('does not hand out the far end of the county', () => {
  const at = (latitude_deg: number) => ({ latitude_deg, longitude_deg: 8.5, agency_id: 'ours', airborne: true });
  const actors = [at(47.4), at(47.402), at(47.41), at(47.5)].map(actorOf);
  expect(new Neighbourhood(actors.map((actor) => ({ actor }))).of(actors[0]!).map(({ name }) => name)).toEqual([
    'Heron 1',
  ]);
});

it('sees who has come at the latest a tenth of a second later', () => {
  const at = (airborne: boolean) => ({ latitude_deg: 47.4, longitude_deg: 8.5, agency_id: 'ours', airborne });
  const actors = [at(true), at(true)].map(actorOf);
  let nowMs = 0;
  const known = [{ actor: actors[0]! }];
  const neighbours = new Neighbours(() => known, { monotonicMs: () => nowMs } as Clock);
  expect(neighbours.of(actors[0]!)).toEqual([]);
  known.push({ actor: actors[1]! });
  nowMs = 100;
  expect(neighbours.of(actors[0]!).map(({ name }) => name)).toEqual(['Heron 1']);
});
