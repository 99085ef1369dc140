/** What a link's page says when there is nothing to show: expired, cut short, unknown, and a server that is gone and comes back. */
import type pg from 'pg';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cameraInput } from '../packages/server/src/testing/samples.js';
import { ownerClient, startTestPostgres } from '../packages/server/src/testing/postgres.js';
import type { TestPostgres } from '../packages/server/src/testing/postgres.js';
import { addAgency, startTestServer } from '../packages/server/src/testing/server.js';
import type { TestAgency, TestServer } from '../packages/server/src/testing/server.js';
import { findChromium, launch, openConsole, seriousFindings } from './support/browser.js';

const MINUTE_MS = 90_000;
const PHONE = { width: 390, height: 844 };
const chromium = findChromium();
let postgres: TestPostgres;
let server: TestServer;
let owner: pg.Client;
let agency: TestAgency;
let browser: Browser;
let camera_id: string;

beforeAll(async () => {
  if (chromium === null) return;
  postgres = await startTestPostgres();
  const login = await postgres.freshDatabase();
  server = await startTestServer({ login });
  owner = await ownerClient(login);
  agency = await addAgency(server);
  camera_id = (await agency.caller.call('createCamera', { body: cameraInput('Roof') })).id;
  browser = await launch(chromium);
}, 4 * MINUTE_MS);
afterAll(async () => {
  await browser?.close();
  await owner?.end();
  await server?.close();
  await postgres?.stop();
}, MINUTE_MS);
beforeEach((context) => {
  if (chromium === null) context.skip('chromium-absent');
});

const share = () => agency.caller.call('createShare', { body: { camera_id, label: 'Engine 7', valid_for_min: 5 } });

describe('the page behind a link', () => {
  it(
    'says that it has expired when its time runs out while somebody looks',
    async () => {
      const { link, url } = await share();
      const { page, faults } = await openConsole(browser, url, PHONE);
      await page.getByRole('heading', { name: 'Roof' }).waitFor();
      await page.getByText(/^For Engine 7 · link ends in \d min$/).waitFor();
      // Later than what the server keeps of a link for a moment.
      await owner.query('UPDATE shares SET expires_at_utc_ms = $1 WHERE id = $2', [Date.now() + 8000, link.id]);
      await page.getByRole('heading', { name: 'Link expired' }).waitFor();
      expect(await page.locator('video, canvas').count()).toBe(0);
      expect(await seriousFindings(page)).toEqual([]);
      expect(faults).toEqual([]);
    },
    MINUTE_MS,
  );

  it(
    'says of an address that was cut short what it says of one that is not known: nothing of what it was for',
    async () => {
      const cut = await openConsole(browser, `${server.url}/share.html`, PHONE);
      await cut.page.getByRole('heading', { name: 'This link is not whole' }).waitFor();
      expect(await seriousFindings(cut.page)).toEqual([]);
      const unknown = await openConsole(browser, `${server.url}/share.html#${'x'.repeat(32)}`, PHONE);
      await unknown.page.getByRole('heading', { name: 'Link ended' }).waitFor();
      expect(await unknown.page.getByText('Roof').count()).toBe(0);
    },
    MINUTE_MS,
  );

  it(
    'says that it hears nothing, and goes on by itself when it does again',
    async () => {
      const { url } = await share();
      const { page } = await openConsole(browser, url, PHONE);
      await page.getByRole('heading', { name: 'Roof' }).waitFor();
      await page.context().setOffline(true);
      await page.getByText('The server does not answer. Trying again by itself.').waitFor();
      await page.getByText(/ \d+(\.\d)? s old$/).waitFor();
      await page.context().setOffline(false);
      await page.getByText('The server does not answer. Trying again by itself.').waitFor({ state: 'hidden' });
    },
    MINUTE_MS,
  );
});
