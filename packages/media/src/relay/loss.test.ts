import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freeUdpPort } from '../media.js';
import { HOST, MediaHarness, cameraId, serveViewer, stop } from '../../test-support/harness.js';
import { lacking } from '../../test-support/lacking.js';
import { launchChromium } from '../../test-support/testing/chromium.js';

declare global {
  interface Window {
    pc: RTCPeerConnection;
  }
}

const lacks = lacking('ffmpeg', 'chromium');
const LOSSY_LINK = fileURLToPath(new URL('../../test-support/lossy-link.mjs', import.meta.url));

interface Received {
  framesDecoded: number;
  nackCount: number;
  packetsReceived: number;
  retransmittedPacketsReceived?: number;
}
const received = (page: Page): Promise<Received> =>
  page.evaluate(async () => {
    const reports = [...(await window.pc.getStats()).values()] as (Received & { type: string; kind: string })[];
    return reports.find(({ type, kind }) => type === 'inbound-rtp' && kind === 'video')!;
  });

describe('a viewer behind a bad network', () => {
  let harness: MediaHarness;
  let browser: Browser;
  const links: ChildProcess[] = [];

  /** Each viewer's packets pass a program that loses every twentieth and is late. */
  const link = async (port: number): Promise<number> => {
    const child = spawn(process.execPath, [LOSSY_LINK, HOST, String(port), '0.05', '20']);
    links.push(child);
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    return Number(line.toString());
  };

  beforeEach((context) => context.skip(lacks !== null, lacks ?? ''));
  beforeAll(async () => {
    if (lacks) return;
    harness = await MediaHarness.start();
    browser = await launchChromium();
    const port = await freeUdpPort(HOST);
    await harness.media.configure({
      cameras: [harness.camera(1, { kind: 'rtp', port, codec: 'h264' })],
      recordings: [],
    });
    harness.ffmpeg(['-b:v', '2M', '-f', 'rtp', `rtp://${HOST}:${port}?pkt_size=1200`]);
    await harness.until('live', ([status]) => status?.state === 'live' && (status.frame_rate_hz ?? 0) > 5);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    for (const child of links) await stop(child);
    await harness?.close();
  });

  it('asks for what was lost, gets it once more and goes on; one with a good network is not disturbed', async () => {
    const bad = await serveViewer(harness.media, cameraId(1), 'watch', link);
    const good = await serveViewer(harness.media, cameraId(1), 'watch');
    const [behind, direct] = [await browser.newPage(), await browser.newPage()];
    await Promise.all([behind.goto(bad.url), direct.goto(good.url)]);
    const decoded = async (page: Page, frames: number): Promise<Received> => {
      for (let tries = 0; tries < 150; tries++) {
        const stats = await received(page).catch(() => null);
        if (stats && stats.framesDecoded >= frames) return stats;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      throw new Error(`fewer than ${frames} pictures: ${JSON.stringify(await received(page))}`);
    };
    const begun = await decoded(behind, 1);
    const whole = await decoded(direct, 200);
    const lossy = await received(behind);
    expect(lossy.framesDecoded - begun.framesDecoded).toBeGreaterThan(0.5 * (whole.framesDecoded - 60));
    expect(lossy.nackCount).toBeGreaterThan(0);
    expect(harness.media.resentPackets(cameraId(1))).toBeGreaterThan(0);
    expect(whole.nackCount).toBeLessThan(lossy.nackCount);
    await Promise.all([behind.close(), direct.close()]);
    bad.close();
    good.close();
    await harness.until('both gone', ([status]) => status?.viewers === 0);
  }, 90_000);
});
