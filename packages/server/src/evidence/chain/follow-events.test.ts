import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger, inProcessBus, systemClock } from '@outrider/runtime';
import { openStore } from '../../platform/database/index.js';
import type { Store } from '../../platform/database/index.js';
import { startWithAircraft } from '../../testing/bound-aircraft.js';
import type { BoundAircraft } from '../../testing/bound-aircraft.js';
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
