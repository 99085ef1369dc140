/** Recorded video on the replay's time axis, in a real browser: the picture that is shown is the one of the time that is shown. */
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRecord } from '@outrider/record/folder';
import { encodeUnits } from '../packages/media/test-support/ffmpeg.js';
import { lacking } from '../packages/media/test-support/lacking.js';
import { RecordHarness } from '../packages/media/test-support/records.js';
import { FakeGateway } from '../packages/server/src/testing/fake-gateway.js';
import { populate } from '../packages/server/src/testing/populate.js';
import { ownerClient, startTestPostgres } from '../packages/server/src/testing/postgres.js';
import type { TestPostgres } from '../packages/server/src/testing/postgres.js';
import { addAgency, startTestServer } from '../packages/server/src/testing/server.js';
import type { TestServer } from '../packages/server/src/testing/server.js';
import { findChromium, launch, openConsole, seriousFindings, signInAs } from './support/browser.js';
import type { Console } from './support/browser.js';

const MINUTE_MS = 90_000;
const chromium = findChromium();
const absent = chromium === null ? 'chromium-absent' : lacking('libx264');
const PASSWORD = 'correct horse battery staple';
const PICTURE_MS = 1000 / 30;
const data_dir = mkdtempSync(join(tmpdir(), 'outrider-video-'));
let postgres: TestPostgres;
let server: TestServer;
let owner: pg.Client;
let gateway: FakeGateway;
let browser: Browser;
let watcher: Console;
let start_utc_ms: number;

beforeAll(async () => {
  if (absent) return;
  postgres = await startTestPostgres();
  const login = await postgres.freshDatabase();
  server = await startTestServer({ login, settings: { data_dir } });
  gateway = new FakeGateway(server.bus);
  owner = await ownerClient(login);
  const agency = await addAgency(server);
  const { flights } = await populate(agency, gateway, 'gateway/mine/1', owner);
  // The axis of the flight moves in tenths of a second from its request.
  const { requested_at_utc_ms } = await agency.caller.call('getFlight', { params: { id: flights } });
  start_utc_ms = requested_at_utc_ms;
  await record(agency.id, flights);
  const roles = ['observer' as const, 'custodian' as const];
  await agency.caller.call('createUser', {
    body: { username: 'watcher', display_name: 'W', roles, password: PASSWORD },
  });
  browser = await launch(chromium!);
  watcher = await openConsole(browser, server.url, { width: 1440, height: 900 });
  await signInAs(watcher.page, { username: 'watcher', password: PASSWORD } as never);
  await watcher.page.goto(`${server.url}/#/flights/${flights}`);
}, 4 * MINUTE_MS);
afterAll(async () => {
  await browser?.close();
  gateway?.close();
  await owner?.end();
  await server?.close();
  await postgres?.stop();
  rmSync(data_dir, { recursive: true, force: true });
}, MINUTE_MS);
beforeEach((context) => {
  if (absent) context.skip(absent);
});

/** Twenty-five seconds of numbered pictures, of which five are missing. */
async function record(agency_id: string, flight_id: string): Promise<void> {
  const folder = await createRecord(join(data_dir, 'records'), {
    agency_id,
    flight_id,
    created_at_utc_ms: start_utc_ms,
  });
  const units = encodeUnits({ seconds: 25, size: '640x360', numbered: true, start_utc_ms });
  const harness = new RecordHarness();
  await harness.record(folder, [...units.slice(0, 360), ...units.slice(510)]);
  await harness.close();
}

/** The number that the shown picture bears (modulo 256), or null where it shows none. */
const shownNumber = (page: Page): Promise<number | null> =>
  page.locator('video').evaluate((node) => {
    const video = node as HTMLVideoElement;
    if (video.readyState < 2 || video.seeking) return null;
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [8, 1];
    const context = canvas.getContext('2d')!;
    context.drawImage(video, 0, 0, 8, 1);
    const { data } = context.getImageData(0, 0, 8, 1);
    return Array.from({ length: 8 }, (_, i) => (data[i * 4]! > 128 ? 2 ** i : 0)).reduce((sum, bit) => sum + bit, 0);
  });
const goTo = (page: Page, after_ms: number): Promise<void> =>
  page.getByLabel('Time of the replay').fill(String(start_utc_ms + after_ms));

describe('the video of a flight', () => {
  it(
    'shows the very picture of the time that the axis stands at, wherever that is set',
    async () => {
      const { page } = watcher;
      await page.getByLabel('Recorded video').waitFor();
      for (const at_ms of [6000, 0, 11_900, 4300, 20_000, 24_900, 9900, 17_100]) {
        await goTo(page, at_ms);
        const number = Math.floor(at_ms / PICTURE_MS + 1e-6) % 256;
        await expect.poll(() => shownNumber(page), { timeout: 20_000, message: `at ${at_ms} ms` }).toBe(number);
      }
    },
    MINUTE_MS,
  );

  it(
    'takes the axis along while it plays',
    async () => {
      const { page } = watcher;
      await goTo(page, 2000);
      await page.getByRole('button', { name: '1×' }).click();
      await page.getByRole('button', { name: /Play/ }).click();
      const pairs = await page.locator('video').evaluate(
        (node) =>
          new Promise<[number, number][]>((resolve) => {
            const video = node as HTMLVideoElement;
            const axis = document.querySelector<HTMLInputElement>('input[type=range]')!;
            const seen: [number, number][] = [];
            const look = (_now: number, { mediaTime }: VideoFrameCallbackMetadata): void => {
              if (!video.seeking) seen.push([mediaTime * 1000, Number(axis.value)]);
              if (mediaTime > 5) resolve(seen);
              else video.requestVideoFrameCallback(look);
            };
            video.requestVideoFrameCallback(look);
          }),
      );
      await page.getByRole('button', { name: /Pause/ }).click();
      expect(pairs.length).toBeGreaterThan(10);
      // The axis rounds to tenths of a second, and is drawn after the picture.
      const apart = pairs.map(([media_ms, axis_ms]) => Math.abs(media_ms - (axis_ms - start_utc_ms)));
      expect(apart.toSorted((a, b) => a - b)[Math.floor(apart.length / 2)]).toBeLessThan(150);
    },
    MINUTE_MS,
  );

  it(
    'says why there is no picture, and goes to the next',
    async () => {
      const { page } = watcher;
      await goTo(page, 14_000);
      await page.getByText('No pictures: the camera sent none.').waitFor();
      await page.getByRole('button', { name: /Next picture/ }).click();
      await expect.poll(() => shownNumber(page), { timeout: 20_000 }).toBe(510 % 256);
    },
    MINUTE_MS,
  );

  it(
    'gives stills and clips with their identity, and can be used by everybody',
    async () => {
      const { page, faults } = watcher;
      const [still] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Still' }).click(),
      ]);
      const png = await readFile(await still.path());
      expect(png.subarray(1, 4).toString()).toBe('PNG');
      expect(png.toString('latin1')).toContain('"flight_number"');
      await goTo(page, 3000);
      await page.getByRole('button', { name: 'Clip from here' }).click();
      await goTo(page, 6000);
      await page.getByRole('button', { name: 'to here' }).click();
      const [clip] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Export clip' }).click(),
      ]);
      expect(clip.suggestedFilename()).toMatch(/\.mp4$/);
      expect(await seriousFindings(page)).toEqual([]);
      expect(faults).toEqual([]);
    },
    MINUTE_MS,
  );
});
