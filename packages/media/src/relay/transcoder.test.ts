import { describe, expect, it } from 'vitest';
import { freeUdpPort } from '../media.js';
import { HOST, MediaHarness, cameraId, serveViewer } from '../../test-support/harness.js';
import { lacking } from '../../test-support/lacking.js';
import { launchChromium } from '../../test-support/testing/chromium.js';

const lacks = lacking('ffmpeg', 'chromium');

describe('a camera that sends H.265', () => {
  it('is shown as H.264 to a browser that knows no H.265', async (context) => {
    context.skip(lacks !== null, lacks ?? '');
    const harness = await MediaHarness.start();
    const browser = await launchChromium();
    try {
      const port = await freeUdpPort(HOST);
      await harness.media.configure({
        cameras: [harness.camera(1, { kind: 'rtp', port, codec: 'h265' })],
        recordings: [],
      });
      harness.ffmpeg(['-f', 'rtp', `rtp://${HOST}:${port}?pkt_size=1200`], {
        codec: 'libx265',
        size: '320x180',
        rate: 15,
      });
      await harness.until('live', ([status]) => status?.state === 'live' && status.width === 320);
      const viewer = await serveViewer(harness.media, cameraId(1), 'watch');
      const page = await browser.newPage();
      await page.goto(viewer.url);
      await page.waitForFunction(
        () => (document.querySelector('video')?.getVideoPlaybackQuality().totalVideoFrames ?? 0) > 20,
      );
      expect(await page.evaluate(() => document.querySelector('video')?.videoWidth)).toBe(320);
      expect(harness.media.statuses()[0]).toMatchObject({ codec: 'h265', viewers: 1 });
      viewer.close();
    } finally {
      await browser.close();
      await harness.close();
    }
  }, 60_000);
});
