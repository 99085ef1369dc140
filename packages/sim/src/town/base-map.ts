import type { Building } from './buildings.js';
import type { TownPoint } from './frame.js';
import { circle, corners, position, ring } from './frame.js';
import { AIRPORT, HELIPAD, HILL, PARKS, RUNWAY, shoreV } from './layout.js';
import type { Park } from './layout.js';
import { gridStreets, marshTrail } from './streets.js';
import type { StreetLine } from './streets.js';

interface Feature {
  type: 'Feature';
  properties: Record<string, string | number>;
  geometry: { type: 'Polygon' | 'LineString' | 'Point'; coordinates: unknown };
}

const polygon = (outline: readonly TownPoint[], properties: Feature['properties']): Feature => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Polygon', coordinates: [ring(outline)] },
});

/** The bay: everything south of the shore, far beyond the edge of any screen. */
function bay(): Feature {
  const shore: TownPoint[] = [];
  for (let u = -9000; u <= 9000; u += Math.abs(u) < 4200 ? 40 : 400) shore.push({ u, v: shoreV(u) });
  return polygon([...shore, { u: 9000, v: -9000 }, { u: -9000, v: -9000 }], { layer: 'water', name: 'Redwood Bay' });
}

/** Outlines of the lakes in the parks. */
export function pondOutlines(): { name: string; outline: TownPoint[] }[] {
  const shaped = (centre: TownPoint, radius_m: number): TownPoint[] =>
    circle(centre, radius_m, 28).map((point, index) => {
      const stretch = 1 + 0.22 * Math.sin(index * 0.9) + 0.1 * Math.cos(index * 1.7);
      return { u: centre.u + (point.u - centre.u) * stretch * 1.4, v: centre.v + (point.v - centre.v) * stretch };
    });
  return [
    { name: 'Heritage Pond', outline: shaped({ u: -470, v: 620 }, 42) },
    { name: 'Eagle Reservoir', outline: shaped({ u: -2050, v: 2120 }, 60) },
  ];
}

/** Parks on the shore follow the waterline instead of running into the bay. */
export function parkOutline(park: Park): TownPoint[] {
  if ('centre' in park.area) {
    const { centre, radius_m } = park.area;
    return circle(centre, radius_m, 72).map((point, index) => {
      const wobble = 0.93 + 0.07 * Math.sin(index * 0.52);
      return { u: centre.u + (point.u - centre.u) * wobble, v: centre.v + (point.v - centre.v) * wobble };
    });
  }
  const { u0, u1, v0, v1 } = park.area;
  if (v0 > -1000) return corners(park.area);
  const outline: TownPoint[] = [
    { u: u1, v: v1 },
    { u: u0, v: v1 },
  ];
  for (let u = u0; u <= u1; u += 25) outline.push({ u, v: shoreV(u) + 2 });
  return outline;
}

const line = (street: StreetLine): Feature => ({
  type: 'Feature',
  properties: { layer: 'street', name: street.name, class: street.class, width_m: street.width_m },
  geometry: { type: 'LineString', coordinates: street.points.map(position) },
});

export function piers(): StreetLine[] {
  return [1500, 1620, 1740, 2100, 2180].map((u, index) => ({
    name: `Pier ${index + 1}`,
    class: 'pier',
    width_m: 9,
    points: [
      { u, v: shoreV(u) + 12 },
      { u, v: shoreV(u) - 120 - 25 * (index % 2) },
    ],
  }));
}

export const runway: StreetLine = {
  name: '11/29',
  class: 'runway',
  width_m: RUNWAY.width_m,
  points: [RUNWAY.from, RUNWAY.to],
};
export const taxiway: StreetLine = {
  name: 'Taxiway A',
  class: 'street',
  width_m: 12,
  points: [
    { u: 2620, v: -550 },
    { u: 3580, v: -550 },
  ],
};

const label = (name: string, kind: string, at: TownPoint): Feature => ({
  type: 'Feature',
  properties: { layer: 'label', name, kind },
  geometry: { type: 'Point', coordinates: position(at) },
});

const parkLabel = (park: Park): Feature => {
  const at =
    'centre' in park.area
      ? park.area.centre
      : { u: (park.area.u0 + park.area.u1) / 2, v: Math.max(park.area.v1 - 110, (park.area.v0 + park.area.v1) / 2) };
  return label(park.name, 'park', at);
};

const labels = (): Feature[] => [
  label('Redwood Bay', 'water', { u: -200, v: -1750 }),
  label('Downtown', 'district', { u: 150, v: 330 }),
  label('Harbor District', 'district', { u: 1850, v: -620 }),
  label('Alder Flats', 'district', { u: -2000, v: -300 }),
  label('Mission Heights', 'district', { u: -700, v: 1700 }),
  label('Foothill', 'district', { u: 600, v: 2350 }),
  label('Eastgate', 'district', { u: 2300, v: 900 }),
  label('Redwood General Hospital', 'landmark', { u: 1060, v: -330 }),
  label('Harriet Lane School', 'landmark', { u: -1400, v: 790 }),
  label('Redwood Municipal Airport', 'landmark', { u: 3100, v: -560 }),
  label('Eagle Hill Mast', 'landmark', { u: HILL.u + 60, v: HILL.v - 190 }),
  ...PARKS.map(parkLabel),
];

const building = (b: Building): Feature =>
  polygon(b.outline, { layer: 'building', height_m: b.height_m, ...(b.name ? { name: b.name } : {}) });

/** The town as GeoJSON for the console's map; what lies below comes first. */
export function baseMap(buildings: readonly Building[]): { type: 'FeatureCollection'; features: Feature[] } {
  const field = { u0: AIRPORT.u0, v0: -900, u1: AIRPORT.u1, v1: AIRPORT.v1 };
  return {
    type: 'FeatureCollection',
    features: [
      bay(),
      ...PARKS.map((park) => polygon(parkOutline(park), { layer: 'park', name: park.name })),
      polygon(corners(field), { layer: 'park', name: 'Redwood Municipal Airport', kind: 'airfield' }),
      ...pondOutlines().map(({ name, outline }) => polygon(outline, { layer: 'water', name })),
      ...[...gridStreets(), marshTrail(), ...piers(), taxiway, runway].map(line),
      polygon(circle(HELIPAD, 14, 24), { layer: 'building', height_m: 0.5, name: 'Helipad' }),
      ...buildings.map(building),
      ...labels(),
    ],
  };
}
