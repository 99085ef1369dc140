import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { once } from 'node:events';
import { freePort } from '../../../../runtime/src/testing/nats.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CameraSource, CameraStatus } from '@outrider/schema';
import type { AccessUnit } from '../../feed/index.js';
import { nalType } from '../../feed/index.js';
import { HOST, MediaHarness, cameraId } from '../../../test-support/harness.js';
import { RtspServer, rtspServerLacks } from '../../../test-support/rtsp-server.js';

type Rtsp = Extract<CameraSource, { kind: 'rtsp' }>;
const lacks = rtspServerLacks();
const rtsp = (url: string, more: Partial<Rtsp> = {}): Rtsp => ({
  kind: 'rtsp',
  url,
  transport: 'auto',
  username: null,
  ...more,
});
const isLive = ([status]: CameraStatus[]): boolean => status?.state === 'live' && (status.frame_rate_hz ?? 0) > 15;
const hasFailed = ([status]: CameraStatus[]): boolean => status?.state === 'failed';

let harness: MediaHarness;
let units: AccessUnit[];

async function play(source: Rtsp): Promise<void> {
  await harness.media.configure({ cameras: [harness.camera(1, source)], recordings: [] });
  units = [];
  harness.media.camera(cameraId(1))!.addUnits((unit) => units.push(unit));
}

beforeEach(async () => {
  harness = await MediaHarness.start();
});
afterEach(() => harness.close());

describe('a camera that is called by RTSP (gst-rtsp-server)', () => {
  const servers: RtspServer[] = [];
  let open: RtspServer;
  const start = async (options: Parameters<typeof RtspServer.start>[0]): Promise<RtspServer> => {
    const server = await RtspServer.start(options);
    servers.push(server);
    return server;
  };
  beforeAll(async () => {
    if (!lacks) open = await start({});
  });
  afterAll(() => Promise.all(servers.map((server) => server.close())));
  beforeEach((context) => context.skip(lacks !== null, lacks ?? ''));

  it('plays over TCP, without its sound; keyframes get the parameter sets of the description, viewers small packets', async () => {
    await play(rtsp(open.url('/h264')));
    await harness.until('live', isLive);
    await harness.until('two keyframes', () => units.filter((unit) => unit.keyframe).length > 1);
    for (const unit of units.filter(({ keyframe }) => keyframe))
      expect(unit.nals.map((nal) => nalType('h264', nal[0]!))).toEqual(expect.arrayContaining([7, 8, 5]));
    expect(units.every((unit) => unit.codec === 'h264' && !unit.damaged)).toBe(true);
    const packets = harness.media.camera(cameraId(1))!.feed!.sinceKeyframe;
    expect(Math.max(...packets.map((packet) => packet.length))).toBeLessThanOrEqual(1200);
    expect(packets[0]![12]! & 0x1f).toBe(7);
    await harness.until('capture times', () => units.at(-1)!.captured_utc_ms !== null);
    expect(Math.abs(units.at(-1)!.captured_utc_ms! - Date.now())).toBeLessThan(5000);
  });

  it('plays over UDP when asked, and packets that fit go on as they are, after the first keyframe is made whole', async () => {
    await play(rtsp(open.url('/small'), { transport: 'udp' }));
    const [status] = await harness.until('live', isLive);
    expect(status).toMatchObject({ codec: 'h264', loss_percent: 0 });
    const packets = harness.media.camera(cameraId(1))!.feed!.sinceKeyframe;
    expect(packets[0]![12]! & 0x1f).toBe(7);
    await harness.until('capture times', () => units.at(-1)!.captured_utc_ms !== null);
  });

  it('plays H.265', async () => {
    await play(rtsp(open.url('/h265')));
    const [status] = await harness.until('live', isLive);
    expect(status!.codec).toBe('h265');
    expect(units.some(({ keyframe }) => keyframe)).toBe(true);
  });

  it('plays H.264 in an MPEG transport stream', async () => {
    await play(rtsp(open.url('/transport')));
    const [status] = await harness.until('live', isLive);
    expect(status).toMatchObject({ codec: 'h264', width: 640, height: 360 });
    expect(units.some(({ keyframe }) => keyframe)).toBe(true);
  });

  it.each([
    ['basic', 'tcp'],
    ['basic', 'udp'],
    ['digest', 'tcp'],
    ['digest', 'udp'],
  ] as const)('shows its password by %s authentication, over %s', async (auth, transport) => {
    const server = await start({ auth });
    await play(rtsp(server.url('/small'), { transport, username: 'viewer', password: 'pass word' }));
    await harness.until('live', isLive);
  });

  it.each(['basic', 'digest'] as const)(
    'says when the password is wrong or missing (%s), and not what it is',
    async (auth) => {
      const server = await start({ auth });
      await play(rtsp(server.url('/small'), { username: 'viewer', password: 'hunter2-secret' }));
      const [wrong] = await harness.until('refused', hasFailed);
      expect(wrong!.detail).toMatch(/refuses the user name or the password: correct them/);
      await play(rtsp(server.url('/small')));
      const [missing] = await harness.until('asked', hasFailed);
      expect(missing!.detail).toMatch(/asks for a user name and a password/);
      expect(harness.logged()).toContain('refuses the user name');
      expect(harness.logged()).not.toMatch(/hunter2|aHVudGVy/);
    },
  );

  it('says when there is no such stream, and when it has no video that can be shown', async () => {
    await play(rtsp(open.url('/nothing')));
    expect((await harness.until('404', hasFailed))[0]!.detail).toMatch(/no stream of this name \(404\)/);
    await play(rtsp(open.url('/vp8')));
    expect((await harness.until('no video', hasFailed))[0]!.detail).toMatch(
      /offers no H.264 or H.265 video.*VP8 video/,
    );
  });

  it('turns to UDP by itself where the server has no TCP, and says so where it was asked for TCP', async () => {
    const server = await start({ protocol: 'udp' });
    await play(rtsp(server.url('/small')));
    await harness.until('live', isLive);
    await play(rtsp(server.url('/small'), { transport: 'tcp' }));
    expect((await harness.until('failed', hasFailed))[0]!.detail).toMatch(
      /does not send by TCP: set the transport to auto/,
    );
  });

  it('comes back when the camera does, its numbers going on', async () => {
    const port = await freePort();
    const before = await start({ port });
    await play(rtsp(before.url('/small')));
    await harness.until('live', isLive);
    await before.close();
    const [gone] = await harness.until('failed', hasFailed);
    expect(gone!.detail).toMatch(/closed the connection|cannot be reached/);
    const count = units.length;
    await start({ port });
    await harness.until('live again', (statuses) => isLive(statuses) && units.length > count + 10);
    for (const [index, unit] of units.entries())
      if (index > 0) expect(unit.time_90khz).toBeGreaterThan(units[index - 1]!.time_90khz);
  });
});

