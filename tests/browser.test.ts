/** The console in a real browser: from the incident to the replay of the flight, with keyboard and pointer as people use it. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { findChromium, fluent, hold, launch, openConsole, seriousFindings, signInAs } from './support/browser.js';
import type { Console } from './support/browser.js';
import { Person } from './support/person.js';
import { Simulation } from './support/simulation.js';
import { System } from './support/system.js';
import { until } from './support/until.js';

const chromium = findChromium();
/** Generous: without a graphics processor, on a machine that other tests share, a page can take seconds to draw. */
const MINUTE_MS = 90_000;

let system: System;
let simulation: Simulation;
let browser: Browser;
let dispatcher: Console;
let pilot: Console;
let watcher: Person;
let aircraftName: string;
let flightNumber: string;

beforeAll(async () => {
  if (chromium === null) return;
  // A lease lives three seconds of the system's time: hands and browsers have the time of the wall.
  system = await System.start();
  simulation = await Simulation.of(system);
  watcher = await Person.signIn(system, 'observer');
  browser = await launch(chromium);
  dispatcher = await openConsole(browser, system.url);
  pilot = await openConsole(browser, system.url);
}, 4 * MINUTE_MS);
afterAll(async () => {
  await browser?.close();
  watcher?.close();
  await simulation?.close();
  await system?.stop();
}, MINUTE_MS);
beforeEach((context) => {
  if (chromium === null) context.skip('chromium-absent');
});

