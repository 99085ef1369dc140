import type { AddressPoint } from '@outrider/schema';
import type { TownPoint } from './frame.js';
import { toLatLon } from './frame.js';
import { AVENUE_ROADS, buildable, shoreV, STREETS, withinTown } from './layout.js';
import type { Road } from './layout.js';

export type StreetClass = 'arterial' | 'street' | 'path' | 'runway' | 'pier';
export interface StreetLine {
  name: string;
  class: StreetClass;
  width_m: number;
  points: TownPoint[];
}

const paved = (point: TownPoint): boolean => buildable(point) && withinTown(point);

/** Consecutive crossings joined while the road between them exists. */
function runs(road: Road, crossings: readonly TownPoint[]): StreetLine[] {
  const lines: StreetLine[] = [];
  let current: TownPoint[] = [];
  const close = (): void => {
    if (current.length > 1) {
      lines.push({
        name: road.name,
        class: road.arterial ? 'arterial' : 'street',
        width_m: road.width_m,
        points: current,
      });
    }
    current = [];
  };
  crossings.forEach((point, index) => {
    const previous = crossings[index - 1];
    const middle = previous && { u: (previous.u + point.u) / 2, v: (previous.v + point.v) / 2 };
    if (!paved(point) || (middle && current.length > 0 && !paved(middle))) close();
    if (paved(point)) current.push(point);
  });
  close();
  // The ends of a straight run say everything; points between only cost bytes.
  return lines.map((line) => ({
    ...line,
    points: [line.points[0], line.points.at(-1)].filter((p) => p !== undefined),
  }));
}

/** Every road of the grid, cut where shore, parks, campus and the edge of town interrupt it. */
export function gridStreets(): StreetLine[] {
  const along = STREETS.flatMap((street) =>
    runs(
      street,
      AVENUE_ROADS.map((avenue) => ({ u: avenue.at_m, v: street.at_m })),
    ),
  );
  const across = AVENUE_ROADS.flatMap((avenue) =>
    runs(
      avenue,
      STREETS.map((street) => ({ u: avenue.at_m, v: street.at_m })),
    ),
  );
  return [...along, ...across];
}

/** A path that follows the shore through marsh and park. */
export function marshTrail(): StreetLine {
  const points: TownPoint[] = [];
  for (let u = -3250; u <= -650; u += 65) points.push({ u, v: shoreV(u) + 38 + 14 * Math.sin(u / 90) });
  return { name: 'Marsh Trail', class: 'path', width_m: 4, points };
}

/** "Alder St at 5th Ave" for each crossing of two paved roads. */
export function crossings(): AddressPoint[] {
  return STREETS.flatMap((street) =>
    AVENUE_ROADS.flatMap((avenue) => {
      const point = { u: avenue.at_m, v: street.at_m };
      return paved(point) ? [{ label: `${street.name} at ${avenue.name}`, ...toLatLon(point) }] : [];
    }),
  );
}
