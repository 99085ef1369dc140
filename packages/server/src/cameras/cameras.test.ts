import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MEDIA_STATUS_SUBJECT, mediaSubject } from '@outrider/schema';
import type { MediaConfig } from '@outrider/schema';
import { startTestPostgres } from '../testing/postgres.js';
import type { TestPostgres } from '../testing/postgres.js';
import { aircraftInput, cameraInput, cameraStatus } from '../testing/samples.js';
import { addAgency, startTestServer } from '../testing/server.js';
import type { TestAgency, TestServer } from '../testing/server.js';

let postgres: TestPostgres;
let server: TestServer;
let agency: TestAgency;
let other: TestAgency;
let configured: MediaConfig[];

beforeAll(async () => {
  postgres = await startTestPostgres();
  server = await startTestServer({ login: await postgres.freshDatabase() });
  agency = await addAgency(server);
  other = await addAgency(server);
  configured = [];
  server.bus.subscribe(mediaSubject('configure'), (_subject, bytes, reply) => {
    configured.push(JSON.parse(Buffer.from(bytes).toString()) as MediaConfig);
    reply?.(Buffer.from('{"ok":true,"value":{}}'));
  });
}, 120_000);
afterAll(async () => {
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

  it('without a media process says so', async () => {
    const [camera] = (await agency.caller.call('listCameras')).items;
    const refusal = await agency.caller.refusal('watchCamera', { params: { id: camera!.id }, body: 'v=0' });
    expect(refusal).toMatchObject({ status: 503, code: 'media_unavailable' });
  });
});