describe('in the browser', () => {
  it(
    'the way in can be used by everybody, and a wrong password is told',
    async () => {
      const { page } = dispatcher;
      await page.getByLabel('User name').fill('dispatcher');
      await page.getByLabel('Password').fill('a wrong password');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('Name or password is wrong').waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      await signInAs(page, system.account('dispatcher'));
      await signInAs(pilot.page, system.account('rpic'));
    },
    MINUTE_MS,
  );

  it(
    'a dispatcher enters an incident by address, sees every answer and requests the best',
    async () => {
      const { page } = dispatcher;
      await page.keyboard.press('n');
      await page.getByLabel('Address or place').fill('418 Alder');
      await page.getByRole('option', { name: /^418 Alder St/ }).click();
      await page.getByLabel('Type').fill('Structure fire');
      await page.getByLabel('Priority').selectOption('1');
      await page.getByLabel('What the caller says').fill('Smoke from the roof');
      await page.getByRole('button', { name: 'Enter incident' }).click();
      const request = page.getByRole('button', { name: /^Request / });
      await request.waitFor();
      aircraftName = (await request.innerText())
        .replace(/^Request /, '')
        .split('\n')[0]!
        .trim();
      expect(await seriousFindings(page)).toEqual([]);
      await request.click();
      const flight = await watcher.until('the request', (state) =>
        state.flights.find(({ state: how }) => how === 'requested'),
      );
      expect(flight.aircraft_name).toBe(aircraftName);
      flightNumber = flight.number;
    },
    MINUTE_MS,
  );

  it(
    'the RPIC holds to accept, and sees it fly',
    async () => {
      const { page } = pilot;
      await hold(page, /^Hold to accept/);
      await page.getByRole('heading', { level: 1, name: aircraftName }).waitFor();
      await watcher.until(
        'it is in the air',
        (state) => state.flights.some(({ number, state: how }) => number === flightNumber && how === 'en_route'),
        MINUTE_MS,
      );
      const height = await until(
        'a height on the screen',
        async () => Number(await figure(page, 'Above take-off')) > 30,
        MINUTE_MS,
      );
      expect(height).toBe(true);
      await page.getByLabel(/^Overview map/).waitFor();
      expect(await seriousFindings(page)).toEqual([]);
    },
    4 * MINUTE_MS,
  );

  it(
    'takes control, flies with the keyboard, lets go and stands still',
    async () => {
      const { page } = pilot;
      const truth = () => simulation.truth(watcher.aircraft(aircraftName).vehicle_key);
      await page.getByRole('button', { name: /^Swap/ }).click();
      await page
        .locator('.stage-inset')
        .getByLabel(/^Following map/)
        .waitFor();
      await page.getByRole('button', { name: /^Swap/ }).click();
      await page
        .locator('.stage-inset')
        .getByLabel(/^Overview map/)
        .waitFor();
      await page.getByRole('button', { name: 'Take control' }).click();
      await shows(page, 'Control', 'You hold aircraft');
      await until('it stands still', async () => (await truth()).ground_speed_mps < 0.5, 30_000);
      const before = await truth();
      await page.keyboard.down('w');
      const moving = await until(
        'it moves',
        async () => {
          const now = await truth();
          return now.ground_speed_mps > 2 && now;
        },
        20_000,
      );
      await page.keyboard.up('w');
      expect(moving.distance_from_start_m).not.toBeCloseTo(before.distance_from_start_m, 0);
      await until('it stands still again', async () => (await truth()).ground_speed_mps < 0.5, 20_000);
      await page.getByRole('button', { name: 'Release' }).click();
      await shows(page, 'Control', 'Nobody steers by hand');
    },
    2 * MINUTE_MS,
  );

  it(
    'hands the sticks to somebody who asks, who flies at once',
    async () => {
      // On a machine of their own they would draw with a processor of their own: windows of one browser wait for each other's pictures.
      const theirs = await launch(chromium!);
      onTestFinished(() => theirs.close());
      const asker = await openConsole(theirs, system.url);
      await signInAs(asker.page, system.account('tele_operator'));
      const flight = watcher.state!.flights.find(({ number }) => number === flightNumber)!;
      await asker.page.goto(`${system.url}/#/operations/${flight.id}`);
      await asker.page.getByRole('region', { name: 'Control', exact: true }).waitFor();
      await fluent(asker.page);
      await pilot.page.getByRole('button', { name: 'Take control' }).click();
      await shows(pilot.page, 'Control', 'You hold aircraft');
      await asker.page.getByRole('button', { name: 'Ask for control' }).click();
      const card = pilot.page.getByRole('alertdialog', { name: 'Control is asked for' });
      await card.getByRole('button', { name: /^Hand over to / }).click();
      await shows(asker.page, 'Control', 'You hold aircraft');
      await shows(pilot.page, 'Control', 'Held by');
      const { vehicle_key } = watcher.aircraft(aircraftName);
      await asker.page.keyboard.down('s');
      await until('it moves', async () => (await simulation.truth(vehicle_key)).ground_speed_mps > 2, 20_000);
      await asker.page.keyboard.up('s');
      await asker.page.getByRole('button', { name: 'Release' }).click();
      await shows(pilot.page, 'Control', 'Nobody steers by hand');
      expect(asker.faults).toEqual([]);
    },
    2 * MINUTE_MS,
  );

  it(
    'sets limits for others, and sees them',
    async () => {
      const { page } = pilot;
      await page.getByRole('button', { name: 'More' }).click();
      await page.getByRole('button', { name: 'Limits…' }).click();
      const dialog = page.getByRole('dialog', { name: /^Limits for others/ });
      await dialog.getByLabel('Greatest height').fill('200');
      await dialog.getByLabel('No further than').fill('10');
      await dialog.getByRole('button', { name: 'Set limits' }).click();
      // The browser itself says that it is less than can be set.
      expect(await dialog.locator(':invalid[type=number]').count()).toBe(1);
      await dialog.getByLabel('No further than').fill('600');
      expect(await seriousFindings(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Set limits' }).click();
      await page.getByRole('note', { name: 'Limits' }).getByText('within 600 ft').waitFor();
      await watcher.until('everybody sees them', (state) =>
        state.flights.some(({ number, limits }) => number === flightNumber && limits?.area !== null),
      );
    },
    2 * MINUTE_MS,
  );

  it(
    'comes home by one key, lands, and stands in the list of flights',
    async () => {
      const { page } = pilot;
      await page.keyboard.press('r');
      await watcher.until(
        'it returns',
        (state) => state.flights.some(({ number, state: how }) => number === flightNumber && how === 'returning'),
        30_000,
      );
      const replay = page.getByRole('link', { name: 'Replay and export' });
      await replay.waitFor({ timeout: 3 * MINUTE_MS });
      await page.getByRole('link', { name: 'Back to operations' }).click();
      await page.getByRole('link', { name: 'Flights', exact: true }).click();
      await page.getByRole('link', { name: flightNumber }).waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      await page.getByRole('link', { name: flightNumber }).click();
    },
    4 * MINUTE_MS,
  );

  it(
    'is replayed on one time axis',
    async () => {
      const { page } = pilot;
      const axis = page.getByRole('slider', { name: 'Time of the replay' });
      await axis.waitFor();
      const start = Number(await axis.inputValue());
      await page.getByRole('button', { name: /^Play/ }).click();
      await until('the playhead moves', async () => Number(await axis.inputValue()) > start + 1000, 20_000);
      await page.getByRole('button', { name: /^Pause/ }).click();
      await page
        .getByRole('complementary', { name: 'Story of the flight' })
        .getByText(/return/i)
        .first()
        .waitFor();
      expect(await seriousFindings(page)).toEqual([]);
    },
    MINUTE_MS,
  );

  it(
    'its record is sealed by itself and proven',
    async () => {
      const { page } = pilot;
      const record = page.getByRole('region', { name: 'Record', exact: true });
      await record.getByText(/^Sealed /).waitFor({ timeout: 2 * MINUTE_MS });
      await record.getByRole('button', { name: 'Verify record' }).click();
      await record.getByText('Proven: the record is as it was').waitFor();
      expect(await seriousFindings(page)).toEqual([]);
    },
    3 * MINUTE_MS,
  );

  it(
    'every page can be used by everybody, on a laptop and on a tablet',
    async () => {
      // An address that somebody typed or was sent leads to its page.
      const tablet = await openConsole(browser, `${system.url}/fleet/sites`, { width: 820, height: 1180 });
      await signInAs(tablet.page, system.account('agency_administrator'));
      await tablet.page.getByRole('heading', { level: 1, name: 'Fleet' }).waitFor();
      for (const name of ['Operations', 'Flights', 'Fleet', 'Airspace', 'Administration']) {
        await tablet.page.getByRole('link', { name, exact: true }).click();
        await tablet.page.waitForLoadState('networkidle');
        expect([name, await seriousFindings(tablet.page)]).toEqual([name, []]);
        for (const section of (await sections(tablet.page).allInnerTexts()).slice(1)) {
          await sections(tablet.page).filter({ hasText: section }).click();
          await tablet.page.waitForLoadState('networkidle');
          expect([name, section, await seriousFindings(tablet.page)]).toEqual([name, section, []]);
        }
      }
      expect(tablet.faults).toEqual([]);
    },
    4 * MINUTE_MS,
  );

  it('nothing went wrong unseen', () => {
    expect([...dispatcher.faults, ...pilot.faults]).toEqual([]);
  });
});

/** Waits for a text in a region, and says what stood there instead. */
async function shows(page: Page, region: string, text: string): Promise<void> {
  const place = page.getByRole('region', { name: region, exact: true });
  try {
    await place.getByText(text).waitFor();
  } catch {
    throw new Error(`"${text}" did not appear under ${region}, which reads: ${await place.innerText()}`);
  }
}

/** The links to the sections of a page. */
const sections = (page: Page) => page.getByRole('navigation', { name: /: sections$/ }).getByRole('link');

/** The figure under a label of the telemetry row. */
const figure = (page: Page, label: string): Promise<string> =>
  page.getByRole('region', { name: 'Telemetry' }).locator('.reading', { hasText: label }).locator('.num').innerText();
