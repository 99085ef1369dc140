/**
 * Another agency's ids and sessions, on every route and every message of the socket. The lists come from the contracts: a new
 * route or message is tested without a line here, or this file fails because it does not know what its ids name.
 */
import type pg from 'pg';
import { WebSocket } from 'ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIVE_SUBPROTOCOL, LiveRequest, ROLES, routes } from '@outrider/schema';
import type { LiveMessage, RouteContract } from '@outrider/schema';
import type { TSchema } from 'typebox';
import { ROLE_PERMISSIONS } from '@outrider/core/access';
import { encodeStick } from '@outrider/core/command';
import { Caller } from './testing/caller.js';
import { exampleOf, idFields } from './testing/example.js';
import { FakeGateway } from './testing/fake-gateway.js';
import { contentOf, populate } from './testing/populate.js';
import type { Things } from './testing/populate.js';
import { ownerClient, startTestPostgres } from './testing/postgres.js';
import type { TestPostgres } from './testing/postgres.js';
import { telemetrySample } from './testing/samples.js';
import { addAgency, startTestServer } from './testing/server.js';
import type { TestAgency, TestServer } from './testing/server.js';

/** What an id in a body, query or message names. Made by the caller: new by nature, so another's is just a new one. */
const NAMED_BY: Record<string, keyof Things | 'made by the caller'> = {
  aircraft_id: 'aircraft',
  site_id: 'sites',
  incident_id: 'incidents',
  decision_id: 'decisions',
  actor_id: 'users',
  alert_id: 'alerts',
  camera_id: 'cameras',
  question_id: 'question',
  redaction_id: 'redactions',
  upload_id: 'made by the caller',
  flight_id: 'made by the caller',
  command_id: 'made by the caller',
  viewer_id: 'made by the caller',
  page_id: 'made by the caller',
};
/** Without these a body of examples would be refused before its ids are looked at. */
const VALID: Record<string, object> = {
  updateUser: { roles: ['observer'], password: 'correct horse battery staple' },
  createUser: { username: 'cross.agency', password: 'correct horse battery staple' },
};

let postgres: TestPostgres;
let server: TestServer;
let gateway: FakeGateway;
let owner: pg.Client;
let mine: TestAgency;
let theirs: TestAgency;
let own: Things;
let foreign: Things;

beforeAll(async () => {
  postgres = await startTestPostgres();
  const login = await postgres.freshDatabase();
  server = await startTestServer({ login });
  gateway = new FakeGateway(server.bus);
  owner = await ownerClient(login);
  mine = await addAgency(server);
  theirs = await addAgency(server);
  own = await populate(mine, gateway, 'gateway/mine/1', owner);
  foreign = await populate(theirs, gateway, 'gateway/theirs/1', owner);
}, 120_000);
afterAll(async () => {
  gateway?.close();
  await owner?.end();
  await server?.close();
  await postgres?.stop();
});

/** The thing that `{id}` of a path names, by what stands before it. */
function thingOf(contract: RouteContract): keyof Things | null {
  const before = /^\/(.+?)\/\{id\}/.exec(contract.path)?.[1];
  if (before === undefined) return null;
  if (!(before in foreign)) throw new TypeError(`what does {id} name in ${contract.path}?`);
  return before as keyof Things;
}

const kindOf = (field: string): keyof Things | 'made by the caller' => {
  const kind = NAMED_BY[field];
  if (!kind) throw new TypeError(`what does the id "${field}" name?`);
  return kind;
};

/** Ids by the name of their field: ours, save for one field that gets theirs. */
const choose = (foreignField: string | null) => (field: string) => {
  const kind = field === 'id' ? null : kindOf(field);
  if (kind === null || kind === 'made by the caller') return '0193bbbb-0000-7000-8000-000000000001';
  return (field === foreignField ? foreign : own)[kind];
};

const bodyOf = (contract: RouteContract, foreignField: string | null): unknown => {
  if (contract.bodyType) return 'label,latitude_deg,longitude_deg\n';
  const example = contract.body && exampleOf(contract.body, choose(foreignField));
  return example && { ...(example as object), ...VALID[contract.id] };
};

const paramsOf = (contract: RouteContract, id: string): object => {
  const shape = (contract.params as { properties?: Record<string, TSchema> } | undefined)?.properties ?? {};
  const others = Object.entries(shape).filter(([name]) => name !== 'id');
  return {
    id,
    ...Object.fromEntries(others.map(([name, schema]) => [name, exampleOf(schema, () => choose(null)(name))])),
  };
};

