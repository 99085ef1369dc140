/** A custodian holds a record and an administrator sets how long records are kept, in a real browser. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startWithAircraft, until } from '../packages/server/src/testing/bound-aircraft.js';
import type { BoundAircraft } from '../packages/server/src/testing/bound-aircraft.js';
import { recordCamera } from '../packages/server/src/testing/recorded-camera.js';
import { findChromium, hold, launch, openConsole, seriousFindings, signInAs } from './support/browser.js';
import type { Console } from './support/browser.js';

const MINUTE_MS = 90_000;
const chromium = findChromium();
const PASSWORD = 'correct horse battery staple';
let world: BoundAircraft;
let browser: Browser;
let custodian: Console;
let number: string;

beforeAll(async () => {
  if (chromium === null) return;
  world = await startWithAircraft();
  number = await landed();
  for (const [username, role] of [
    ['cora', 'custodian'],
    ['adam', 'agency_administrator'],
  ] as const) {
    const body = { username, display_name: username, roles: [role], password: PASSWORD };
    await world.agency.caller.call('createUser', { body });
  }
  browser = await launch(chromium);
  custodian = await signedIn('cora');
}, 4 * MINUTE_MS);
afterAll(async () => {
  await browser?.close();
  await world?.close();
}, MINUTE_MS);
beforeEach((context) => {
  if (chromium === null) context.skip('chromium-absent');
});

async function signedIn(username: string): Promise<Console> {
  const opened = await openConsole(browser, world.server.url, { width: 1440, height: 900 });
  await signInAs(opened.page, { username, password: PASSWORD, roles: [] });
  return opened;
}

/** A flight with video whose record is sealed; answers its number. */
async function landed(): Promise<string> {
  const { caller, id: agency } = world.agency;
  const id = await world.flight('airborne');
  world.gateway.journals.set(`${id}/tlog`, randomBytes(5_000));
  await until(async () => (await caller.call('getRecord', { params: { id } })).state === 'open');
  await recordCamera(join(world.server.data_dir, 'records', agency, id), Date.now(), 2);
  world.report(id, 'landed');
  await until(async () => (await caller.call('getRecord', { params: { id } })).state === 'sealed', 60_000);
  return (await caller.call('getFlight', { params: { id } })).number;
}

describe('the custodian', () => {
  it(
    'finds a record, gives it a case number, holds it and lifts the hold, and sees each of it in its custody',
    async () => {
      const { page, faults } = custodian;
      await page.getByRole('link', { name: 'Evidence' }).click();
      await page.getByRole('link', { name: number }).click();
      await page.getByText(/^Nobody holds this record/).waitFor();
      await page.getByLabel('Case number').fill('2026/117');
      await page.getByRole('button', { name: 'Save' }).click();
      const story = page.getByRole('region', { name: 'Custody' });
      await story.getByText('The case number is 2026/117 now.').waitFor();
      await page.getByRole('button', { name: 'Hold the record' }).click();
      await page.getByLabel('Reason').fill('Subpoena 4/26');
      await page.getByRole('button', { name: 'Hold', exact: true }).click();
      await story.getByText('The record is held until it is lifted: Subpoena 4/26').waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      await page.getByRole('button', { name: 'Lift' }).click();
      await page.getByLabel('Reason for lifting it').fill('Quashed');
      await page.getByRole('dialog').getByRole('button', { name: 'Lift' }).click();
      await story.getByText('A hold on the record was lifted: Quashed').waitFor();
      await page.getByRole('link', { name: 'Back to the records' }).click();
      await page.getByLabel('Text').fill('2026/117');
      await page.getByRole('cell', { name: '2026/117' }).waitFor();
      await page.getByLabel('Hold', { exact: true }).selectOption('held');
      await page.getByText(/^No record matches/).waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      expect(faults).toEqual([]);
    },
    MINUTE_MS,
  );

  it(
    'sees the policy and may not set it',
    async () => {
      const { page } = custodian;
      await page.getByRole('link', { name: 'Retention' }).click();
      await page.getByText('No policy was set, so everything is kept for ever.').waitFor();
      expect(await page.getByRole('button', { name: 'Set the policy' }).count()).toBe(0);
      await page.getByText(/^Nothing will be deleted in that time/).waitFor();
    },
    MINUTE_MS,
  );
});

describe('the administrator', () => {
  it(
    'sees what a policy would delete before it is set, and what will be deleted when',
    async () => {
      const { page, faults } = await signedIn('adam');
      await page.goto(`${world.server.url}/#/evidence/retention`);
      await page.getByLabel('Test: Video, days').fill('30');
      await page.getByRole('button', { name: 'Show what it would delete' }).click();
      await page.getByText(/^Within a year it would delete from 1 records/).waitFor();
      await hold(page, /Set the policy/);
      await page.getByText(/^Set by adam, /).waitFor();
      const planned = page.getByRole('region', { name: 'What will be deleted when' }).last();
      await planned.getByRole('link', { name: number }).waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      await page.getByLabel('Test: Video, days').fill('3');
      await hold(page, /Set the policy/);
      await page.getByRole('alert').getByText(/test/).waitFor();
      expect(faults).toEqual([]);
    },
    MINUTE_MS,
  );
});