describe('a camera whose RTSP is bad', () => {
  let server: Server;
  const serve = async (answer: (request: string) => string | Buffer | null): Promise<string> => {
    server = createServer((socket) => {
      socket.on('error', () => {});
      socket.on('data', (bytes) => {
        const said = answer(bytes.toString());
        if (said === null) socket.destroy();
        else socket.write(said);
      });
    }).listen(0, HOST);
    await once(server, 'listening');
    return `rtsp://${HOST}:${(server.address() as AddressInfo).port}/x`;
  };
  afterEach(() => server?.close());

  it('says that nothing listens', async () => {
    await play(rtsp(`rtsp://${HOST}:${await freePort()}/x`));
    expect((await harness.until('failed', hasFailed))[0]!.detail).toMatch(/cannot be reached: nothing listens there/);
  });

  it('says that an address is none', async () => {
    await play(rtsp('rtsp://host:99999/x'));
    expect((await harness.until('failed', hasFailed))[0]!.detail).toMatch(/not an address/);
  });

  it.each([
    ['hangs up', () => null, /closed the connection/],
    [
      'never ends its headers',
      () => Buffer.from(`RTSP/1.0 200 OK\r\n${'a'.repeat(70_000)}`),
      /cannot be reached|headers never end/,
    ],
    ['is no RTSP server', () => 'HTTP/1.1 400 Bad Request\r\n\r\n', /did not answer OPTIONS within 5 s/],
    ['sends an empty description', answerEmpty, /offers no H.264 or H.265 video/],
  ])('a server that %s is said', async (_what, answer, sentence) => {
    await play(rtsp(await serve(answer)));
    expect((await harness.until('failed', hasFailed))[0]!.detail).toMatch(sentence);
  });
});

function answerEmpty(request: string): string {
  return `RTSP/1.0 200 OK\r\nCSeq: ${/CSeq: (\d+)/.exec(request)?.[1]}\r\nContent-Length: 5\r\n\r\nv=0\r\n`;
}
