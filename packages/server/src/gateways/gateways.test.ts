import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownershipSubject } from '@outrider/schema';
import type { GatewayReply, OwnershipAnswer } from '@outrider/schema';
import { newUserKey, uuidv7 } from '@outrider/runtime';
import type { DatabaseLogin } from '@outrider/runtime';
import type { Caller } from '../testing/caller.js';
import { FakeGateway } from '../testing/fake-gateway.js';
import { startTestPostgres } from '../testing/postgres.js';
import type { TestPostgres } from '../testing/postgres.js';
import { aircraftInput } from '../testing/samples.js';
import { addAgency, startTestServer } from '../testing/server.js';
import type { TestAgency, TestServer } from '../testing/server.js';

const folder = mkdtempSync(join(tmpdir(), 'gateways-'));
const usersFile = join(folder, 'users.conf');
const settle = (ms = 300): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

let postgres: TestPostgres;
let login: DatabaseLogin;
let server: TestServer;
let host: Caller;
let administrator: TestServer['administrator'];
let north: TestAgency;
let south: TestAgency;
let field: FakeGateway;
let aircraftId: string;
let otherId: string;

beforeAll(async () => {
  postgres = await startTestPostgres();
  login = await postgres.freshDatabase();
  server = await startTestServer({ login, settings: { bus: { users_file: usersFile } } });
  administrator = server.administrator;
  host = await server.host();
  north = await addAgency(server, 'North');
  south = await addAgency(server, 'South');
  field = new FakeGateway(server.bus, 'field');
  aircraftId = (await north.caller.call('createAircraft', { body: aircraftInput('Heron') })).id;
  otherId = (await north.caller.call('createAircraft', { body: aircraftInput('Crane') })).id;
}, 120_000);
afterAll(async () => {
  field?.close();
  await server?.close();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const add = (name: string, agency: string) => ({ body: { name, agency, public_key: newUserKey().public_key } });
const keysSeenBy = async ({ caller }: TestAgency): Promise<string[]> =>
  (await caller.call('listVehicles')).items.map(({ vehicle_key }) => vehicle_key);

describe('a gateway on another machine', () => {
  it('is not listened to before it is added', async () => {
    field.hello();
    field.status('field/main/1');
    await settle();
    expect(existsSync(usersFile)).toBe(false);
    for (const agency of [north, south]) expect(await keysSeenBy(agency)).toEqual([]);
  });

  it('is added by the host for one agency, under a name that is free', async () => {
    expect(await north.caller.refusal('addGateway', add('field', 'north'))).toMatchObject({ code: 'forbidden' });
    expect(await host.refusal('addGateway', add('field', 'nowhere'))).toMatchObject({ code: 'not_found' });
    expect(await host.refusal('addGateway', add('gateway', 'north'))).toMatchObject({ code: 'conflict' });
    expect(await host.refusal('addGateway', add('Field.>', 'north'))).toMatchObject({ code: 'bad_request' });
    expect(await host.call('addGateway', add('field', 'north'))).toMatchObject({ agency: 'north', heard: false });
    expect(await host.refusal('addGateway', add('field', 'south'))).toMatchObject({ code: 'conflict' });
    await host.call('addGateway', add('hill', 'north'));
    await host.call('addGateway', add('coast', 'south'));
  });

  it('stands in the file of the NATS server’s users with what it may do and no secret', async () => {
    const text = readFileSync(usersFile, 'utf8');
    const { items, users_file } = await host.call('listGateways');
    expect(users_file).toBe(usersFile);
    expect(items.map(({ name, agency }) => [name, agency])).toEqual([
      ['coast', 'south'],
      ['field', 'north'],
      ['hill', 'north'],
    ]);
    for (const { public_key } of items) expect(text).toContain(`nkey: "${public_key}"`);
    expect(text).toContain(`"telemetry.${north.id}"`);
    expect(text).not.toMatch(/\bSU[A-Z2-7]{20}/);
    expect(statSync(usersFile).mode & 0o777).toBe(0o644);
  });

  it('shows its vehicles to its agency alone, and cannot speak for another gateway', async () => {
    field.hello();
    field.status('field/main/1', { hardware_uid: 'abc' });
    field.status('gateway/main/7');
    field.status('hill/main/7');
    await settle();
    expect(await keysSeenBy(north)).toEqual(['field/main/1']);
    expect(await keysSeenBy(south)).toEqual([]);
    const body = { vehicle_key: 'field/main/1', aircraft_id: aircraftId };
    await north.caller.call('bindVehicle', { body });
    const told = (): unknown => field.asked.findLast(({ verb }) => verb === 'configure')?.body['bindings'];
    await expect
      .poll(told, { timeout: 5000 })
      .toMatchObject([{ vehicle_key: 'field/main/1', agency_id: north.id, aircraft_id: aircraftId }]);
  });

  it('tells facts of its agency; those of another are passed over', async () => {
    const status_text = { kind: 'status_text', severity: 4, text: 'from afar', flight_id: null } as const;
    field.spool({ ...status_text, agency_id: south.id, aircraft_id: null });
    const last = field.spool({ ...status_text, agency_id: north.id, aircraft_id: aircraftId });
    await expect.poll(() => field.ackedUpTo, { timeout: 10_000 }).toBe(last);
    const { items } = await south.caller.call('listAudit');
    expect(JSON.stringify(items)).not.toContain('from afar');
  });

  it('has nothing to say any more once it is revoked, and its name is never used again', async () => {
    const hill = new FakeGateway(server.bus, 'hill');
    hill.hello();
    hill.status('hill/main/1');
    await settle();
    expect(await keysSeenBy(north)).toContain('hill/main/1');
    expect(await host.call('revokeGateway', { params: { name: 'hill' } })).toMatchObject({
      name: 'hill',
      heard: false,
    });
    expect(await keysSeenBy(north)).not.toContain('hill/main/1');
    hill.hello();
    hill.status('hill/main/1');
    await settle();
    expect(await keysSeenBy(north)).not.toContain('hill/main/1');
    const { items } = await host.call('listGateways');
    const key = items.find(({ name }) => name === 'hill')!.public_key;
    expect(readFileSync(usersFile, 'utf8')).not.toContain(key);
    expect(await host.refusal('addGateway', add('hill', 'north'))).toMatchObject({ code: 'conflict' });
    expect(await host.refusal('revokeGateway', { params: { name: 'nobody' } })).toMatchObject({ code: 'not_found' });
    hill.close();
  });
});

describe('who may command an aircraft', () => {
  type Asked = { verb?: 'use' | 'release'; held?: number | null; agency_id?: string; aircraft_id?: string };
  async function ask(gateway: string, asked: Asked = {}, at = server): Promise<GatewayReply<OwnershipAnswer>> {
    const request = { verb: 'use', agency_id: north.id, aircraft_id: aircraftId, held: null, ...asked };
    const answer = await at.bus.request(ownershipSubject(gateway), Buffer.from(JSON.stringify(request)), 5000);
    return JSON.parse(Buffer.from(answer).toString()) as GatewayReply<OwnershipAnswer>;
  }
  const owned = (epoch: number) => ({ ok: true, value: { kind: 'owned', epoch } });
  const moveTo = (vehicle_key: string) => ({ body: { vehicle_key, aircraft_id: aircraftId } });
  const refused = (code: string) => ({ ok: false, error: { code } });

  it('is asked by its gateway, in the right form, and about its own agency', async () => {
    expect(await ask('field', { agency_id: south.id })).toMatchObject(refused('forbidden'));
    expect(await ask('stranger')).toMatchObject(refused('forbidden'));
    expect(await ask('field', { aircraft_id: 'x' })).toMatchObject(refused('bad_request'));
    expect(await ask('field', { aircraft_id: uuidv7(Date.now()) })).toMatchObject({ value: { kind: 'not_bound' } });
    expect(await ask('gateway')).toMatchObject({ ok: true, value: { kind: 'not_bound' } });
  });

  it('is one gateway at a time: asked for by many at once, it is given once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask('field')));
    const epochs = answers.map((answer) => (answer.ok ? answer.value.epoch : null));
    expect(new Set(epochs).size).toBe(20);
    expect(await ask('field', { held: Math.max(...epochs.map(Number)) })).toMatchObject(owned(20));
    expect(await ask('field', { held: 3 })).toMatchObject({ value: { kind: 'owned_by_other', gateway: 'field' } });
    expect(await ask('gateway')).toMatchObject({ value: { kind: 'not_bound' } });
  });

  it('does not change while it is in use, also over a new server', async () => {
    const own = new FakeGateway(server.bus, 'gateway');
    own.status('gateway/main/1');
    await settle();
    await server.close();
    server = await startTestServer({ login, settings: { gateway: { links: [] }, bus: { users_file: usersFile } } });
    field.close();
    field = new FakeGateway(server.bus, 'field');
    field.hello();
    field.status('field/main/1', { hardware_uid: 'abc' });
    field.status('field/main/2');
    await settle();
    north.caller = await signInAgain(north);
    expect(await ask('field', { held: 20 })).toMatchObject(owned(20));
    expect(await north.caller.refusal('unbindVehicle', { body: { aircraft_id: aircraftId } })).toMatchObject({
      code: 'aircraft_busy',
    });
    // To another link of the same gateway it may go.
    await north.caller.call('bindVehicle', moveTo('field/main/2'));
    expect(await ask('field', { held: 20 })).toMatchObject(owned(20));
    await north.caller.call('bindVehicle', moveTo('field/main/1'));
    own.close();
  });

  it('changes once it was given back; the one before can neither keep nor give back any more', async () => {
    host = await server.signIn(administrator.username, administrator.password);
    await host.call('addGateway', add('valley', 'north'));
    const valley = new FakeGateway(server.bus, 'valley');
    valley.hello();
    valley.status('valley/main/1', { hardware_uid: 'abc' });
    await settle();
    expect(await north.caller.refusal('bindVehicle', moveTo('valley/main/1'))).toMatchObject({ code: 'aircraft_busy' });
    const second = { body: { vehicle_key: 'valley/main/1', aircraft_id: otherId } };
    // The same autopilot, heard by two gateways, is one aircraft.
    expect(await north.caller.refusal('bindVehicle', second)).toMatchObject({ code: 'conflict' });
    expect(await ask('field', { verb: 'release', held: 20 })).toMatchObject({ ok: true });
    await north.caller.call('bindVehicle', moveTo('valley/main/1'));
    expect(await ask('valley')).toMatchObject(owned(21));
    expect(await ask('field', { held: 20 })).toMatchObject({ value: { kind: 'owned_by_other', gateway: 'valley' } });
    expect(await ask('field')).toMatchObject({ value: { kind: 'not_bound' } });
    await ask('field', { verb: 'release', held: 20 });
    expect(await ask('valley', { held: 21 })).toMatchObject(owned(21));
    valley.close();
  });

  it('is nobody’s once its gateway is revoked', async () => {
    await host.call('revokeGateway', { params: { name: 'valley' } });
    expect(await ask('valley', { held: 21 })).toMatchObject(refused('forbidden'));
    await north.caller.call('bindVehicle', moveTo('field/main/1'));
    expect(await ask('field')).toMatchObject(owned(22));
  });

  async function signInAgain({ password }: TestAgency): Promise<Caller> {
    return server.signIn('north.all', password);
  }
});
