/** What no honest program sends, on every port, while an aircraft flies: a clear error, a count, and nothing else changes. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { unwrap } from '@outrider/client';
import { ERRORS, LIVE_SUBPROTOCOL, routes } from '@outrider/schema';
import type { ErrorBody, ErrorCode, Flight, RouteContract } from '@outrider/schema';
import WebSocket from 'ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metric } from './support/metrics.js';
import { fly, reaches } from './support/mission.js';
import { Person } from './support/person.js';
import { Simulation } from './support/simulation.js';
import { System } from './support/system.js';
import { until } from './support/until.js';

const BODY_LIMIT = 262_144;
const FLOOD = 10_000;

let system: System;
let dispatcher: Person;
let rpic: Person;
let administrator: Person;
let simulation: Simulation;
let flight: Flight;
let key: string;
let random: () => number;

beforeAll(async () => {
  random = generator(12345);
  system = await System.start({ speed: 2, settings: { http: { port: 0, body_limit_bytes: BODY_LIMIT } } });
  dispatcher = await Person.signIn(system, 'dispatcher');
  rpic = await Person.signIn(system, 'rpic');
  administrator = await Person.signIn(system, 'agency_administrator');
  simulation = await Simulation.of(system);
  ({ flight } = await fly(dispatcher, rpic));
  flight = await reaches(rpic, flight, 'en_route', 60_000);
  key = rpic.aircraft(flight.aircraft_name).vehicle_key!;
}, 240_000);
afterAll(async () => {
  for (const person of [dispatcher, rpic, administrator]) person?.close();
  await simulation?.close();
  await system?.stop();
}, 60_000);

describe('bad input', () => {
  it('garbage on the port of the vehicles is counted and harms no flight', async () => {
    const counted = async (): Promise<number> =>
      (await metric(system, 'outrider_gateway_skipped_bytes_total')) +
      (await metric(system, 'outrider_gateway_bad_crc_total'));
    const before = await counted();
    const socket = createSocket('udp4');
    const port = system.port('gateway.links.demo.port');
    for (let sent = 0; sent < FLOOD; sent++) {
      socket.send(garbage(1 + Math.floor(random() * 280), sent % 3 === 0), port, '127.0.0.1');
      if (sent % 200 === 0) await sleep(5);
    }
    await until('the garbage is counted', async () => (await counted()) > before, 10_000);
    socket.close();
    await expectFlying();
  }, 60_000);

  it('garbage and half requests on the port of the browsers', async () => {
    const { hostname, port } = new URL(system.url);
    const talk = async (bytes: Buffer | string): Promise<void> => {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => {});
      socket.write(bytes);
      socket.resume();
      // A server that hangs up is an answer too; events.once would take the reset for a failure.
      await Promise.race([new Promise((resolve) => socket.once('close', resolve)), sleep(300)]);
      socket.destroy();
    };
    const texts = [
      'GET / HTTP/9.9\r\n\r\n',
      'POST /api/v1/incidents HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n',
      'POST /api/v1/incidents HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n',
      `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
      'GET /api/v1/live HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\n\r\n',
    ];
    await Promise.all([...texts, ...Array.from({ length: 100 }, () => garbage(500, false))].map(talk));
    await expectServing();
  }, 30_000);

  it('bodies that are too large, no JSON, or of the wrong form are refused with what is wrong and what to do', async () => {
    const post = (body: string, path = '/incidents', type = 'application/json') =>
      send(dispatcher, 'POST', path, body, type);
    const good = {
      type: 'Fire',
      priority: 1,
      location: { latitude_deg: 37, longitude_deg: -122, uncertainty_m: null, address: null },
    };
    const place = (change: object): string => JSON.stringify({ ...good, location: { ...good.location, ...change } });
    await refused(await post(JSON.stringify({ ...good, narrative: 'x'.repeat(BODY_LIMIT) })), 'too_large');
    for (const text of ['{', '{"a":1,}', 'null', '"text"', '[]', '', '\0', '{"type":"\\ud800"}']) {
      const { status } = await post(text);
      expect([text, status]).toEqual([text, 400]);
    }
    await refused(await post('{"type": "Fire", '), 'not_json');
    await refused(await post(JSON.stringify({ ...good, priority: 'high' })), 'bad_request', 'priority');
    await refused(await post(JSON.stringify({ ...good, priority: 6 })), 'bad_request', 'priority');
    await refused(await post(JSON.stringify({ ...good, colour: 'red' })), 'bad_request', 'colour');
    await refused(await post(place({ latitude_deg: 91 })), 'bad_request', 'location.latitude_deg');
    await refused(await post(place({ longitude_deg: -180.1 })), 'bad_request', 'location.longitude_deg');
    await refused(await post(place({ latitude_deg: null })), 'bad_request', 'location.latitude_deg');
    await refused(await post(place({ latitude_deg: '37' })), 'bad_request', 'location.latitude_deg');
    await refused(
      await post(
        `{"type":"Fire","priority":1,"location":{"latitude_deg":1e999,"longitude_deg":0,"uncertainty_m":null,"address":null}}`,
      ),
      'bad_request',
      'location.latitude_deg',
    );
    await refused(await post('type,priority\nFire,1', '/incidents/import', 'text/csv'), 'bad_csv');
    await refused(
      await post(
        'type,priority,latitude_deg,longitude_deg\nFire,1,37,-122\nFire,1,137,-122',
        '/incidents/import',
        'text/csv',
      ),
      'bad_csv',
      /line 3.*latitude_deg/,
    );
    await expectServing();
  });

  it('roles that do not exist and passwords that are too short are refused by field', async () => {
    const user = {
      username: 'new.user',
      display_name: 'New User',
      roles: ['pilot'],
      password: 'a long enough password',
    };
    await refused(await send(administrator, 'POST', '/users', JSON.stringify(user)), 'bad_request', 'roles');
    const short = { ...user, roles: ['observer'], password: 'short' };
    await refused(await send(administrator, 'POST', '/users', JSON.stringify(short)), 'bad_request', 'password');
    const host = { ...user, roles: ['host_administrator'] };
    const { status } = await send(administrator, 'POST', '/users', JSON.stringify(host));
    expect(status).toBeGreaterThanOrEqual(400);
  });

  it('wrong GeoJSON names the feature, and nothing of it is imported', async () => {
    const square = [
      [
        [-122, 37],
        [-121.99, 37],
        [-121.99, 37.01],
        [-122, 37.01],
        [-122, 37],
      ],
    ];
    const feature = (coordinates: unknown, properties: object = { kind: 'keep_out', name: 'x' }) => ({
      type: 'Feature',
      properties,
      geometry: { type: 'Polygon', coordinates },
    });
    const wrong = [
      feature([
        [
          [-122, 37],
          [-121, 37],
        ],
      ]),
      feature([
        [
          [-222, 37],
          [-121, 37],
          [-121, 38],
          [-222, 37],
        ],
      ]),
      feature('here'),
      feature(square, { kind: 'lava', name: 'x' }),
      { type: 'Feature', properties: { kind: 'keep_out', name: 'x' }, geometry: { type: 'Volume', coordinates: [] } },
    ];
    const volumes = async (): Promise<number> =>
      (await unwrap(administrator.api.GET('/api/v1/airspace/volumes'))).items.length;
    const before = await volumes();
    for (const bad of wrong) {
      const geojson = { type: 'FeatureCollection', features: [feature(square), bad] };
      await refused(
        await send(
          administrator,
          'POST',
          '/airspace/import',
          JSON.stringify({ source: 'test', replace: false, geojson }),
        ),
        'bad_geojson',
        /feature/i,
      );
    }
    expect(await volumes()).toBe(before);
  });

  it('every route refuses random JSON with a registered code', async () => {
    const changing = routes.filter(({ method, path }) => method !== 'GET' && !path.startsWith('/auth/'));
    for (const route of changing) {
      for (let attempt = 0; attempt < 4; attempt++) {
        const path = route.path.replace(/\{\w+\}/g, () =>
          attempt % 2 ? '00000000-0000-7000-8000-000000000000' : "x'--",
        );
        const body = JSON.stringify(randomJson(3));
        const { status, error } = await send(
          personFor(route),
          route.method,
          path,
          body,
          route.bodyType ?? 'application/json',
        );
        // A route without a body takes none of it, so what it does is what it always does.
        if (route.body === undefined && status < 400) continue;
        expect([route.id, body, status >= 400 && status < 500]).toEqual([route.id, body, true]);
        expect(ERRORS).toHaveProperty(error!.code);
      }
    }
    await expectServing();
  }, 60_000);

  it('garbage on the socket of the live feed is answered or cut, and others hear nothing of it', async () => {
    const open = (): WebSocket =>
      new WebSocket(`${system.liveUrl}?window=${random()}`, LIVE_SUBPROTOCOL, {
        headers: { cookie: dispatcher.cookie() },
      });
    const replies: string[] = [];
    const socket = open();
    socket.on('message', (data, binary) => !binary && replies.push(String(data)));
    await once(socket, 'open');
    for (const text of [
      '',
      '{',
      'null',
      '[]',
      '{"type":"command"}',
      JSON.stringify({ type: 'control', id: 'x', verb: 'steal', aircraft_id: flight.aircraft_id, scope: 'aircraft' }),
    ])
      socket.send(text);
    for (let frame = 0; frame < 50; frame++) socket.send(garbage(56, false));
    const refusals = (): number =>
      replies.filter((reply) => reply.startsWith('{"type":"reply"') && reply.includes('"ok":false')).length;
    await until('each text is answered', () => refusals() === 6, 5_000);
    for (const [what, send] of [
      ['a message that is too large', (victim: WebSocket) => victim.send('x'.repeat(100_000))],
      [
        'more messages than a console sends',
        (victim: WebSocket) => {
          for (let count = 0; count < 1500; count++) victim.send('{"type":"ping","id":"1"}');
        },
      ],
    ] as const) {
      const victim = open();
      await once(victim, 'open');
      const closed = once(victim, 'close');
      send(victim);
      await until(what, () => Promise.race([closed.then(() => true), sleep(50, false)]), 10_000);
    }
    socket.close();
    await expectFlying();
  }, 60_000);

  it('nobody gets a socket without being signed in, or from another web site', async () => {
    const codeOf = (headers: Record<string, string>, protocol = LIVE_SUBPROTOCOL): Promise<number> =>
      new Promise((resolve) => {
        const socket = new WebSocket(system.liveUrl, protocol, { headers });
        socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
        socket.once('open', () => resolve(101));
        socket.once('error', () => {});
      });
    expect(await codeOf({})).toBe(401);
    expect(await codeOf({ cookie: 'outrider=guess' })).toBe(401);
    expect(await codeOf({ cookie: dispatcher.cookie(), origin: 'https://evil.example' })).toBe(403);
    expect(await codeOf({ cookie: dispatcher.cookie() }, 'other')).toBe(400);
  });

  it('after all of that the same processes bring the aircraft home', async () => {
    expect(['gateway', 'server', 'sim'].map((name) => [name, system.process(name).restarts])).toEqual([
      ['gateway', 0],
      ['server', 0],
      ['sim', 0],
    ]);
    await rpic.command(flight.aircraft_id, { kind: 'return' });
    flight = await reaches(rpic, flight, 'landed', 150_000);
    expect((await simulation.truth(key)).distance_from_start_m).toBeLessThan(5);
  }, 180_000);
});

interface Answer {
  status: number;
  error: ErrorBody['error'] | null;
}

async function send(
  person: Person,
  method: string,
  path: string,
  body: string,
  type = 'application/json',
): Promise<Answer> {
  const headers = { cookie: person.cookie(), 'content-type': type };
  const response = await fetch(`${system.url}/api/v1${path}`, { method, headers, body });
  const text = await response.text();
  const error = response.ok || text === '' ? null : (JSON.parse(text) as ErrorBody).error;
  return { status: response.status, error };
}

/** Refused with this code, its status, a sentence, a remedy, and the field or a pattern that must be in the message. */
async function refused({ status, error }: Answer, code: ErrorCode, where?: string | RegExp): Promise<void> {
  expect([error?.code, status]).toEqual([code, ERRORS[code].status]);
  expect(error!.message.length).toBeGreaterThan(10);
  expect(error!.remedy.length).toBeGreaterThan(10);
  if (typeof where === 'string') expect(`${error!.field} ${error!.message}`).toContain(where);
  if (where instanceof RegExp) expect(`${error!.message} ${error!.field}`).toMatch(where);
}

