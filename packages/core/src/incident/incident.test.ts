import fc from 'fast-check';
import type { Incident, IncidentInput } from '@outrider/schema';
import { expect, test } from 'vitest';
import {
  incidentFromEido,
  incidentsFromTable,
  mergeUpdate,
  newIncident,
  questionForChange,
  rankAddresses,
} from './index.js';

const input = (over: Partial<IncidentInput> = {}): IncidentInput => ({
  external_id: 'CAD-1',
  type: 'Structure fire',
  priority: 1,
  location: { latitude_deg: 37.485, longitude_deg: -122.236, uncertainty_m: null, address: '418 Alder St' },
  ...over,
});
const made = (over: Partial<IncidentInput> = {}): Incident =>
  newIncident(input(over), { id: 'i', number: '26-1', source: 'api', now_utc_ms: 1000 });

test('updates in any order, repeated any number of times, end in the newest revision', () => {
  const updates = [1, 2, 3, 4].map((revision) =>
    input({ external_revision: revision, narrative: `revision ${revision}` }),
  );
  const order = fc.array(fc.constantFrom(...updates), { minLength: 0, maxLength: 30 });
  fc.assert(
    fc.property(order, fc.shuffledSubarray(updates, { minLength: 4 }), (noise, all) => {
      const end = [...noise, ...all].reduce(
        (held, update) => mergeUpdate(held, update, 2000).incident,
        made({ external_revision: 0 }),
      );
      expect([end.external_revision, end.narrative, end.received_at_utc_ms]).toEqual([4, 'revision 4', 1000]);
    }),
  );
});

test('without revisions the last one wins and the same again changes nothing', () => {
  const first = mergeUpdate(made(), input({ priority: 2 }), 2000);
  expect([first.outcome, first.incident.priority]).toEqual(['applied', 2]);
  expect(mergeUpdate(first.incident, input({ priority: 2 }), 3000)).toEqual({
    incident: first.incident,
    outcome: 'repeated',
  });
});

test('"open" from the CAD does not undo an assignment; "closed" closes and a newer revision may open again', () => {
  expect(mergeUpdate({ ...made(), state: 'assigned' }, input({ state: 'open', priority: 3 }), 2).incident.state).toBe(
    'assigned',
  );
  const closed = mergeUpdate(
    made({ external_revision: 1 }),
    input({ state: 'closed', external_revision: 2 }),
    2000,
  ).incident;
  expect([closed.state, closed.closed_at_utc_ms]).toEqual(['closed', 2000]);
  const again = mergeUpdate(closed, input({ state: 'open', external_revision: 3 }), 3000).incident;
  expect([again.state, again.closed_at_utc_ms]).toEqual(['open', null]);
});

test('the RPIC is asked when the incident moves or ends, not when a word changes', () => {
  const before = made();
  expect(questionForChange(before, { ...before, narrative: 'more smoke' }, 'si')).toBeNull();
  expect(
    questionForChange(before, { ...before, location: { ...before.location, latitude_deg: 37.4852 } }, 'si'),
  ).toBeNull();
  const moved = { ...before, location: { ...before.location, latitude_deg: 37.49, address: '9 Elm St' } };
  expect(questionForChange(before, moved, 'si')).toMatchObject({
    kind: 'incident_moved',
    target: { latitude_deg: 37.49 },
  });
  expect(questionForChange(before, moved, 'si')?.text).toContain('9 Elm St');
  expect(questionForChange(before, moved, 'us')?.text).toMatch(/moved by [\d.]+ mi/);
  expect(questionForChange(before, { ...moved, state: 'closed' }, 'si')?.kind).toBe('incident_closed');
});

const EIDO = {
  incidentComponent: {
    incidentTrackingIdentifier: 'urn:emergency:uid:incidentid:a56e556d871:bcf.example.gov',
    incidentTypeCommonRegistryText: 'Fire-Structure',
    incidentCommonPriorityNumber: 8,
    lastUpdateTimestamp: '2026-11-21T14:30:00-08:00',
    locationReference: [{ $ref: 'loc-2' }],
    incidentStatusCommonRegistryText: ['Active'],
  },
  notesComponent: [
    { notesActionComments: 'Smoke on second floor' },
    { notesActionComments: 'Caller left the building' },
  ],
  locationComponent: [
    { componentIdentifier: 'loc-1', locationByValue: '<gml:pos>1 2</gml:pos>' },
    {
      componentIdentifier: 'loc-2',
      locationByValue:
        '<presence><gs:Circle srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>37.4850 -122.2360</gml:pos><gs:radius uom="urn:ogc:def:uom:EPSG::9001">30</gs:radius></gs:Circle><ca:civicAddress><ca:HNO>418</ca:HNO><ca:RD>Alder</ca:RD><ca:STS>St</ca:STS></ca:civicAddress></presence>',
    },
  ],
};

test('an EIDO is mapped by its referenced location', () => {
  expect(incidentFromEido(EIDO)).toEqual({
    ok: true,
    input: {
      external_id: EIDO.incidentComponent.incidentTrackingIdentifier,
      external_revision: Date.UTC(2026, 10, 21, 22, 30),
      type: 'Fire-Structure',
      priority: 2,
      location: { latitude_deg: 37.485, longitude_deg: -122.236, uncertainty_m: 30, address: '418 Alder St' },
      narrative: 'Smoke on second floor\nCaller left the building',
      state: 'open',
    },
  });
});