/** What a query cannot be without. */
const queryOf = (contract: RouteContract): object => {
  const { required = [], properties = {} } = (contract.query ?? {}) as {
    required?: string[];
    properties?: Record<string, TSchema>;
  };
  return Object.fromEntries(required.map((name) => [name, exampleOf(properties[name]!, () => choose(null)(name))]));
};

// First of all: later the audit log holds the foreign ids that the caller itself has sent.
describe('a route that reads', () => {
  const reading = routes.filter((contract) => contract.method === 'GET' && !/\{(id|token)\}/.test(contract.path));
  const queries = reading.flatMap((contract) => [
    [contract.id, null, contract] as const,
    ...idFields(contract.query).map((field) => [contract.id, field, contract] as const),
  ]);
  it.each(queries)('%s shows nothing of another agency (asked by %s)', async (_id, field, contract) => {
    const asked = field === null ? [] : [[field, choose(field)(field)]];
    const answer = await mine.caller.raw(contract.id, {
      query: { ...queryOf(contract), ...Object.fromEntries(asked) },
    });
    expect([200, 403]).toContain(answer.status);
    const text = JSON.stringify(answer.body);
    for (const id of [theirs.id, ...Object.values(foreign)]) expect(text).not.toContain(id);
  });
});

describe('a route with an id in its address', () => {
  const withId = routes.filter((contract) => contract.path.includes('{id}'));
  it.each(withId.map((contract) => [contract.id, contract] as const))(
    '%s does not find another agency’s',
    async (_id, contract) => {
      const kind = thingOf(contract)!;
      const answer = await mine.caller.raw(contract.id, {
        params: paramsOf(contract, foreign[kind]),
        query: queryOf(contract),
        body: bodyOf(contract, null),
      });
      expect(answer).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } });
    },
  );
});

describe('a route with ids in its body', () => {
  const fields = routes.flatMap((contract) =>
    idFields(contract.bodyType ? undefined : contract.body)
      .filter((field) => NAMED_BY[field] !== 'made by the caller')
      .map((field) => [contract.id, field, contract] as const),
  );
  it.each(fields)('%s refuses another agency’s %s', async (_id, field, contract) => {
    const kind = thingOf(contract);
    const params = kind ? paramsOf(contract, own[kind]) : {};
    const answer = await mine.caller.raw(contract.id, { params, body: bodyOf(contract, field) });
    expect(answer.status, JSON.stringify(answer.body)).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(JSON.stringify(answer.body)).not.toContain(theirs.id);
  });
});

describe('every route', () => {
  it.each(routes.filter((route) => route.permission !== null).map((route) => [route.id, route] as const))(
    '%s refuses whoever is not signed in',
    async (_id, contract) => {
      const kind = thingOf(contract);
      const params = kind ? paramsOf(contract, own[kind]) : {};
      const nobody = await new Caller(server.url, {}).raw(contract.id, { params, body: bodyOf(contract, null) });
      expect(nobody).toMatchObject({ status: 401, body: { error: { code: 'not_signed_in' } } });
      const forged = await new Caller(server.url, { cookie: `outrider=${'x'.repeat(43)}` }).raw(contract.id, {
        params,
      });
      expect(forged).toMatchObject({ status: 401, body: { error: { code: 'session_expired' } } });
    },
  );

  it('is refused by its permission, for every role', async () => {
    const password = 'correct horse battery staple';
    for (const role of ROLES.filter((name) => name !== 'host_administrator')) {
      await mine.caller.call('createUser', {
        body: { username: `only.${role}`, display_name: role, roles: [role], password },
      });
      const caller = await server.signIn(`only.${role}`, password);
      for (const contract of routes.filter(({ id, permission }) => permission !== null && id !== 'logout')) {
        // A body that is wrong and an id of nobody: a route that is allowed refuses these, and nothing is changed.
        const params = { id: '0193cccc-0000-7000-8000-000000000000', format: 'csv' };
        const answer = await caller.raw(contract.id, {
          params,
          ...(contract.body ? { body: contract.bodyType ? '"' : [] } : {}),
        });
        const allowed = (ROLE_PERMISSIONS[role] as readonly string[]).includes(contract.permission!);
        expect({ role, route: contract.id, forbidden: answer.status === 403 }).toEqual({
          role,
          route: contract.id,
          forbidden: !allowed,
        });
      }
    }
  }, 120_000);
});

