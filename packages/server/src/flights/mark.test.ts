import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWithAircraft, until } from '../testing/bound-aircraft.js';
import type { BoundAircraft } from '../testing/bound-aircraft.js';
import type { Caller } from '../testing/caller.js';

let world: BoundAircraft;
let caller: Caller;
let id: string;

beforeAll(async () => {
  world = await startWithAircraft();
  ({ caller } = world.agency);
  id = await world.flight('airborne');
}, 120_000);
afterAll(() => world?.close());

const mark = (body: object) => caller.raw('markFlight', { params: { id }, body });
const chain = (): Promise<string> =>
  readFile(path.join(world.server.data_dir, 'records', world.agency.id, id, 'chain.jsonl'), 'utf8').catch(() => '');

describe('a marker', () => {
  it('stands in the story of the flight and in the chain of its record', async () => {
    const position = { latitude_deg: 37.5, longitude_deg: -122.2 };
    const made = await caller.call('markFlight', { params: { id }, body: { text: ' Red van leaves ', position } });
    expect(made).toMatchObject({ text: 'Red van leaves', position, marked_by: 'All of First' });
    const { events } = await caller.call('getFlightEvents', { params: { id } });
    expect(events.find(({ kind }) => kind === 'marker')).toMatchObject({
      at_utc_ms: made.at_utc_ms,
      text: 'Red van leaves',
      actor: 'All of First',
      data: { position },
    });
    await until(async () => (await chain()).includes('"kind":"marker"'));
    expect(await chain()).toContain('Red van leaves');
  });

  it('may be about a moment that has passed, not about one before the flight or in the future', async () => {
    const { requested_at_utc_ms } = await caller.call('getFlight', { params: { id } });
    const earlier = Math.ceil(requested_at_utc_ms) + 1;
    expect(await mark({ text: 'There', at_utc_ms: earlier })).toMatchObject({ body: { at_utc_ms: earlier } });
    for (const at_utc_ms of [earlier - 60_000, Date.now() + 3_600_000])
      expect(await mark({ text: 'There', at_utc_ms })).toMatchObject({
        status: 400,
        body: { error: { code: 'bad_request', field: 'at_utc_ms' } },
      });
  });

  it('needs a word, and not too many', async () => {
    for (const text of ['', '   ', 'x'.repeat(201)])
      expect(await mark({ text })).toMatchObject({ status: 400, body: { error: { field: 'text' } } });
  });

  it('is refused once the record is sealed', async () => {
    world.report(id, 'landed');
    await until(async () => (await caller.call('getRecord', { params: { id } })).state === 'sealed', 60_000);
    expect(await mark({ text: 'Late' })).toMatchObject({ status: 409, body: { error: { code: 'flight_state' } } });
  }, 90_000);
});
