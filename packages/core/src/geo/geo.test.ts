import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  bearing,
  circleRing,
  clipToConvex,
  convexHull,
  destination,
  distance,
  geodesicBearing,
  geodesicDistance,
  insideParts,
  insideRings,
  length,
  localPlane,
  pointToSegment,
  polar,
  ringArea,
  ringIsSimple,
  segmentToRings,
  segmentToSegment,
  segmentWithin,
  segmentsMeet,
  surroundingPolygon,
  toLonLat,
  toXy,
} from './index.js';
import type { Xy } from './index.js';

const point = fc.record({
  latitude_deg: fc.double({ min: -60, max: 60, noNaN: true }),
  longitude_deg: fc.double({ min: -180, max: 180, noNaN: true }),
});
const xy: fc.Arbitrary<Xy> = fc.tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -500, max: 500 }));
const SQUARE: Xy[] = [
  [0, 0],
  [100, 0],
  [100, 100],
  [0, 100],
];
const HOLE: Xy[] = [
  [40, 40],
  [40, 60],
  [60, 60],
  [60, 40],
];

test('geodesic figures of the WGS84 ellipsoid', () => {
  const at = (latitude_deg: number, longitude_deg: number) => ({ latitude_deg, longitude_deg });
  expect(geodesicDistance(at(0, 0), at(0, 1))).toBeCloseTo(111_319.4908, 3);
  expect(geodesicDistance(at(0, 0), at(90, 0))).toBeCloseTo(10_001_965.729, 2);
  expect(geodesicBearing(at(0, 0), at(0, -1))).toBeCloseTo(270, 9);
});

test('destination, distance and bearing agree, also over the date line', () => {
  fc.assert(
    fc.property(
      point,
      fc.double({ min: 0, max: 359.9, noNaN: true }),
      fc.double({ min: 10, max: 40_000, noNaN: true }),
      (from, course, metres) => {
        const to = destination(from, course, metres);
        expect(geodesicDistance(from, to)).toBeCloseTo(metres, 5);
        expect(Math.abs(distance(from, to) / metres - 1)).toBeLessThan(0.001);
        const both = polar(from, to);
        expect(both.distance_m).toBeCloseTo(distance(from, to), 6);
        const off = Math.abs(((bearing(from, to) - both.bearing_deg + 540) % 360) - 180);
        expect(off).toBeLessThan(1e-6);
        expect(Math.abs(((both.bearing_deg - course + 540) % 360) - 180)).toBeLessThan(0.7);
      },
    ),
  );
});

test('no way over a third point is shorter', () => {
  fc.assert(
    fc.property(point, point, point, (a, b, c) => {
      expect(geodesicDistance(a, b)).toBeLessThanOrEqual(geodesicDistance(a, c) + geodesicDistance(c, b) + 1e-6);
      expect(geodesicDistance(a, b)).toBeCloseTo(geodesicDistance(b, a), 5);
    }),
  );
});

test('a plane gives back what was put on it', () => {
  fc.assert(
    fc.property(
      point,
      fc.double({ min: -0.3, max: 0.3, noNaN: true }),
      fc.double({ min: -0.3, max: 0.3, noNaN: true }),
      (at, dLon, dLat) => {
        const plane = localPlane(at.longitude_deg, at.latitude_deg);
        const [longitude, latitude] = [at.longitude_deg + dLon, at.latitude_deg + dLat];
        const back = toLonLat(plane, toXy(plane, longitude, latitude));
        expect(Math.abs(((back[0] - longitude + 540) % 360) - 180)).toBeLessThan(1e-9);
        expect(back[1]).toBeCloseTo(latitude, 9);
      },
    ),
  );
});

test('distances between segments are symmetric, and zero exactly where they meet', () => {
  fc.assert(
    fc.property(xy, xy, xy, xy, (a, b, c, d) => {
      const apart = segmentToSegment(a, b, c, d);
      expect(apart).toBeCloseTo(segmentToSegment(c, d, b, a), 9);
      expect(apart === 0).toBe(segmentsMeet(a, b, c, d));
      expect(apart).toBeLessThanOrEqual(Math.min(pointToSegment(a, c, d), length(a, c)) + 1e-9);
    }),
  );
});

