import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordsRequest } from '@outrider/schema';
import { startWithAircraft, until } from '../testing/bound-aircraft.js';
import type { BoundAircraft } from '../testing/bound-aircraft.js';
import type { Caller } from '../testing/caller.js';
import { addAgency } from '../testing/server.js';

const MISSING = '01938d2a-0000-7000-8000-00000000ffff';
let world: BoundAircraft;
let caller: Caller;
let flight: string;
let flying: string;
let request: RecordsRequest;

const input = (more: object = {}) => ({
  requester: 'The Daily Paper',
  contact: 'news@paper.example',
  subject: 'All video of the fire in Oak Street',
  received_at_utc_ms: Date.now() - 86_400_000,
  due_at_utc_ms: Date.now() + 9 * 86_400_000,
  from_utc_ms: null,
  to_utc_ms: null,
  ...more,
});
const of = (id: string) => ({ params: { id } });
const decide = (id: string, body: object) => caller.raw('decideRecordsRequestItem', { ...of(id), body });
const custody = async () => {
  const { items } = await caller.call('listLogLeaves');
  return items.map(({ leaf }) => leaf).filter(({ kind }) => kind === 'released' || kind === 'withheld');
};

beforeAll(async () => {
  world = await startWithAircraft();
  ({ caller } = world.agency);
  flight = await world.flight('airborne');
  world.report(flight, 'landed');
  await until(async () => (await caller.call('getRecord', of(flight))).state === 'sealed', 60_000);
  flying = await world.flight('airborne');
}, 150_000);
afterAll(() => world?.close());

describe('a request for records', () => {
  it('is entered with a number and what it is about', async () => {
    request = await caller.call('createRecordsRequest', { body: input() });
    expect(request).toMatchObject({ number: expect.stringMatching(/^R\d\d-000001$/), state: 'open', items: [] });
    const corrected = await caller.call('updateRecordsRequest', { ...of(request.id), body: input({ contact: '' }) });
    expect(corrected.contact).toBe('');
    const { items } = await caller.call('listRecordsRequests', { query: { state: 'open' } });
    expect(items.map(({ id }) => id)).toEqual([request.id]);
  });

  it.each([
    [{ due_at_utc_ms: 1 }, 'due_at_utc_ms'],
    [{ from_utc_ms: 10, to_utc_ms: 10 }, 'to_utc_ms'],
    [{ requester: '' }, 'requester'],
  ])('%j is refused', async (wrong, field) => {
    const refusal = await caller.refusal('createRecordsRequest', { body: input(wrong) });
    expect(refusal).toMatchObject({ status: 400, code: 'bad_request', field });
  });

  it('names flights of the agency, each once, and redactions of that flight alone', async () => {
    const add = (body: object) => caller.raw('addRecordsRequestItem', { ...of(request.id), body });
    expect(await add({ flight_id: flight, material: 'record' })).toMatchObject({ status: 200 });
    expect(await add({ flight_id: flight, material: 'record' })).toMatchObject({ status: 409 });
    expect(await add({ flight_id: flight, material: 'redaction' })).toMatchObject({ status: 400 });
    expect(await add({ flight_id: flight, material: 'redaction', redaction_id: MISSING })).toMatchObject({
      status: 404,
    });
    expect(await add({ flight_id: MISSING, material: 'record' })).toMatchObject({ status: 404 });
    const other = await addAgency(world.server);
    const theirs = await other.caller.call('createRecordsRequest', { body: input() });
    expect(theirs.number).toBe(request.number);
    const foreign = await other.caller.raw('addRecordsRequestItem', {
      ...of(theirs.id),
      body: { flight_id: flight, material: 'record' },
    });
    expect(foreign).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } });
    request = await caller.call('addRecordsRequestItem', {
      ...of(request.id),
      body: { flight_id: flying, material: 'record' },
    });
    expect(request.items).toHaveLength(2);
  });

  it('withholds only with a reason and a citation, and releases only what is sealed', async () => {
    const [sealed, open] = [flight, flying].map((id) => request.items.find(({ flight_id }) => flight_id === id)!);
    expect(await decide(open!.id, { outcome: 'released' })).toMatchObject({
      status: 409,
      body: { error: { code: 'record_not_sealed' } },
    });
    expect(await decide(open!.id, { outcome: 'withheld', citation: 'Gov. Code 7923.600' })).toMatchObject({
      status: 400,
      body: { error: { field: 'reason' } },
    });
    expect(await decide(open!.id, { outcome: 'withheld', reason: 'Open case', citation: ' ' })).toMatchObject({
      status: 400,
      body: { error: { field: 'citation' } },
    });
    expect(await custody()).toEqual([]);
    const early = await caller.refusal('answerRecordsRequest', { ...of(request.id), body: { note: '' } });
    expect(early).toMatchObject({ status: 409, code: 'conflict' });
    await decide(open!.id, { outcome: 'withheld', reason: 'The case is open', citation: 'Gov. Code 7923.600' });
    await decide(sealed!.id, { outcome: 'released' });
    const { manifest_sha256 } = await caller.call('getRecord', of(flight));
    request = await caller.call('getRecordsRequest', of(request.id));
    expect(request.items.find(({ flight_id }) => flight_id === flight)).toMatchObject({
      outcome: 'released',
      manifest_sha256,
      decided_by: 'All of First',
    });
  });

  it('puts every decision into custody, which is the log', async () => {
    const leaves = await custody();
    expect(leaves.map(({ kind, body }) => [kind, body['flight_id']]).toSorted()).toEqual([
      ['released', flight],
      ['withheld', flying],
    ]);
    expect(JSON.stringify(leaves)).toContain('The case is open (Gov. Code 7923.600)');
    const { events } = await caller.call('getCustody', of(flight));
    expect(events.map(({ kind }) => kind)).toContain('released');
  });

  it('is answered with a letter, and then stays as it is', async () => {
    request = await caller.call('answerRecordsRequest', {
      ...of(request.id),
      body: { note: 'You may appeal within 20 days.' },
    });
    expect(request).toMatchObject({ state: 'answered', answered_by: 'All of First' });
    for (const format of ['html', 'text'] as const) {
      const letter = await caller.raw('getRecordsRequestLetter', { params: { id: request.id, format } });
      for (const words of ['The Daily Paper', 'The case is open', 'Gov. Code 7923.600', 'You may appeal'])
        expect(String(letter.body)).toContain(words);
      expect(letter.headers.get('content-type')).toContain(format === 'html' ? 'text/html' : 'text/plain');
    }
    const late = await decide(request.items[0]!.id, { outcome: 'withheld', reason: 'x', citation: 'y' });
    expect(late).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } });
    expect(await caller.refusal('updateRecordsRequest', { ...of(request.id), body: input() })).toMatchObject({
      code: 'conflict',
    });
  });

  it('loses an item only while nobody has decided about it', async () => {
    const second = await caller.call('createRecordsRequest', { body: input() });
    const { items } = await caller.call('addRecordsRequestItem', {
      ...of(second.id),
      body: { flight_id: flight, material: 'record' },
    });
    expect((await caller.call('removeRecordsRequestItem', of(items[0]!.id))).items).toEqual([]);
    expect(await caller.refusal('removeRecordsRequestItem', of(request.items[0]!.id))).toMatchObject({
      code: 'conflict',
    });
  });
});
