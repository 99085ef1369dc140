/** Live video in the cockpit and on the wall: a real system, simulated cameras, a real browser. */
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { Flight } from '@outrider/schema';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lacking } from '../packages/media/test-support/lacking.js';
import { findChromium, launch, openConsole, seriousFindings, signInAs } from './support/browser.js';
import type { Console } from './support/browser.js';
import { fly, reaches } from './support/mission.js';
import { Person } from './support/person.js';
import { System } from './support/system.js';

/** Generous: without a graphics processor, on a machine that other tests share, a page can take seconds to draw. */
const MINUTE_MS = 90_000;
const chromium = findChromium();
const absent = chromium === null ? 'chromium-absent' : lacking('ffmpeg');

let system: System;
let dispatcher: Person;
let rpic: Person;
let flight: Flight;
let browser: Browser;
let pilot: Console;

beforeAll(async () => {
  if (absent) return;
  system = await System.start({ cameras: true });
  dispatcher = await Person.signIn(system, 'dispatcher');
  rpic = await Person.signIn(system, 'rpic');
  ({ flight } = await fly(dispatcher, rpic));
  await reaches(rpic, flight, 'en_route', 2 * MINUTE_MS);
  browser = await launch(chromium!);
  pilot = await openConsole(browser, system.url, { width: 1440, height: 900 });
  await signInAs(pilot.page, system.account('rpic'));
  await pilot.page.goto(cockpit());
}, 6 * MINUTE_MS);
afterAll(async () => {
  await browser?.close();
  for (const person of [dispatcher, rpic]) person?.close();
  await system?.stop();
}, MINUTE_MS);
beforeEach((context) => {
  if (absent) context.skip(absent);
});

const cockpit = (): string => `${system.url}/#/operations/${flight.id}`;
const big = (page: Page) => page.locator('.stage-big .stage-video');
const surface = (page: Page, phase: string) => page.locator(`.stage-video .video[data-phase="${phase}"]`);

/** A machine that is busy for three seconds looks like a network without UDP: the page is then opened anew. */
async function byWebRtc(page: Page): Promise<void> {
  for (let tries = 0; tries < 3; tries++) {
    const picture = big(page).locator('.video-picture');
    await picture.waitFor();
    if ((await picture.evaluate((node) => node.tagName)) === 'VIDEO') return;
    await page.reload();
  }
  throw new Error('WebRTC found no way on this machine');
}

/** Resolves when the browser has presented so many more pictures. */
const presented = (page: Page, pictures: number): Promise<void> =>
  page.locator('.stage-video video').evaluate(
    (node, wanted) =>
      new Promise<void>((resolve) => {
        const video = node as HTMLVideoElement;
        let count = 0;
        const next = (): void => {
          count += 1;
          if (count >= wanted) resolve();
          else video.requestVideoFrameCallback(next);
        };
        video.requestVideoFrameCallback(next);
      }),
    pictures,
  );

/** The processes that encode what the simulated cameras take. */
function encoders(): number[] {
  const parent = system.process('sim').pid;
  const listed = execFileSync('ps', ['-eo', 'pid=,ppid=,comm='], { encoding: 'utf8' });
  return listed.split('\n').flatMap((line) => {
    const [pid, ppid, name] = line.trim().split(/\s+/);
    return Number(ppid) === parent && name === 'ffmpeg' ? [Number(pid)] : [];
  });
}

