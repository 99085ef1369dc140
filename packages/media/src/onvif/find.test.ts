import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../../../runtime/src/testing/nats.js';
import { CAMERA_LOGIN, OnvifCamera } from '../../test-support/onvif-camera.js';
import type { OnvifCameraOptions } from '../../test-support/onvif-camera.js';
import { atHost, findByOnvif } from './find.js';

const DAY_MS = 86_400_000;
const nothing = { username: null, password: null };
const find = (port: number, login: { username: string | null; password: string | null } = CAMERA_LOGIN) =>
  findByOnvif({ host: '127.0.0.1', port, secure: false, ...login }, { ca: null, nowUtcMs: () => Date.now() });

let camera: OnvifCamera;
const start = async (options: OnvifCameraOptions = {}): Promise<number> =>
  (camera = await OnvifCamera.start(options)).port;
afterEach(() => camera?.close());

describe('a camera that speaks ONVIF', () => {
  it('says maker, model and the address of each of its streams', async () => {
    expect(await find(await start())).toEqual({
      maker: 'Roof & Sons',
      model: 'RS-9',
      firmware: '1.2.3',
      profiles: [
        {
          token: 'main',
          name: 'mainStream',
          encoding: 'H264',
          width: 1920,
          height: 1080,
          frame_rate_hz: 25,
          url: 'rtsp://127.0.0.1:8554/main?channel=1&subtype=0',
        },
        expect.objectContaining({ token: 'sub', encoding: 'JPEG', width: 640 }),
      ],
    });
  });

  it('has its H.265 streams found by Media2', async () => {
    const { profiles } = await find(await start({ media2: true }));
    expect(profiles).toMatchObject([{ token: 'best', encoding: 'H265', width: 3840, height: 2160 }]);
  });

  it('is found where it is old and knows no GetServices', async () => {
    expect((await find(await start({ old: true }))).profiles).toHaveLength(2);
    expect(camera.asked).toContain('GetCapabilities');
  });

  it.each(['token', 'http-digest', 'none'] as const)('is let in by its kind of login (%s)', async (login) => {
    expect((await find(await start({ login }))).profiles).toHaveLength(2);
  });

  it('whose clock is wrong is asked by its own clock', async () => {
    expect((await find(await start({ clockAheadMs: -400 * DAY_MS }))).profiles).toHaveLength(2);
  });

  it('behind a router is reached where it was named, not where it believes to be', async () => {
    const { profiles } = await find(await start({ innerHost: '192.168.77.5' }));
    expect(profiles[0]!.url).toBe('rtsp://127.0.0.1:8554/main?channel=1&subtype=0');
  });
});

describe('a camera that is not found by ONVIF', () => {
  it.each(['token', 'http-digest'] as const)(
    'because of its login (%s) is asked once, and the password is not repeated',
    async (login) => {
      const port = await start({ login });
      const refused = await find(port, { username: 'viewer & co', password: 'hunter2' }).catch((error: Error) => error);
      expect(refused).toMatchObject({ code: 'onvif_login_refused' });
      expect((refused as Error).message).toMatch(/refuses the user name or the password/);
      expect((refused as Error).message).not.toContain('hunter2');
      expect(camera.asked.filter((name) => name === 'GetDeviceInformation').length).toBeLessThanOrEqual(2);
      await expect(find(port, nothing)).rejects.toThrow(/asks for a user name and a password/);
    },
  );

  it('because nothing listens there', async () => {
    const problem = await find(await freePort()).catch((error: Error) => error);
    expect(problem).toMatchObject({ code: 'onvif_no_answer' });
    expect((problem as Error).message).toMatch(/nothing listens there/);
  });

  const serve = async (answer: string, status = 200, location = ''): Promise<{ port: number; close(): void }> => {
    const headers = location === '' ? {} : { location };
    const server = createServer((_request, response) => response.writeHead(status, headers).end(answer));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return { port: (server.address() as AddressInfo).port, close: () => void server.close() };
  };
  it.each([
    ['a web page', '<html><body>hello<br></body></html>', 200],
    ['a redirection', '', 302],
    ['a document that declares entities', '<!DOCTYPE x [<!ENTITY a "b">]><Envelope><Body>&a;</Body></Envelope>', 200],
    ['more than any camera says', 'x'.repeat(2_000_000), 200],
  ])('because it answers with %s', async (_what, answer, status) => {
    const goal = await start();
    const before = camera.asked.length;
    const server = await serve(answer, status, status === 302 ? `http://127.0.0.1:${goal}/onvif/device_service` : '');
    await expect(find(server.port)).rejects.toMatchObject({
      code: expect.stringMatching(/onvif_(not_spoken|no_answer)/),
    });
    expect(camera.asked).toHaveLength(before);
    server.close();
  });
});

describe('an address of a stream', () => {
  it('is taken to the host that was named, and loses a login', () => {
    expect(atHost('rtsp://admin:x@10.0.0.1:554/a', 'roof.example')).toBe('rtsp://roof.example:554/a');
    expect(atHost('http://10.0.0.1/a', 'roof')).toBeNull();
    expect(atHost('rtsp://h:x', 'roof')).toBeNull();
  });
});