/** A console of ours with everything that it was sent. */
async function openConsole(headers: Record<string, string>) {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/api/v1/live`, LIVE_SUBPROTOCOL, { headers });
  const texts: string[] = [];
  const frames: Buffer[] = [];
  socket.on('message', (data: Buffer, isBinary) => (isBinary ? frames.push(data) : texts.push(data.toString())));
  await new Promise<void>((resolve, reject) => {
    socket.once('message', () => resolve());
    socket.once('error', reject);
  });
  const reply = async (id: string): Promise<LiveMessage> => {
    for (let i = 0; i < 100; i++) {
      const found = texts
        .map((text) => JSON.parse(text) as LiveMessage)
        .find((message) => 'id' in message && message.id === id);
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`no reply to ${id}`);
  };
  return { socket, texts, frames, reply };
}

describe('the socket', () => {
  const messages = (LiveRequest as unknown as { anyOf: (TSchema & { properties: { type: { const: string } } })[] })
    .anyOf;
  const withIds = messages.filter((schema) =>
    idFields(schema).some((field) => NAMED_BY[field] !== 'made by the caller'),
  );

  it.each(withIds.map((schema) => [schema.properties.type.const, schema] as const))(
    'refuses %s for another agency’s things',
    async (type, schema) => {
      const [field] = idFields(schema).filter((name) => NAMED_BY[name] !== 'made by the caller');
      const before = gateway.asked.length;
      const { socket, reply } = await openConsole(mine.caller.headers);
      const example = exampleOf(schema, choose(field ?? null)) as { action?: unknown };
      const action = example.action === undefined ? {} : { action: { kind: 'hold' } };
      socket.send(JSON.stringify({ ...example, ...action, id: type }));
      expect(await reply(type)).toMatchObject({ ok: false, error: { code: 'not_found' } });
      expect(
        gateway.asked
          .slice(before)
          .filter(({ verb }) => verb === 'command' || verb === 'control' || verb === 'alert-ack'),
      ).toEqual([]);
      socket.terminate();
    },
  );

  it('shows nothing of another agency, at first and later', async () => {
    const { socket, texts, frames } = await openConsole(mine.caller.headers);
    gateway.status('gateway/theirs/1', { mode_name: 'THEIRS' });
    gateway.telemetry(theirs.id, [telemetrySample(foreign.aircraft)]);
    // A gateway that speaks for the wrong agency is not believed.
    gateway.lease(mine.id, {
      aircraft_id: foreign.aircraft,
      scope: 'aircraft',
      holder_user_id: null,
      holder_name: null,
      epoch: 1,
      expires_in_ms: 0,
      requested_by: null,
    });
    await theirs.caller.call('updateAircraft', { params: { id: foreign.aircraft }, body: { in_dock: true } });
    await theirs.caller.call('acknowledgeAlert', { params: { id: foreign.alerts } });
    await mine.caller.call('updateAircraft', { params: { id: own.aircraft }, body: { in_dock: true } });
    await new Promise((resolve) => setTimeout(resolve, 400));
    const all = texts.join('\n');
    expect(all).toContain(own.aircraft);
    for (const id of [theirs.id, ...Object.values(foreign)]) expect(all).not.toContain(id);
    expect(frames).toEqual([]);
    socket.terminate();
  });

  it('passes no stick to another agency’s aircraft, nor without a lease taken here', async () => {
    const { socket, reply } = await openConsole(mine.caller.headers);
    const frame = {
      scope: 'aircraft',
      sequence: 1,
      sent_at_ms: 1,
      input: { forward: 1, right: 0, up: 0, turn: 0 },
    } as const;
    socket.send(
      JSON.stringify({ type: 'control', id: 'c', verb: 'take', aircraft_id: own.aircraft, scope: 'aircraft' }),
    );
    const taken = (await reply('c')) as { value?: { epoch: number } };
    const epoch = taken.value?.epoch ?? 0;
    socket.send(encodeStick({ ...frame, aircraft_id: foreign.aircraft, epoch }));
    socket.send(encodeStick({ ...frame, aircraft_id: own.aircraft, epoch: epoch + 1 }));
    socket.send(Buffer.from('no stick at all'));
    socket.send(encodeStick({ ...frame, aircraft_id: own.aircraft, epoch }));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(gateway.sticks).toHaveLength(1);
    const second = await openConsole(mine.caller.headers);
    second.socket.send(encodeStick({ ...frame, aircraft_id: own.aircraft, epoch }));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(gateway.sticks).toHaveLength(1);
    socket.terminate();
    second.socket.terminate();
  });

  it('does not open for the host, for a stranger, from another site or for another protocol', async () => {
    const host = await server.host();
    await expect(openConsole(host.headers)).rejects.toThrow('403');
    await expect(openConsole({})).rejects.toThrow('401');
    await expect(openConsole({ ...mine.caller.headers, origin: 'https://evil.example' })).rejects.toThrow('403');
    const other = new WebSocket(`${server.url.replace('http', 'ws')}/api/v1/live`, 'other.v1', {
      headers: mine.caller.headers,
    });
    await expect(new Promise((_resolve, reject) => other.once('error', reject))).rejects.toThrow('400');
  });

  it('loses a right at once when the role is taken away, and with it the lease', async () => {
    const caller = await server.signIn('only.rpic', 'correct horse battery staple');
    const { user } = await caller.call('session');
    const { socket, reply } = await openConsole(caller.headers);
    const of = { aircraft_id: own.aircraft, scope: 'camera' };
    socket.send(JSON.stringify({ type: 'control', id: 'c', verb: 'take', ...of }));
    await reply('c');
    const before = gateway.asked.length;
    await mine.caller.call('updateUser', { params: { id: user.id }, body: { roles: ['observer'] } });
    const revoked = () => gateway.asked.slice(before).filter(({ body }) => body['verb'] === 'revoke');
    // Far sooner than the regular look at rights, every four seconds.
    for (let looks = 0; looks < 100 && revoked().length === 0; looks++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(revoked().map(({ body }) => body['aircraft_id'])).toEqual([own.aircraft]);
    socket.send(JSON.stringify({ type: 'control', id: 'd', verb: 'take', ...of }));
    expect(await reply('d')).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    socket.terminate();
    await mine.caller.call('updateUser', { params: { id: user.id }, body: { roles: ['rpic'] } });
  });

  it('closes within five seconds when its account is disabled, and its leases end', async () => {
    const host = await server.signIn(server.administrator.username, server.administrator.password);
    await expect(host.call('session')).resolves.toBeDefined();
    const caller = await server.signIn('only.tele_operator', 'correct horse battery staple');
    const { user } = await caller.call('session');
    const { socket, texts, reply } = await openConsole(caller.headers);
    const take = { type: 'control', id: 'c', verb: 'take', aircraft_id: own.aircraft, scope: 'camera' };
    socket.send(JSON.stringify(take));
    await reply('c');
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    const before = gateway.asked.length;
    // The last try, in the moment between the end of the right and the end of the socket.
    const command_id = '0193dddd-0000-7000-8000-000000000001';
    const order = { type: 'command', id: 'o', aircraft_id: own.aircraft, command_id, action: { kind: 'land' } };
    socket.on('message', (data: Buffer) => {
      if (data.toString().includes('"revoked"')) socket.send(JSON.stringify(order));
    });
    await mine.caller.call('updateUser', { params: { id: user.id }, body: { disabled: true } });
    expect(await closed).toBe(4401);
    expect(texts.at(-1)).toContain('"revoked"');
    const revoked = gateway.asked
      .slice(before)
      .filter(({ verb, body }) => verb === 'control' && body['verb'] === 'revoke');
    expect(revoked.map(({ body }) => [body['aircraft_id'], body['scope']])).toEqual([[own.aircraft, 'camera']]);
    expect((await caller.refusal('session')).code).toBe('session_expired');
    expect(gateway.asked.filter(({ body }) => body['command_id'] === command_id)).toEqual([]);
  });
});

describe('after all that', () => {
  it('nothing of the other agency has changed', async () => {
    const before = await contentOf(owner, theirs.id);
    for (const contract of routes) {
      const kind = thingOf(contract);
      if (!kind || contract.method === 'GET') continue;
      await mine.caller.raw(contract.id, { params: paramsOf(contract, foreign[kind]), body: bodyOf(contract, null) });
    }
    expect(await contentOf(owner, theirs.id)).toEqual(before);
  });
});
