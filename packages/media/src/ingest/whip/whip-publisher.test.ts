import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CameraStatus } from '@outrider/schema';
import type { AccessUnit } from '../../feed/index.js';
import { LossyProxy } from '../../../test-support/lossy-proxy.js';
import { MediaHarness, cameraId, serveViewer } from '../../../test-support/harness.js';
import { lacking } from '../../../test-support/lacking.js';
import { serveWhip, sessionId } from '../../../test-support/whip-sources.js';

declare global {
  interface Window {
    pc: RTCPeerConnection;
    failed?: string;
  }
}

const lacks = lacking('chromium');
const isLive = ([status]: CameraStatus[]): boolean => status?.state === 'live' && (status.frame_rate_hz ?? 0) > 10;

describe('a browser that pushes by WHIP', () => {
  let harness: MediaHarness;
  let browser: Browser;
  let whip: Awaited<ReturnType<typeof serveWhip>>;
  let units: AccessUnit[];

  beforeAll(async () => {
    if (lacks) return;
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  }, 60_000);
  afterAll(() => browser?.close());
  beforeEach(async (context) => {
    context.skip(lacks !== null, lacks ?? '');
    harness = await MediaHarness.start();
    await harness.media.configure({ cameras: [harness.camera(1, { kind: 'whip' })], recordings: [] });
    units = [];
    harness.media.camera(cameraId(1))!.addUnits((unit) => units.push(unit));
    whip = await serveWhip(harness.media, cameraId(1));
  });
  afterEach(async () => {
    whip?.close();
    await harness?.close();
  });

  it('is live without its sound, is watched, sends keyframes when asked, and its end is said', async () => {
    expect(harness.media.statuses()[0]).toMatchObject({ state: 'waiting', detail: expect.stringMatching(/WHIP/) });
    const source = await browser.newPage();
    await source.goto(whip.url);
    const [status] = await harness.until('live', isLive);
    expect(status).toMatchObject({ codec: 'h264', width: 640, height: 360 });
    await harness.until('capture times', () => units.at(-1)!.captured_utc_ms !== null);
    const sent = await source.evaluate(async () =>
      [...(await window.pc.getStats()).values()]
        .filter(({ type }) => type === 'outbound-rtp')
        .map(({ kind, packetsSent }) => `${kind} ${packetsSent > 0}`),
    );
    expect(sent.toSorted()).toEqual(['audio false', 'video true']);
    const keyframes = units.filter((unit) => unit.keyframe).length;
    harness.media.camera(cameraId(1))!.requestKeyframe();
    await harness.until('keyframe', () => units.filter((unit) => unit.keyframe).length > keyframes);

    const viewer = await serveViewer(harness.media, cameraId(1), 'pilot');
    const page = await browser.newPage();
    await page.goto(viewer.url);
    await page.waitForFunction(
      () => (document.querySelector('video')?.getVideoPlaybackQuality().totalVideoFrames ?? 0) > 20,
    );
    viewer.close();
    await page.close();
    harness.media.end({ sessions: [sessionId(0)] });
    const [ended] = await harness.until('ended', ([each]) => each?.state === 'stale');
    expect(ended!.detail).toMatch(/No picture for \d+ s/);
    await source.close();
  }, 60_000);

  it('may come again: the newer takes the place', async () => {
    const first = await browser.newPage();
    await first.goto(whip.url);
    await harness.until('live', isLive);
    const second = await browser.newPage();
    await second.goto(whip.url);
    await first.waitForFunction(() => /disconnected|failed|closed/.test(window.pc.connectionState), null, {
      timeout: 20_000,
    });
    await harness.until('live again', isLive);
    for (const [index, unit] of units.entries())
      if (index > 0) expect(unit.time_90khz).toBeGreaterThan(units[index - 1]!.time_90khz);
    await first.close();
    await second.close();
  }, 60_000);

  it('over a path that loses 5 % at 100 ms round trip is whole: what was lost is asked for again', async () => {
    const path = await LossyProxy.start({ loss: 0.05, delay_ms: 50, port: harness.webrtcPort });
    whip.close();
    whip = await serveWhip(harness.media, cameraId(1), { through: path.port });
    const source = await browser.newPage();
    await source.goto(whip.url);
    await harness.until('live', isLive);
    const from = units.length;
    await harness.until('200 pictures', () => units.length > from + 200);
    expect(path.dropped).toBeGreaterThan(20);
    expect(units.slice(from).filter(({ damaged }) => damaged).length).toBeLessThan(10);
    await source.close();
    path.close();
  }, 60_000);

  it('is told when its picture cannot be taken', async () => {
    const source = await browser.newPage();
    await source.goto(`${whip.url}?vp8`);
    await source.waitForFunction(() => window.failed);
    expect(await source.evaluate(() => window.failed)).toMatch(/offers neither H.264/);
    const bad = await fetch(whip.url, { method: 'POST', body: 'v=0' });
    expect(await bad.text()).toMatch(/offers neither/);
    await source.close();
  });

  it('is refused where the camera has another source', async () => {
    await harness.media.configure({
      cameras: [harness.camera(1, { kind: 'rtp', port: 0, codec: 'h264' })],
      recordings: [],
    });
    const refused = await fetch(whip.url, { method: 'POST', body: 'v=0' });
    expect(await refused.text()).toMatch(/does not wait for a source that pushes by WHIP/);
  });
});
