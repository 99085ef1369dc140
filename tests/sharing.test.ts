/** Live video by link, as people use it: the crew shares, somebody with a phone looks and answers, the crew ends it. */
import type { Flight } from '@outrider/schema';
import { unwrap } from '@outrider/client';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findChromium, launch, openConsole, seriousFindings, signInAs } from './support/browser.js';
import type { Console } from './support/browser.js';
import { acceptWhenReady, enterIncident, reaches, requestBest } from './support/mission.js';
import { Person } from './support/person.js';
import { System } from './support/system.js';

const chromium = findChromium();
/** Generous: software drawing on a machine that other tests share. */
const MINUTE_MS = 90_000;
const PHONE = { width: 390, height: 844 };

let system: System;
let dispatcher: Person;
let rpic: Person;
let administrator: Person;
let browser: Browser;
let flight: Flight;
let cameraId: string;
let pilot: Console;
let phone: Console;
let url: string;

beforeAll(async () => {
  if (chromium === null) return;
  system = await System.start({ cameras: true });
  dispatcher = await Person.signIn(system, 'dispatcher');
  rpic = await Person.signIn(system, 'rpic');
  administrator = await Person.signIn(system, 'agency_administrator');
  browser = await launch(chromium);
  flight = await requestBest(dispatcher, await enterIncident(dispatcher));
  await acceptWhenReady(rpic, flight);
  await reaches(rpic, flight, 'en_route', MINUTE_MS);
  const camera = await rpic.until(
    'a camera that sends',
    ({ cameras, camera_statuses }) =>
      cameras.find(
        ({ id, aircraft_id, lens }) =>
          aircraft_id === flight.aircraft_id &&
          lens === 'wide' &&
          camera_statuses.some(({ camera_id, state }) => camera_id === id && state === 'live'),
      ),
    MINUTE_MS,
  );
  cameraId = camera.id;
  pilot = await openConsole(browser, system.url, { width: 1440, height: 900 });
  await signInAs(pilot.page, system.account('rpic'));
  await pilot.page.goto(`${system.url}/#/operations/${flight.id}`);
}, 5 * MINUTE_MS);
afterAll(async () => {
  for (const person of [dispatcher, rpic, administrator]) person?.close();
  await browser?.close();
  await system?.stop();
}, MINUTE_MS);
beforeEach((context) => {
  if (chromium === null) context.skip('chromium-absent');
});

/** Resolves once so many more pictures were shown. */
const presented = (page: Page, count: number): Promise<number> =>
  page.locator('video').evaluate(
    (node, wanted) =>
      new Promise<number>((resolve) => {
        const video = node as HTMLVideoElement;
        let seen = 0;
        const next = (): void => {
          seen += 1;
          if (seen >= wanted) resolve(seen);
          else video.requestVideoFrameCallback(next);
        };
        video.requestVideoFrameCallback(next);
      }),
    count,
  );