test.each([
  [10, 1],
  [9, 1],
  [7, 2],
  [5, 3],
  [2, 4],
  [1, 5],
  ['0', 5],
  [11, 3],
  [undefined, 3],
  ['urgent', 3],
])('an EIDO says how urgent it is from 0 to 10, 10 the most: %j is priority %j', (urgency, priority) => {
  const incidentComponent = { ...EIDO.incidentComponent, incidentCommonPriorityNumber: urgency };
  expect(incidentFromEido({ ...EIDO, incidentComponent })).toMatchObject({ input: { priority } });
});

test('an EIDO of which only the location or a note is newer is a newer one', () => {
  const later = '2026-11-21T14:40:00-08:00';
  const moved = EIDO.locationComponent.map((location) => ({ ...location, lastUpdateTimestamp: later }));
  const external_revision = Date.parse(later);
  expect(incidentFromEido({ ...EIDO, locationComponent: moved })).toMatchObject({ input: { external_revision } });
  const noted = [{ notesActionComments: 'Out', lastUpdateTimestamp: later }];
  expect(incidentFromEido({ ...EIDO, notesComponent: noted })).toMatchObject({ input: { external_revision } });
});

test.each([
  [{}, 'incidentComponent'],
  [{ incidentComponent: {} }, 'incidentComponent.incidentTrackingIdentifier'],
  [{ incidentComponent: { incidentTrackingIdentifier: 'x' } }, 'incidentComponent.incidentTypeCommonRegistryText'],
  [
    { ...EIDO, locationComponent: [{ locationByValue: '<gml:pos>137 -500</gml:pos>' }] },
    'locationComponent.locationByValue',
  ],
])('an unusable EIDO names the field: %j', (document, field) => {
  expect(incidentFromEido(document)).toMatchObject({ ok: false, field });
});

test('EIDO mapping never throws, whatever comes', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('incidentComponent', 'locationComponent', 'x'), fc.object()),
      (document) => {
        expect(typeof incidentFromEido(document).ok).toBe('boolean');
      },
    ),
  );
});

const COLUMNS = ['external_id', 'type', 'priority', 'latitude_deg', 'longitude_deg', 'received_at'];
const row = (line: number, over: Record<string, string> = {}) => ({
  line,
  values: {
    external_id: `C${line}`,
    type: 'Fire',
    priority: '1',
    latitude_deg: '37',
    longitude_deg: '-122',
    received_at: '',
    ...over,
  },
});

test('a table is read whole or refused with line and column', () => {
  expect(incidentsFromTable(COLUMNS, [row(2), row(3)])).toMatchObject({
    ok: true,
    inputs: [{ external_id: 'C2' }, { external_id: 'C3' }],
  });
  expect(incidentsFromTable(COLUMNS, [row(2), row(3, { latitude_deg: '97' })])).toMatchObject({
    ok: false,
    line: 3,
    column: 'latitude_deg',
  });
  expect(incidentsFromTable(COLUMNS, [row(2, { priority: '1.5' })])).toMatchObject({
    ok: false,
    line: 2,
    column: 'priority',
  });
  for (const received_at of ['noon', '2026-11-21T14:30:00', '2026-11-21']) {
    expect(incidentsFromTable(COLUMNS, [row(2, { received_at })])).toMatchObject({ ok: false, column: 'received_at' });
  }
  expect(incidentsFromTable(COLUMNS, [row(2, { received_at: '2026-11-21T14:30:00-08:00' })])).toMatchObject({
    inputs: [{ received_at_utc_ms: Date.UTC(2026, 10, 21, 22, 30) }],
  });
  expect(incidentsFromTable(['type', 'lat'], [])).toMatchObject({ ok: false, line: 1, column: 'priority' });
  expect(incidentsFromTable([...COLUMNS, 'colour'], [])).toMatchObject({ ok: false, column: 'colour' });
});

const point = (label: string, longitude_deg: number) => ({ label, latitude_deg: 37, longitude_deg });
const REGISTER = [
  point('400 Alder Street', -122.001),
  point('420 Alder Street', -122.002),
  point('401 Alder Street', -122.01),
  point('400 Elm Avenue', -122.1),
];

test('addresses: short forms, begun words, and a number between two others on the same side', () => {
  expect(rankAddresses('420 alder st', REGISTER, 3)[0]).toMatchObject({ label: '420 Alder Street', uncertainty_m: 15 });
  expect(rankAddresses('400 el', REGISTER, 1)[0]?.label).toBe('400 Elm Avenue');
  const between = rankAddresses('410 Alder St', REGISTER, 3)[0];
  expect(between?.label).toBe('410 Alder Street');
  expect(between?.longitude_deg).toBeCloseTo(-122.0015, 6);
  expect(between?.uncertainty_m).toBeGreaterThan(30);
  expect(rankAddresses('Nowhere Blvd', REGISTER, 3)).toEqual([]);
});
