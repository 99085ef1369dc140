import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { MEDIA_STATUS_SUBJECT, mediaSubject } from '@outrider/schema';
import type { Camera, MediaConfig, VehicleCamera } from '@outrider/schema';
import type pg from 'pg';
import { FakeGateway } from '../testing/fake-gateway.js';
import { populate } from '../testing/populate.js';
import { ownerClient, startTestPostgres } from '../testing/postgres.js';
import type { TestPostgres } from '../testing/postgres.js';
import { aircraftInput, cameraInput, cameraStatus } from '../testing/samples.js';
import { addAgency, startTestServer } from '../testing/server.js';
import type { TestAgency, TestServer } from '../testing/server.js';

let postgres: TestPostgres;
let server: TestServer;
let agency: TestAgency;
let other: TestAgency;
let owner: pg.Client;
let configured: MediaConfig[];

beforeAll(async () => {
  postgres = await startTestPostgres();
  const login = await postgres.freshDatabase();
  server = await startTestServer({ login });
  owner = await ownerClient(login);
  agency = await addAgency(server);
  other = await addAgency(server);
  configured = [];
  server.bus.subscribe(mediaSubject('configure'), (_subject, bytes, reply) => {
    configured.push(JSON.parse(Buffer.from(bytes).toString()) as MediaConfig);
    reply?.(Buffer.from('{"ok":true,"value":{"rtmp_port":1935}}'));
  });
}, 120_000);
afterAll(async () => {
  await owner?.end();
  await server?.close();
  await postgres?.stop();
});