describe('live video by link', () => {
  it(
    'is shared from the cockpit as a link and a code',
    async () => {
      const { page } = pilot;
      await page.getByRole('button', { name: 'Share…' }).click();
      await page.getByLabel('For whom').fill('Engine 7');
      await page.getByLabel('How long').selectOption({ label: '1 hour' });
      await page.getByRole('button', { name: 'Make link' }).click();
      await page.getByRole('img', { name: 'QR code of the link for Engine 7' }).waitFor();
      url = await page.getByLabel('Link', { exact: true }).inputValue();
      expect(url.startsWith(`${system.url}/share.html#`)).toBe(true);
      expect(await seriousFindings(page)).toEqual([]);
      await page.getByRole('button', { name: 'Close' }).click();
      // Two maps and a picture drawn in software leave a phone beside them little of this machine.
      await page.goto(`${system.url}/#/flights`);
    },
    2 * MINUTE_MS,
  );

  it(
    'shows the picture and what it is of on a phone without an account',
    async () => {
      phone = await openConsole(browser, url, PHONE);
      const { page } = phone;
      expect(await presented(page, 15)).toBe(15);
      await page.getByText(/Live · \d+\.\d s behind/).waitFor();
      await page.getByRole('heading', { name: flight.aircraft_name }).waitFor();
      await page.getByText('Structure fire · 418 Alder St').waitFor();
      await page.getByRole('img', { name: /^Map with .* and the incident$/ }).waitFor();
      await page.locator('.share-plan [data-kind=street]').first().waitFor({ state: 'attached' });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
      expect(await seriousFindings(page)).toEqual([]);
      const { items } = await unwrap(rpic.api.GET('/api/v1/shares', { params: { query: { camera_id: cameraId } } }));
      expect(items).toMatchObject([{ label: 'Engine 7', watching: 1, views: 1 }]);
    },
    2 * MINUTE_MS,
  );

  it(
    'brings words and a pin to the pilot, and to nobody’s sticks',
    async () => {
      const { page } = phone;
      await pilot.page.goto(`${system.url}/#/operations/${flight.id}`);
      await page.getByRole('img', { name: /^Map with/ }).click({ position: { x: 120, y: 90 } });
      await page.getByLabel('Message to the crew').fill('Two people on the roof');
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByText('Sent to the crew.').waitFor();
      const card = pilot.page.getByRole('article', { name: 'Message from Engine 7' });
      await card.getByText('Two people on the roof').waitFor();
      const sent = await rpic.until('the message', ({ messages }) => messages.find(({ pin }) => pin !== null));
      await card.getByRole('button', { name: 'Keep pin' }).click();
      await rpic.until('its answer', ({ messages }) =>
        messages.some(({ id, state }) => id === sent.id && state === 'accepted'),
      );
      await card.getByRole('button', { name: 'Remove pin' }).waitFor();
      const commands = rpic.state?.commands.filter(({ action }) => action.kind === 'go_to') ?? [];
      expect(commands).toEqual([]);
      expect(await seriousFindings(pilot.page)).toEqual([]);
    },
    2 * MINUTE_MS,
  );

  it(
    'wants a member of the agency once the camera is marked criminal justice, and goes on when one has signed in',
    async () => {
      const { page } = phone;
      const mark = (criminal_justice: boolean) =>
        unwrap(
          administrator.api.PATCH('/api/v1/cameras/{id}', {
            params: { path: { id: cameraId } },
            body: { criminal_justice },
          }),
        );
      await mark(true);
      await page.getByRole('heading', { name: 'Sign in to see this video' }).waitFor();
      expect(await page.locator('video').count()).toBe(0);
      expect(await seriousFindings(page)).toEqual([]);
      const { username, password } = system.account('observer');
      await page.getByLabel('User name').fill(username);
      await page.getByLabel('Password').fill('not this one');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('Name or password is wrong').waitFor();
      await page.getByLabel('Password').fill(password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.locator('video').waitFor();
      expect(await presented(page, 5)).toBe(5);
      await mark(false);
    },
    2 * MINUTE_MS,
  );

  it(
    'ends when it is revoked, for who looks and for who opens it later',
    async () => {
      const { page } = phone;
      await pilot.page.getByRole('button', { name: 'Share…' }).click();
      await pilot.page.getByRole('button', { name: 'Who looked' }).click();
      await pilot.page.getByRole('list', { name: 'Views' }).getByText('127.0.0.1').first().waitFor();
      await pilot.page.getByRole('button', { name: 'Revoke Engine 7' }).click();
      await page.getByRole('heading', { name: 'Link ended' }).waitFor();
      expect(await page.locator('video').count()).toBe(0);
      expect(await seriousFindings(page)).toEqual([]);
      const late = await openConsole(browser, url, PHONE);
      await late.page.getByRole('heading', { name: 'Link ended' }).waitFor();
      await pilot.page.getByText(/^revoked /).waitFor();
      expect([...phone.faults, ...late.faults, ...pilot.faults]).toEqual([]);
    },
    2 * MINUTE_MS,
  );
});
