import type { AddressMatch, AddressPoint, Point } from '@outrider/schema';
import { distance } from '@outrider/core/geo';
import { implement } from '../platform/index.js';
import type { Implementation } from '../platform/index.js';
import { addressesFromCsv } from './csv.js';
import { findAddresses, nearestPoints, replaceAddresses } from './store.js';

const DEFAULT_MATCHES = 8;
// Nearest by degrees is not quite nearest by metres; the right one is among a few.
const NEAR_CANDIDATES = 16;

export function addressRoutes(): Implementation[] {
  return [
    implement('findAddress', async ({ query, read }) => ({
      items: await read((transaction) => findAddresses(transaction, query.q, query.limit ?? DEFAULT_MATCHES)),
    })),
    implement('nearestAddress', async ({ query, read }) => {
      const points = await read((transaction) =>
        nearestPoints(transaction, query.latitude_deg, query.longitude_deg, NEAR_CANDIDATES),
      );
      return { match: nearest(query, points) };
    }),
    implement('importAddresses', async ({ body, change, note }) => {
      const points = addressesFromCsv(body);
      note(null, { count: points.length });
      await change((transaction) => replaceAddresses(transaction, points));
      return { count: points.length };
    }),
  ];
}

/** The nearest by metres; how far it is from the place asked for is how uncertain it is. Pure. */
function nearest(place: Point, points: readonly AddressPoint[]): AddressMatch | null {
  const matches = points.map((point) => {
    const away_m = distance(place, point);
    return { ...point, uncertainty_m: Math.ceil(away_m), score: 1 / (1 + away_m / 100) };
  });
  return matches.toSorted((a, b) => a.uncertainty_m - b.uncertainty_m)[0] ?? null;
}