describe('the cockpit', () => {
  it(
    'shows the pictures of the aircraft, one after the other, and can be used by everybody',
    async () => {
      const { page, faults } = pilot;
      await byWebRtc(page);
      await presented(page, 15);
      expect(await seriousFindings(page)).toEqual([]);
      expect(faults).toEqual([]);
    },
    2 * MINUTE_MS,
  );

  it(
    'is sent finer pictures, since a pilot looks at them',
    async () => {
      const { page } = pilot;
      await page.waitForFunction(
        () => document.querySelector<HTMLVideoElement>('.stage-video video')?.videoWidth === 1280,
        null,
        { timeout: MINUTE_MS },
      );
      await presented(page, 5);
    },
    2 * MINUTE_MS,
  );

  it(
    'swaps video and map, and both stay what they were',
    async () => {
      const { page } = pilot;
      await page.getByRole('button', { name: /^Swap/ }).click();
      await page.locator('.stage-inset .stage-video').waitFor();
      await presented(page, 2);
      await page.getByRole('button', { name: /^Swap/ }).click();
      await big(page).waitFor();
      await presented(page, 2);
    },
    MINUTE_MS,
  );

  it(
    'saves a still that says what it is',
    async () => {
      const { page } = pilot;
      const [still] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: /^Still/ }).click(),
      ]);
      const png = await readFile(await still.path());
      expect(png.subarray(1, 4).toString()).toBe('PNG');
      expect(png.toString('latin1')).toContain(flight.number);
    },
    MINUTE_MS,
  );

  it(
    'points the camera where somebody clicks twice, and says what lies at the crosshair',
    async () => {
      const { page } = pilot;
      const box = (await big(page).boundingBox())!;
      await page.mouse.dblclick(box.x + box.width / 2, box.y + box.height * 0.68);
      const ordered = await rpic.until(
        'the camera is pointed by the pilot',
        ({ commands }) =>
          commands.find(
            ({ action, origin, aircraft_id }) =>
              action.kind === 'point_camera' && origin === 'user' && aircraft_id === flight.aircraft_id,
          ),
        MINUTE_MS,
      );
      expect(ordered.action).toHaveProperty('target');
      const place = page.getByRole('region', { name: 'At the crosshair' });
      await expect
        .poll(() => place.innerText(), { timeout: MINUTE_MS })
        .toMatch(/± \d+ m[\s\S]*-?\d+\.\d{5}, -?\d+\.\d{5}/);
    },
    3 * MINUTE_MS,
  );

  it(
    'zooms the camera itself',
    async () => {
      const { page } = pilot;
      const zoom = page.getByRole('group', { name: 'Optical zoom' });
      await zoom.getByRole('button', { name: 'Nearer' }).click();
      const width = async (): Promise<number> => Number.parseFloat(await zoom.locator('.num').innerText());
      await expect.poll(width, { timeout: MINUTE_MS }).toBeLessThan(65);
      expect(await width()).toBeGreaterThan(40);
    },
    2 * MINUTE_MS,
  );

  it(
    'says that no picture comes any more, and shows the next as soon as there is one',
    async () => {
      const { page } = pilot;
      await presented(page, 2);
      const stopped = encoders();
      expect(stopped).not.toEqual([]);
      for (const pid of stopped) process.kill(pid, 'SIGSTOP');
      try {
        await surface(page, 'stale').waitFor();
        await page.getByText('No picture since').first().waitFor();
      } finally {
        for (const pid of stopped) process.kill(pid, 'SIGCONT');
      }
      await surface(page, 'live').waitFor();
      await presented(page, 5);
    },
    3 * MINUTE_MS,
  );
});

describe('elsewhere', () => {
  it(
    'pictures come by WebSocket where UDP finds no way',
    async (context) => {
      const { page } = await openConsole(browser, system.url, { width: 1280, height: 800 });
      const decodes = await page.evaluate(
        async () =>
          typeof VideoDecoder === 'function' &&
          (await VideoDecoder.isConfigSupported({ codec: 'avc1.42E01F' })).supported === true,
      );
      if (!decodes) return context.skip('webcodecs-h264-absent');
      // As in a network that lets no UDP through: a browser that may only go by way of a relay, and knows none.
      await page.addInitScript(() => {
        const Original = RTCPeerConnection;
        globalThis.RTCPeerConnection = class extends Original {
          constructor(configuration?: RTCConfiguration) {
            super({ ...configuration, iceTransportPolicy: 'relay' });
          }
        };
      });
      await page.reload();
      await signInAs(page, system.account('observer'));
      await page.goto(cockpit());
      await big(page)
        .locator('canvas')
        .waitFor({ timeout: 2 * MINUTE_MS });
      await surface(page, 'live').waitFor();
      expect(await page.locator('.stage-video video').count()).toBe(0);
      await page.context().close();
    },
    4 * MINUTE_MS,
  );

  it(
    'the wall shows the cameras, and can be used by everybody',
    async () => {
      const { page, faults } = pilot;
      await page.goto(`${system.url}/#/video`);
      await page.locator('.tile .video[data-phase="live"]').first().waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      expect(faults).toEqual([]);
    },
    2 * MINUTE_MS,
  );
});