test('within a clearance is what the distance says, for any line, polygon and clearance', () => {
  const corners = fc.array(xy, { minLength: 3, maxLength: 9 });
  fc.assert(
    fc.property(xy, xy, corners, fc.integer({ min: 1, max: 300 }), (a, b, ring, clearance_m) => {
      expect(segmentWithin(a, b, [ring], clearance_m)).toBe(segmentToRings(a, b, [ring]) < clearance_m);
      expect(segmentWithin(a, b, [ring], 0)).toBe(segmentToRings(a, b, [ring]) === 0);
    }),
  );
});

test('inside, clearance and parts of a polygon with a hole', () => {
  const rings = [SQUARE, HOLE];
  expect(insideRings([10, 10], rings)).toBe(true);
  expect(insideRings([50, 50], rings)).toBe(false);
  expect(segmentToRings([50, 50], [50, 50], rings)).toBe(10);
  expect(segmentToRings([130, -20], [130, 120], rings)).toBe(30);
  expect(segmentToRings([-10, 50], [110, 50], rings)).toBe(0);
  expect(segmentWithin([130, 0], [130, 9], rings, 30)).toBe(false);
  expect(segmentWithin([130, 0], [130, 9], rings, 30.01)).toBe(true);
  expect(segmentWithin([-10, 50], [110, 50], rings, 0)).toBe(true);
  const shares = insideParts([-100, 50], [200, 50], rings).map(([from, to]) => [from * 300 - 100, to * 300 - 100]);
  expect(shares.map(([from, to]) => [Math.round(from!), Math.round(to!)])).toEqual([
    [0, 40],
    [60, 100],
  ]);
});

test('a ring that crosses itself is found', () => {
  expect(ringIsSimple(SQUARE)).toBe(true);
  expect(
    ringIsSimple([
      [0, 0],
      [100, 100],
      [100, 0],
      [0, 100],
    ]),
  ).toBe(false);
  expect(
    ringIsSimple([
      [0, 0],
      [50, 0],
      [20, 0],
      [20, 50],
    ]),
  ).toBe(false);
  expect(
    ringIsSimple([
      [0, 0],
      [1, 1],
    ]),
  ).toBe(false);
});

test('hulls and surrounding polygons hold all their points, with the margin', () => {
  fc.assert(
    fc.property(fc.array(xy, { minLength: 3, maxLength: 30 }), fc.constantFrom(8, 16), (points, corners) => {
      const around = surroundingPolygon(points, 25, corners);
      expect(ringArea(around)).toBeGreaterThan(0);
      for (const one of points) {
        expect(insideRings(one, [around])).toBe(true);
        for (let i = 0; i < corners; i++) {
          expect(pointToSegment(one, around[i]!, around[(i + 1) % corners]!)).toBeGreaterThan(25 - 1e-6);
        }
      }
      const hull = convexHull(points);
      if (hull.length >= 3) expect(ringArea(hull)).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('clipping keeps what is inside both', () => {
  const lShape: Xy[] = [
    [0, 0],
    [100, 0],
    [100, 40],
    [40, 40],
    [40, 100],
    [0, 100],
  ];
  const window: Xy[] = [
    [20, 20],
    [90, 20],
    [90, 90],
    [20, 90],
  ];
  const cut = clipToConvex(lShape, window);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 98 }), fc.integer({ min: 1, max: 98 }), (x, y) => {
      const at: Xy = [x + 0.5, y + 0.5];
      expect(insideRings(at, [cut])).toBe(insideRings(at, [lShape]) && insideRings(at, [window]));
    }),
  );
});

test('circles as rings are closed and on the safe side', () => {
  const centre = { latitude_deg: 37.5, longitude_deg: -122.2 };
  const reach = (side: 'outside' | 'inside') => {
    const ring = circleRing(centre, 300, side);
    expect(ring[0]).toEqual(ring.at(-1));
    const plane = localPlane(centre.longitude_deg, centre.latitude_deg);
    const flat = ring.map(([longitude, latitude]) => toXy(plane, longitude, latitude));
    expect(ringArea(flat.slice(0, -1))).toBeGreaterThan(0);
    return flat.slice(1).map((corner, i) => pointToSegment([0, 0], flat[i]!, corner));
  };
  expect(Math.min(...reach('outside'))).toBeGreaterThan(299.9);
  expect(Math.max(...reach('inside'))).toBeLessThan(300.1);
});
