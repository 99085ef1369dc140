import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freeUdpPort } from '../media.js';
import { HOLDER, HOST, MediaHarness, cameraId, serveViewer, stop } from '../../test-support/harness.js';
import { lacking } from '../../test-support/lacking.js';
import { launchChromium } from '../../test-support/testing/chromium.js';

declare global {
  interface Window {
    /** The last answer of the media process's clock. */
    clock?: { picture: { captured_utc_ms: number } | null };
  }
}

const lacks = lacking('ffmpeg', 'chromium');

describe('a camera that sends RTP, watched in Chromium', () => {
  let harness: MediaHarness;
  let browser: Browser;

  beforeEach((context) => context.skip(lacks !== null, lacks ?? ''));
  beforeAll(async () => {
    if (lacks) return;
    harness = await MediaHarness.start();
    browser = await launchChromium();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await harness?.close();
  });

  it('is shown at once, goes on, and says when it stops', async () => {
    const port = await freeUdpPort(HOST);
    await harness.media.configure({
      cameras: [harness.camera(1, { kind: 'rtp', port, codec: 'h264' })],
      recordings: [],
    });
    const source = harness.ffmpeg(['-f', 'rtp', `rtp://${HOST}:${port}?pkt_size=1200`]);
    await harness.until('live', ([status]) => status?.state === 'live' && (status.frame_rate_hz ?? 0) > 20);
    const viewer = await serveViewer(harness.media, cameraId(1), 'pilot');
    const page = await browser.newPage();
    await page.goto(viewer.url);
    await page.waitForFunction(
      () => (document.querySelector('video')?.getVideoPlaybackQuality().totalVideoFrames ?? 0) > 30,
    );
    await page.waitForFunction(() => window.clock?.picture?.captured_utc_ms);
    const told = await page.evaluate(() => window.clock!);
    expect(told.picture!.captured_utc_ms).toBeGreaterThan(Date.now() - 60_000);
    expect(harness.media.statuses()[0]).toMatchObject({ viewers: 1, codec: 'h264' });
    await stop(source);
    const [status] = await harness.until('stale', ([each]) => each?.state === 'stale');
    expect(status!.detail).toMatch(/No picture for/);
    harness.media.end({ sessions: [], holders: ['somebody else'] });
    expect(harness.media.statuses()[0]!.viewers).toBe(1);
    harness.media.end({ sessions: [], holders: [HOLDER] });
    expect(harness.media.statuses()[0]!.viewers).toBe(0);
    await page.close();
    await harness.until('viewer gone', ([each]) => each?.viewers === 0);
    viewer.close();
  }, 60_000);
});
