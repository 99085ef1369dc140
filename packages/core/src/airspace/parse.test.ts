import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseVolumes, volumeFaultText } from './index.js';

const RING = [
  [-122.2, 37.5],
  [-122.19, 37.5],
  [-122.19, 37.51],
  [-122.2, 37.5],
];
const feature = (properties: object, geometry: object = { type: 'Polygon', coordinates: [RING] }) => ({
  type: 'FeatureCollection',
  features: [{ type: 'Feature', properties: { kind: 'keep_out', name: 'School', ...properties }, geometry }],
});
const parse = (document: unknown) => parseVolumes(document, 'upload');
const fault = (document: unknown) => {
  const parsed = parse(document);
  if ('volumes' in parsed) throw new Error('it was accepted');
  return parsed.error;
};

test('a polygon with heights and times becomes a volume', () => {
  const properties = {
    floor_m: 0,
    top_m: 120,
    datum: 'agl',
    starts_at: '2026-05-01T08:00:00Z',
    ends_at: '2026-05-01T10:00:00+02:00',
  };
  expect(fault(feature(properties)).property).toBe('ends_at');
  expect(parse(feature({ ...properties, ends_at: '2026-05-01T11:00:00+02:00' }))).toMatchObject({
    volumes: [
      {
        name: 'School',
        kind: 'keep_out',
        rings: [RING],
        floor_m: 0,
        top_m: 120,
        datum: 'agl',
        starts_at_utc_ms: Date.UTC(2026, 4, 1, 8),
        ends_at_utc_ms: Date.UTC(2026, 4, 1, 9),
        source: 'upload',
        enabled: true,
      },
    ],
  });
});

test('parts of a MultiPolygon are volumes of their own, a point with a radius is a circle', () => {
  const multi = parse(feature({}, { type: 'MultiPolygon', coordinates: [[RING], [RING]] }));
  expect(multi).toMatchObject({ volumes: [{ name: 'School (1)' }, { name: 'School (2)' }] });
  const circle = parse(feature({ radius_m: 300 }, { type: 'Point', coordinates: [-122.2, 37.5] }));
  expect('volumes' in circle && circle.volumes[0]?.rings[0]).toHaveLength(33);
});

const POLYGON = (coordinates: unknown) => ({ type: 'Polygon', coordinates });
test.each([
  ['no document', 7, null, 'type'],
  ['no collection', { type: 'Topology' }, null, 'type'],
  ['unknown kind', feature({ kind: 'zone' }), 0, 'kind'],
  ['no name', feature({ name: ' ' }), 0, 'name'],
  ['a height in words', feature({ top_m: 'high', datum: 'agl' }), 0, 'top_m'],
  ['a height without datum', feature({ top_m: 50 }), 0, 'datum'],
  ['a wrong datum', feature({ top_m: 50, datum: 'msl' }), 0, 'datum'],
  ['floor above top', feature({ floor_m: 60, top_m: 50, datum: 'agl' }), 0, 'top_m'],
  ['an obstacle without height', feature({ kind: 'obstacle' }), 0, 'top_m'],
  ['a ceiling with a floor', feature({ kind: 'ceiling', floor_m: 5, top_m: 50, datum: 'agl' }), 0, 'floor_m'],
  ['a time without zone', feature({ starts_at: '2026-05-01T08:00:00' }), 0, 'starts_at'],
  ['a line', feature({}, { type: 'LineString', coordinates: RING }), 0, 'geometry.type'],
  ['a point without radius', feature({}, { type: 'Point', coordinates: [0, 0] }), 0, 'radius_m'],
  ['an open ring', feature({}, POLYGON([[...RING.slice(0, -1), [-122.21, 37.5]]])), 0, 'geometry.coordinates[0]'],
  ['swapped axes', feature({}, POLYGON([RING.map(([x, y]) => [y, x])])), 0, 'geometry.coordinates[0][0]'],
  [
    'a ring that crosses itself',
    feature(
      {},
      POLYGON([
        [
          [0, 0],
          [1, 1],
          [1, 0],
          [0, 1],
          [0, 0],
        ],
      ]),
    ),
    0,
    'geometry.coordinates[0]',
  ],
  [
    'a ring over the date line',
    feature(
      {},
      POLYGON([
        [
          [179, 0],
          [-179, 0],
          [-179, 1],
          [179, 0],
        ],
      ]),
    ),
    0,
    'geometry.coordinates[0][1]',
  ],
  ['a hole outside', feature({}, POLYGON([RING, RING.map(([x, y]) => [x! + 1, y])])), 0, 'geometry.coordinates[1]'],
])('%s is refused with feature, property and remedy', (_, document, index, property) => {
  const found = fault(document);
  expect([found.feature_index, found.property]).toEqual([index, property]);
  expect(volumeFaultText(found)).toMatch(/\.$/);
});

test('any JSON gives volumes or a fault, never a throw', () => {
  const wild = fc.oneof(fc.anything(), fc.jsonValue());
  fc.assert(
    fc.property(wild, wild, (properties, geometry) => {
      const document = { type: 'FeatureCollection', features: [{ type: 'Feature', properties, geometry }] };
      const parsed = parse(document);
      expect('volumes' in parsed || parsed.error.remedy.length > 0).toBe(true);
    }),
  );
});

test('a file without a single feature is refused: with "replace" it would delete what a source has given', () => {
  expect(fault({ type: 'FeatureCollection', features: [] })).toMatchObject({
    message: expect.stringMatching(/no features/),
  });
});