const configuredWith = async (id: string): Promise<MediaConfig['cameras'][number]> => {
  for (let tries = 0; tries < 100; tries++) {
    const camera = configured.at(-1)?.cameras.find((each) => each.camera_id === id);
    if (camera) return camera;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the media process was not told');
};

describe('a camera', () => {
  it('is told to the media process with its password, which nobody is shown', async () => {
    const camera = await agency.caller.call('createCamera', { body: cameraInput('Roof') });
    expect(JSON.stringify(camera)).not.toContain('secret-of-the-roof');
    expect(await configuredWith(camera.id)).toMatchObject({
      agency_id: agency.id,
      source: { password: 'secret-of-the-roof' },
    });
    await agency.caller.call('updateCamera', { params: { id: camera.id }, body: { name: 'Roof, north' } });
    expect(await configuredWith(camera.id)).toMatchObject({ source: { password: 'secret-of-the-roof' } });
    const audit = await agency.caller.call('listAudit', { query: {} });
    expect(JSON.stringify(audit)).not.toContain('secret-of-the-roof');
  });

  it('keeps its password on its own host, and gives it to no other', async () => {
    const { id } = await agency.caller.call('createCamera', { body: cameraInput('Roof') });
    const moveTo = (url: string) =>
      agency.caller.call('updateCamera', {
        params: { id },
        body: { source: { ...cameraInput('Roof').source, kind: 'rtsp', url, password: undefined } as never },
      });
    const { url } = cameraInput('Roof').source as { url: string };
    await moveTo(`${url}/other-path`);
    expect(await configuredWith(id)).toMatchObject({ source: { password: 'secret-of-the-roof' } });
    await moveTo('rtsp://192.0.2.99:554/stream');
    const moved = { source: { url: 'rtsp://192.0.2.99:554/stream', password: null } };
    await vi.waitFor(async () => expect(await configuredWith(id)).toMatchObject(moved), { timeout: 20_000 });
  });

  it('that pushes has a key, which only those see who change cameras', async () => {
    const body = { ...cameraInput('Pole'), source: { kind: 'rtmp' as const } };
    const camera = await agency.caller.call('createCamera', { body });
    expect(camera.publish_key).toMatch(/^[\w-]{24}$/);
    const password = 'correct horse battery staple';
    const observer = { username: 'camera.observer', display_name: 'O', roles: ['observer' as const], password };
    await agency.caller.call('createUser', { body: observer });
    const looking = await server.signIn('camera.observer', password);
    const seen = (await looking.call('listCameras')).items.find(({ id }) => id === camera.id);
    expect(seen).toMatchObject({ name: 'Pole', publish_key: null });
  });

  it('stands somewhere, or belongs to an aircraft, and not both', async () => {
    const nowhere = await agency.caller.refusal('createCamera', { body: { ...cameraInput('X'), place: null } });
    expect(nowhere).toMatchObject({ code: 'bad_request', field: 'place' });
    const { id } = await agency.caller.call('createAircraft', { body: aircraftInput('Heron') });
    const both = await agency.caller.refusal('createCamera', { body: { ...cameraInput('X'), aircraft_id: id } });
    expect(both).toMatchObject({ code: 'bad_request', field: 'place' });
  });

  it('has a status for its own agency alone', async () => {
    const camera = await agency.caller.call('createCamera', { body: cameraInput('Gate') });
    await configuredWith(camera.id);
    const status = { ...cameraStatus(camera.id), state: 'live' as const, viewers: 1 };
    server.bus.publish(MEDIA_STATUS_SUBJECT, Buffer.from(JSON.stringify([status])));
    await server.bus.flush();
    expect((await agency.caller.call('cameraStatuses')).items).toEqual([status]);
    expect((await other.caller.call('cameraStatuses')).items).toEqual([]);
  });

  it('that pushes by WHIP is let in by its key alone, and ended by it', async () => {
    const body = { ...cameraInput('Mast'), source: { kind: 'whip' as const } };
    const camera = await agency.caller.call('createCamera', { body });
    await configuredWith(camera.id);
    const asked: unknown[] = [];
    const answering = ['whip', 'close'].map((verb) =>
      server.bus.subscribe(mediaSubject(verb as 'whip'), (_subject, bytes, reply) => {
        asked.push(JSON.parse(Buffer.from(bytes).toString()));
        reply?.(Buffer.from('{"ok":true,"value":{"answer_sdp":"v=0 answer"}}'));
      }),
    );
    const push = (key: string | null, query = '', method = 'POST', path = ''): Promise<Response> =>
      fetch(`${server.url}/api/v1/whip/${camera.id}${path}${query}`, {
        method,
        headers: {
          ...(method === 'POST' ? { 'content-type': 'application/sdp' } : {}),
          ...(key ? { authorization: `Bearer ${key}` } : {}),
        },
        ...(method === 'POST' ? { body: 'v=0 offer' } : {}),
      });
    for (const key of [null, 'wrong', camera.publish_key!.slice(1)])
      expect(await (await push(key)).json()).toMatchObject({ error: { code: 'publish_key_refused' } });
    expect(asked).toEqual([]);
    const answer = await push(camera.publish_key);
    expect([answer.status, await answer.text()]).toEqual([201, 'v=0 answer']);
    const location = answer.headers.get('location')!;
    const session = location.split('/').at(-1)!;
    expect(asked).toEqual([{ camera_id: camera.id, session_id: session, offer_sdp: 'v=0 offer' }]);
    expect((await push(null, `?key=${camera.publish_key}`)).headers.get('location')).toContain('?key=');
    // A newer source has taken its place: there is nothing left to end.
    expect((await push(camera.publish_key, '', 'DELETE', `/${session}`)).status).toBe(204);
    expect(asked).toHaveLength(2);
    const newer = (asked[1] as { session_id: string }).session_id;
    expect((await push('wrong', '', 'DELETE', `/${newer}`)).status).toBe(401);
    expect((await push(camera.publish_key, '', 'DELETE', `/${newer}`)).status).toBe(204);
    expect(asked.at(-1)).toEqual({ sessions: [newer], holders: [], agency_id: null });
    const audit = JSON.stringify(await agency.caller.call('listAudit', { query: {} }));
    expect(audit).toContain('publishCamera');
    expect(audit).not.toContain(camera.publish_key);
    for (const subscription of answering) subscription.unsubscribe();
  });

  it('is found by ONVIF where the media process finds it, and its password is written nowhere', async () => {
    const device = { maker: 'Axis', model: 'P1465', firmware: null, profiles: [] };
    const asked: unknown[] = [];
    const answering = server.bus.subscribe(mediaSubject('onvif'), (_subject, bytes, reply) => {
      asked.push(JSON.parse(Buffer.from(bytes).toString()));
      reply?.(Buffer.from(JSON.stringify({ ok: true, value: device })));
    });
    const body = { host: '10.0.0.9', port: 80, secure: false, username: 'viewer', password: 'hush-of-onvif' };
    expect(await agency.caller.call('findByOnvif', { body })).toEqual(device);
    expect(asked).toEqual([body]);
    expect(JSON.stringify(await agency.caller.call('listAudit', { query: {} }))).not.toContain('hush-of-onvif');
    for (const host of ['', 'a/b', 'a@b', 'http://a', 'a b'])
      expect(await agency.caller.refusal('findByOnvif', { body: { ...body, host } })).toMatchObject({
        code: 'bad_request',
      });
    answering.unsubscribe();
  });

  it('that pushes by RTMP is told the port that the media process has', async () => {
    expect(await agency.caller.call('getMediaAddresses')).toEqual({ host: null, rtmp_port: 1935 });
  });

  it('without a media process says so', async () => {
    const [camera] = (await agency.caller.call('listCameras')).items;
    const refusal = await agency.caller.refusal('watchCamera', { params: { id: camera!.id }, body: 'v=0' });
    expect(refusal).toMatchObject({ status: 503, code: 'media_unavailable' });
  });
});

describe('a camera that its aircraft reports', () => {
  it('comes by itself, follows what the aircraft says, and keeps what people set', async () => {
    const gateway = new FakeGateway(server.bus);
    const things = await populate(agency, gateway, 'gateway/reported/1', owner);
    const stream = {
      name: 'Wide',
      encoding: 'h264',
      width: 640,
      height: 360,
      frame_rate_hz: 30,
      thermal: false,
    } as const;
    const report = async (streams: VehicleCamera['streams']): Promise<Camera[]> => {
      const camera = { component_id: 100, maker: 'Siyi', model: 'A8', firmware: null, streams };
      gateway.spool({ agency_id: agency.id, aircraft_id: things.aircraft, flight_id: null, kind: 'camera', camera });
      await new Promise((resolve) => setTimeout(resolve, 800));
      const { items } = await agency.caller.call('listCameras');
      return items.filter(({ aircraft_id }) => aircraft_id === things.aircraft);
    };
    const rtsp = {
      ...stream,
      stream_id: 1,
      kind: 'rtsp',
      uri: 'rtsp://pilot:hush@10.0.0.7:8554/main',
      hfov_deg: 81,
    } as const;
    const thermal = { ...stream, stream_id: 2, kind: 'rtp', uri: '5600', hfov_deg: null, thermal: true } as const;
    const transport = { ...stream, stream_id: 3, kind: 'mpegts', uri: 'udp://0.0.0.0:9', hfov_deg: null } as const;
    const cameras = await report([rtsp, thermal, transport]);
    expect(JSON.stringify(cameras)).not.toContain('hush');
    expect(cameras).toMatchObject([
      { lens: 'wide', maker: 'Siyi', reported: true, source: { url: 'rtsp://10.0.0.7:8554/main', username: 'pilot' } },
      { lens: 'thermal', source: { kind: 'rtp', port: 5600 } },
      { lens: 'wide', source: { kind: 'mpegts', port: 9 } },
    ]);
    expect(await configuredWith(cameras[0]!.id)).toMatchObject({ source: { password: 'hush' } });
    const set = { name: 'Nose', criminal_justice: true };
    await agency.caller.call('updateCamera', { params: { id: cameras[1]!.id }, body: set });
    const again = await report([{ ...thermal, uri: '5700' }]);
    expect(again.find(({ lens }) => lens === 'thermal')).toMatchObject({ ...set, source: { port: 5700 } });
    gateway.close();
  });
});