async function expectServing(): Promise<void> {
  const response = await fetch(`${system.url}/readyz`);
  expect([response.status, await response.json()]).toMatchObject([200, { ok: true }]);
}

/** The aircraft flies on under its plan, is heard, and took no order from anybody. */
async function expectFlying(): Promise<void> {
  await expectServing();
  const truth = await simulation.truth(key);
  expect([truth.landed, truth.failsafe, truth.take_offs]).toEqual([false, null, 1]);
  const entry = rpic.state!.fleet.find(({ aircraft }) => aircraft.id === flight.aircraft_id);
  expect(entry!.status!.link).toBe('live');
}

const personFor = ({ permission }: RouteContract): Person =>
  [dispatcher, rpic, administrator].find(
    ({ session }) => permission === null || session.permissions.includes(permission),
  ) ?? administrator;

/** Random bytes; half of the honest-looking ones begin as a MAVLink frame does. */
function garbage(length: number, marked: boolean): Buffer {
  const bytes = Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
  if (marked) bytes[0] = random() < 0.5 ? 0xfd : 0xfe;
  return bytes;
}

function randomJson(depth: number): unknown {
  const kind = Math.floor(random() * (depth > 0 ? 8 : 6));
  const leaf = [null, true, -1, 1e308, 'ü\u0000', '0'][kind];
  if (kind < 6) return leaf;
  const inner = Array.from({ length: 1 + Math.floor(random() * 3) }, () => randomJson(depth - 1));
  return kind === 6
    ? inner
    : Object.fromEntries(inner.map((value, index) => [['id', 'name', '__proto__'][index]!, value]));
}

/** mulberry32: the same numbers in every run. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}
