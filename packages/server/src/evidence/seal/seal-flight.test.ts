import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyRecord } from '@outrider/core/evidence';
import { ChainWriter, nodeDigests } from '@outrider/record/chain';
import { folderFiles } from '@outrider/record/files';
import { createLogger, inProcessBus, systemClock } from '@outrider/runtime';
import { parseSettings } from '@outrider/runtime/settings';
import { findFlight } from '../../flights/store.js';
import { openStore } from '../../platform/database/index.js';
import type { Store } from '../../platform/database/index.js';
import { startWithAircraft } from '../../testing/bound-aircraft.js';
import type { BoundAircraft } from '../../testing/bound-aircraft.js';
import { followEvents } from '../chain/follow-events.js';
import { OpenChains } from '../chain/open-chains.js';
import { EvidenceJob } from '../job.js';
import { currentSigner } from '../keys/store.js';
import { KeyVault } from '../keys/vault.js';
import { findRecord } from '../store.js';
import { sealFlight } from './seal-flight.js';

let world: BoundAircraft;
let store: Store;
let root: string;
const clock = systemClock();
const logger = createLogger({ name: 'test', level: 'silent' });
const software = { outrider: 'test' };

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'outrider-seal-'));
  world = await startWithAircraft();
  store = await openStore({ login: world.login, poolSize: 2, clock, bus: inProcessBus(), logger });
}, 120_000);
afterAll(async () => {
  await store?.close();
  await world?.close();
  await rm(root, { recursive: true, force: true });
});

const rightVault = () => new KeyVault(world.server.data_dir, null);
/** A flight with its events in a chain of this test's own; the server's job goes on with its own. */
async function followed(recordsDir: string): Promise<string> {
  const id = await world.flight('airborne');
  const chains = new OpenChains(recordsDir);
  await world.owner.query('UPDATE evidence_cursors SET event_seq = 0');
  await followEvents({ store, logger, chains, software }, world.agency.id);
  await chains.closeAll();
  return id;
}
const kindsIn = async (folder: string): Promise<string[]> =>
  (await readFile(path.join(folder, 'chain.jsonl'), 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { kind: string }).kind);
async function alterLine(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  expect(text).toContain(from);
  await writeFile(file, text.replace(from, to));
}

describe('a seal that fails', () => {
  it('for want of the key writes nothing; with it, a camera’s altered chain is sealed as it is, and the end is said once', async () => {
    const id = await followed(root);
    const folder = path.join(root, world.agency.id, id);
    const video = path.join(folder, 'video/cam1');
    const camera = await ChainWriter.open(video);
    for (const kind of ['video_opened', 'video_closed'])
      await camera.append({ at_utc_ms: 1, kind, body: { camera_name: 'wide' }, payload: null });
    await camera.close();
    await alterLine(path.join(video, 'chain.jsonl'), 'wide', 'tele');
    await store.inAgency(world.agency.id, (tx) => currentSigner(tx, rightVault()));
    const flight = (await store.inAgency(world.agency.id, (tx) => findFlight(tx, id)))!;
    const sealWith = (vault: KeyVault) =>
      sealFlight({ store, chains: new OpenChains(root), vault, software }, world.agency.id, flight, null, Date.now());
    const before = await kindsIn(folder);
    const wrongVault = new KeyVault(path.join(root, 'elsewhere'), null);
    for (let tries = 0; tries < 3; tries++)
      await expect(sealWith(wrongVault)).rejects.toMatchObject({ code: 'evidence_key_locked' });
    expect(await kindsIn(folder)).toEqual(before);
    for (let tries = 0; tries < 2; tries++) await sealWith(rightVault());
    expect(await kindsIn(folder)).toEqual([...before, 'record_closed']);
    const report = await verifyRecord({
      files: folderFiles(folder),
      digests: nodeDigests,
      trustedKeys: [],
      checkpoints: [],
    });
    const reason = expect.stringMatching(/^video\/cam1\/chain\.jsonl was altered before the seal: Line 2/);
    expect(report).toMatchObject({ verdict: 'unconfirmed', incomplete_reason: reason });
    expect(report.findings.map(({ code }) => code)).toContain('chain_damaged');
    world.report(id, 'landed');
    await world.flightIs(id, 'landed');
  });

  it('since the flight’s own chain was altered puts the record away as broken', async () => {
    const recordsDir = path.join(root, 'altered');
    const id = await followed(recordsDir);
    await world.owner.query("UPDATE flight_records SET state = 'open'");
    const file = path.join(recordsDir, world.agency.id, id, 'chain.jsonl');
    await alterLine(file, '"simulated":true', '"simulated":false');
    const own = { vault: rightVault(), chains: new OpenChains(recordsDir), recordsDir };
    const job = new EvidenceJob({
      ...own,
      store,
      clock,
      logger,
      software,
      folder: null,
      mail: parseSettings({}, 'the test').mail,
      agencies: async () => [world.agency.id],
    });
    await job.runOnce();
    await job.close();
    const row = await store.inAgency(world.agency.id, (tx) => findRecord(tx, id));
    expect(row).toMatchObject({ state: 'broken', detail: expect.stringMatching(/was altered/) });
  });
});
