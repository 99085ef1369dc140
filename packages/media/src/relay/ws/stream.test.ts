import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { WebSocket } from 'ws';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decodeStreamMessage } from '@outrider/core/video';
import { freeUdpPort } from '../../media.js';
import { HOST, MediaHarness, cameraId } from '../../../test-support/harness.js';
import { lacking } from '../../../test-support/lacking.js';
import { launchChromium } from '../../../test-support/testing/chromium.js';

declare global {
  interface Window {
    played?: { pictures: number; colours: number; trouble: string | null };
  }
}

const PLAYER = fileURLToPath(new URL('../../../../console/src/video/websocket-player.ts', import.meta.url));
const PAGE = `<!doctype html><canvas id="canvas"></canvas><script type="module">
import { WebSocketPlayer } from './player.js';
const canvas = document.getElementById('canvas');
window.played = { pictures: 0, colours: 0, trouble: null };
new WebSocketPlayer({ url: new URLSearchParams(location.search).get('stream'), canvas,
  onPicture() {
    window.played.pictures += 1;
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    window.played.colours = new Set(new Uint32Array(data.buffer)).size;
  },
  onTrouble(trouble) { window.played.trouble = trouble; } }).start();
</script>`;

async function servePlayer(): Promise<{ url: string; close(): void }> {
  const built = await build({
    logLevel: 'silent',
    build: { write: false, lib: { entry: PLAYER, formats: ['es'], fileName: 'player' } },
  });
  const [output] = [built].flat() as { output: { code: string }[] }[];
  const server = createServer((request, response) => {
    const script = request.url === '/player.js';
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html');
    response.end(script ? output!.output[0]!.code : PAGE);
  });
  server.listen(0, HOST);
  await once(server, 'listening');
  return { url: `http://${HOST}:${(server.address() as AddressInfo).port}/`, close: () => void server.close() };
}

const lacks = lacking('ffmpeg');
const lacksBrowser = lacking('chromium');

describe('a camera by WebSocket', () => {
  let harness: MediaHarness;

  const ticket = (n: number): string => {
    const viewer_id = `01990000-0000-7000-8000-0000000003${String(n).padStart(2, '0')}`;
    const answer = harness.media.stream({ camera_id: cameraId(1), viewer_id, holders: [`holder-${n}`] });
    return `ws://${HOST}:${answer.port}/?ticket=${answer.ticket}`;
  };

  beforeEach((context) => context.skip(lacks !== null, lacks ?? ''));
  beforeAll(async () => {
    if (lacks) return;
    harness = await MediaHarness.start();
    await harness.media.listen(0);
    const port = await freeUdpPort(HOST);
    await harness.media.configure({
      cameras: [harness.camera(1, { kind: 'rtp', port, codec: 'h264' })],
      recordings: [],
    });
    harness.ffmpeg(['-b:v', '8M', '-f', 'rtp', `rtp://${HOST}:${port}?pkt_size=1200`], { size: '1280x720' });
    await harness.until('live', ([status]) => status?.state === 'live' && (status.frame_rate_hz ?? 0) > 5);
  }, 60_000);
  afterAll(async () => harness?.close());

  it('is drawn in Chromium by the console’s player', async (context) => {
    context.skip(lacksBrowser !== null, lacksBrowser ?? '');
    const page = await servePlayer();
    const browser = await launchChromium();
    try {
      const tab = await browser.newPage();
      await tab.goto(`${page.url}?stream=${encodeURIComponent(ticket(1))}`);
      await tab.waitForFunction(() => (window.played?.pictures ?? 0) > 20, null, { timeout: 30_000 });
      const played = await tab.evaluate(() => window.played!);
      expect(played.trouble).toBeNull();
      expect(played.colours).toBeGreaterThan(50);
      expect(harness.media.statuses()[0]!.viewers).toBe(1);
    } finally {
      await browser.close();
      page.close();
    }
    await harness.until('viewer gone', ([status]) => status?.viewers === 0);
  }, 60_000);

  it('begins with a keyframe and misses nothing while another viewer reads nothing', async () => {
    const { host, pathname, search, port } = new URL(ticket(2));
    const stuck = connect(Number(port), HOST);
    const handshake = 'upgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-version: 13\r\n';
    stuck.write(
      `GET ${pathname}${search} HTTP/1.1\r\nhost: ${host}\r\n${handshake}sec-websocket-key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n`,
    );
    stuck.pause();
    const reader = new WebSocket(ticket(3));
    const times: number[] = [];
    const keyframes: boolean[] = [];
    reader.on('message', (data) => {
      const picture = decodeStreamMessage(Uint8Array.from(data as Buffer))!;
      times.push(picture.time_90khz);
      keyframes.push(picture.keyframe);
    });
    await harness.until('four seconds of pictures', () => times.length > 120, 30_000);
    expect(keyframes[0]).toBe(true);
    const steps = times.slice(1).map((time, index) => time - times[index]!);
    expect(Math.max(...steps)).toBeLessThan(1.5 * Math.min(...steps));
    stuck.destroy();
    reader.close();
    await harness.until('both gone', ([status]) => status?.viewers === 0);
  }, 60_000);

  it('opens once for each ticket, and for no other', async () => {
    const url = ticket(4);
    const first = new WebSocket(url);
    await once(first, 'open');
    for (const wrong of [url, url.replace(/ticket=.*/, 'ticket=guess'), url.replace(/\?.*/, '')]) {
      const [error] = (await once(new WebSocket(wrong), 'error')) as [Error];
      expect(error.message).toContain('403');
    }
    // Another agency ends nothing of this one.
    const sessions = ['01990000-0000-7000-8000-000000000304'];
    harness.media.end({ sessions, agency_id: cameraId(9) });
    expect(harness.media.statuses()[0]!.viewers).toBe(1);
    harness.media.end({ sessions });
    await once(first, 'close');
    const unused = ticket(5);
    harness.media.end({ sessions: [], holders: ['holder-5'] });
    const [refused] = (await once(new WebSocket(unused), 'error')) as [Error];
    expect(refused.message).toContain('403');
    expect(() => harness.media.stream({ camera_id: cameraId(2), viewer_id: cameraId(3), holders: [] })).toThrow(
      /no such camera/,
    );
  });
});
