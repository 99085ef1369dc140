import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger, inProcessBus, systemClock } from '@outrider/runtime';
import { openStore } from '../../platform/database/index.js';
import type { Store } from '../../platform/database/index.js';
import { startWithAircraft, until } from '../../testing/bound-aircraft.js';
import type { BoundAircraft } from '../../testing/bound-aircraft.js';
import { noDiskLimit, withFilesUpTo } from '../../testing/disk-limit.js';
import { findRecord } from '../store.js';
import { followEvents } from './follow-events.js';
import type { FollowContext } from './follow-events.js';
import { OpenChains } from './open-chains.js';

let world: BoundAircraft;
let store: Store;
let folder: string;
const logger = createLogger({ name: 'test', level: 'silent' });

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'outrider-follow-'));
  world = await startWithAircraft();
  store = await openStore({ login: world.login, poolSize: 2, clock: systemClock(), bus: inProcessBus(), logger });
}, 120_000);
afterAll(async () => {
  await store?.close();
  await world?.close();
  await rm(folder, { recursive: true, force: true });
});

/** As a server that has just started does. */
async function follow(): Promise<void> {
  const context: FollowContext = { store, logger, chains: new OpenChains(folder), software: { outrider: 'test' } };
  await followEvents(context, world.agency.id);
  await context.chains.closeAll();
}
const chainFile = (id: string): string => path.join(folder, world.agency.id, id, 'chain.jsonl');
async function kindsOf(id: string): Promise<string[]> {
  const lines = (await readFile(chainFile(id), 'utf8')).trimEnd().split('\n');
  return lines.map((line) => (JSON.parse(line) as { kind: string }).kind);
}
/** From the first event on, whatever the server's own job has done meanwhile. */
async function followAll(context: FollowContext): Promise<void> {
  await world.owner.query("UPDATE flight_records SET state = 'open'");
  await backTo(0);
  await followEvents(context, world.agency.id);
}
const backTo = (seq: number) => world.owner.query('UPDATE evidence_cursors SET event_seq = $1', [seq]);

describe('the chains of flights', () => {
  it('hold each event once, though the cursor was not kept in a crash', async () => {
    const id = await world.flight('airborne');
    await backTo(0);
    await follow();
    const once = await kindsOf(id);
    expect(once.slice(0, 2)).toEqual(['record_opened', 'flight_airborne']);
    await backTo(0);
    await follow();
    expect(await kindsOf(id)).toEqual(once);
    world.report(id, 'landed');
    await world.flightIs(id, 'landed');
  });

  it.skipIf(noDiskLimit !== null)('whose disk fails get it all later, and no other flight waits for them', async () => {
    const full = await world.flight('airborne');
    const context: FollowContext = { store, logger, chains: new OpenChains(folder), software: { outrider: 'test' } };
    await followAll(context);
    const before = await kindsOf(full);
    world.report(full, 'landed');
    await world.flightIs(full, 'landed');
    const other = await world.flight('airborne');
    world.report(other, 'landed');
    await world.flightIs(other, 'landed');
    const chain = await context.chains.of(world.agency.id, full, 0);
    await chain.append({ at_utc_ms: 1, kind: 'note', body: { text: 'x'.repeat(20_000) }, payload: null });
    const { size } = await stat(chainFile(full));
    // The server's own job may seal or move on in between, so a round may come too late.
    const landedIn = async (id: string) => (await kindsOf(id).catch(() => [])).at(-1) === 'flight_landed';
    await until(async () => (await withFilesUpTo(size, () => followAll(context)), landedIn(other)));
    expect(await kindsOf(full)).toEqual([...before, 'note']);
    await until(async () => (await followAll(context), landedIn(full)));
    await context.chains.closeAll();
    expect(await kindsOf(full)).toEqual([...before, 'note', 'flight_landed']);
  });

  it('that were altered take nothing more, and no other flight waits for them', async () => {
    const id = await world.flight('airborne');
    await backTo(0);
    await follow();
    const text = await readFile(chainFile(id), 'utf8');
    const altered = text.replace('"simulated":true', '"simulated":false');
    expect(altered).not.toBe(text);
    await writeFile(chainFile(id), altered);
    await world.owner.query("UPDATE flight_records SET state = 'open'");
    await backTo(0);
    await follow();
    expect(await readFile(chainFile(id), 'utf8')).toBe(altered);
    const row = await store.inAgency(world.agency.id, (tx) => findRecord(tx, id));
    expect(row).toMatchObject({ state: 'broken', detail: expect.stringMatching(/was altered/) });
  });
});
