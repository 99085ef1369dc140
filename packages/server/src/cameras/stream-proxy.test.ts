import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mediaSubject } from '@outrider/schema';
import type { MediaClose, StreamRequest } from '@outrider/schema';
import { uuidv7 } from '@outrider/runtime';
import { startTestPostgres } from '../testing/postgres.js';
import type { TestPostgres } from '../testing/postgres.js';
import { cameraInput } from '../testing/samples.js';
import { addAgency, startTestServer } from '../testing/server.js';
import type { TestAgency, TestServer } from '../testing/server.js';

let postgres: TestPostgres;
let server: TestServer;
let agency: TestAgency;
let other: TestAgency;
/** Where the media process would be: sends what it was asked for, and echoes. */
let media: WebSocketServer;
const asked: StreamRequest[] = [];
const ended: string[] = [];
const seen: { url: string | undefined; cookie: string | undefined }[] = [];

beforeAll(async () => {
  postgres = await startTestPostgres();
  server = await startTestServer({ login: await postgres.freshDatabase() });
  agency = await addAgency(server);
  other = await addAgency(server);
  media = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  media.on('connection', (socket, { url, headers }) => {
    seen.push({ url, cookie: headers.cookie });
    socket.send(Buffer.alloc(200_000, 7));
    socket.on('message', (data) => socket.send(data as Buffer));
  });
  await once(media, 'listening');
  server.bus.subscribe(mediaSubject('stream'), (_subject, bytes, reply) => {
    asked.push(JSON.parse(Buffer.from(bytes).toString()) as StreamRequest);
    const { port } = media.address() as AddressInfo;
    reply?.(Buffer.from(JSON.stringify({ ok: true, value: { ticket: 'one-time', port } })));
  });
  server.bus.subscribe(mediaSubject('close'), (_subject, bytes, reply) => {
    const { sessions, holders } = JSON.parse(Buffer.from(bytes).toString()) as MediaClose;
    ended.push(...sessions, ...holders);
    reply?.(Buffer.from('{"ok":true,"value":{}}'));
  });
}, 120_000);
afterAll(async () => {
  for (const socket of media?.clients ?? []) socket.terminate();
  media?.close();
  await server?.close();
  await postgres?.stop();
});

const open = (camera: string, headers: Record<string, string>): WebSocket =>
  new WebSocket(`${server.url.replace('http', 'ws')}/api/v1/cameras/${camera}/stream`, { headers });
const refusalOf = async (camera: string, headers: Record<string, string>): Promise<string> => {
  const [error] = (await once(open(camera, headers), 'error')) as [Error];
  return error.message;
};

describe('the stream of a camera by WebSocket', () => {
  it('is passed on as it is, to and fro, without the session, and ends with it', async () => {
    const camera = await agency.caller.call('createCamera', { body: cameraInput('Roof') });
    const socket = open(camera.id, agency.caller.headers);
    const [first] = (await once(socket, 'message')) as [Buffer];
    expect(first).toEqual(Buffer.alloc(200_000, 7));
    socket.send(Buffer.alloc(70_000, 9));
    const [second] = (await once(socket, 'message')) as [Buffer];
    expect(second).toEqual(Buffer.alloc(70_000, 9));
    expect(seen).toEqual([{ url: '/?ticket=one-time', cookie: undefined }]);
    expect(asked).toMatchObject([{ camera_id: camera.id }]);
    const { items } = await agency.caller.call('listAudit', { query: {} });
    expect(items.find(({ action }) => action === 'streamCamera')).toMatchObject({ object: camera.id, outcome: 'ok' });
    const closed = once(media.clients.values().next().value!, 'close');
    socket.close();
    await closed;
    await agency.caller.call('logout');
    expect(ended).toEqual(asked[0]!.holders.slice(0, 1));
  });

  it('ends when the roles of who watches change', async () => {
    const mine = await addAgency(server);
    const camera = await mine.caller.call('createCamera', { body: cameraInput('Roof') });
    const body = { username: 'watches.roofs', display_name: 'Watcher', password: 'correct horse battery staple' };
    const user = await mine.caller.call('createUser', { body: { ...body, roles: ['rpic'] } });
    const watcher = await server.signIn(body.username, body.password);
    const socket = open(camera.id, watcher.headers);
    await once(socket, 'message');
    expect(asked.at(-1)!.holders).toContain(user.id);
    await mine.caller.call('updateUser', { params: { id: user.id }, body: { roles: ['observer'] } });
    await expect.poll(() => ended).toContain(user.id);
    socket.close();
  });

  it('is opened for nobody of another agency, nobody unknown, no other site, and no camera that is not there', async () => {
    const camera = await other.caller.call('createCamera', { body: cameraInput('Gate') });
    const mine = await addAgency(server);
    const before = asked.length;
    expect(await refusalOf(camera.id, mine.caller.headers)).toContain('404');
    expect(await refusalOf(camera.id, {})).toContain('401');
    expect(await refusalOf(camera.id, { ...other.caller.headers, origin: 'https://evil.example' })).toContain('403');
    expect(await refusalOf(agency.id, other.caller.headers)).toContain('404');
    expect(asked).toHaveLength(before);
  });
});

it('an address that is none is refused, and ends nothing', async () => {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.write(
    `GET // HTTP/1.1\r\nhost: ${hostname}\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-version: 13\r\nsec-websocket-key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n`,
  );
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  expect(answer.toString()).toContain('400 Refused');
});

describe('the stream behind a link', () => {
  const path = (token: string, page_id?: string) =>
    `${server.url.replace('http', 'ws')}/api/v1/share/${token}/stream${page_id === undefined ? '' : `?page_id=${page_id}`}`;
  const refused = async (url: string, headers = {}): Promise<string> => {
    const [error] = (await once(new WebSocket(url, { headers }), 'error')) as [Error];
    return error.message;
  };

  it('is opened by its token, counts as a view, and ends with the link', async () => {
    const mine = await addAgency(server);
    const camera = await mine.caller.call('createCamera', { body: cameraInput('Roof') });
    const { link, token } = await mine.caller.call('createShare', {
      body: { camera_id: camera.id, label: 'Engine 7' },
    });
    const page_id = uuidv7(Date.now());
    const socket = new WebSocket(path(token, page_id));
    await once(socket, 'message');
    const viewer_id = asked.at(-1)!.viewer_id;
    expect(asked.at(-1)).toMatchObject({ camera_id: camera.id, holders: [link.id] });
    const views = await mine.caller.call('shareViews', { params: { id: link.id } });
    expect(views.items).toMatchObject([{ to_utc_ms: null }]);
    expect(await refused(path(token))).toContain('400');
    expect(await refused(path('never-was', page_id))).toContain('404');
    expect(await refused(path(token, page_id), { origin: 'https://evil.example' })).toContain('403');
    await mine.caller.call('revokeShare', { params: { id: link.id } });
    await expect.poll(() => ended).toContain(viewer_id);
    expect(await refused(path(token, page_id))).toContain('404');
    socket.close();
  });

  it('of a camera marked criminal justice is for members of its agency', async () => {
    const mine = await addAgency(server);
    const body = { ...cameraInput('Cell block'), criminal_justice: true };
    const camera = await mine.caller.call('createCamera', { body });
    const { token } = await mine.caller.call('createShare', { body: { camera_id: camera.id, label: 'Chief' } });
    const url = path(token, uuidv7(Date.now()));
    expect(await refused(url)).toContain('401');
    expect(await refused(url, other.caller.headers)).toContain('401');
    const socket = new WebSocket(url, { headers: mine.caller.headers });
    await once(socket, 'message');
    socket.close();
  });
});
