/** Redaction in a real browser: drawn by mouse and keys, proposed by a detector and decided on, saved, rendered and looked at. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRecord } from '@outrider/record/folder';
import { createLogger } from '@outrider/runtime';
import { mediaSubject } from '@outrider/schema';
import type { MediaVerb } from '@outrider/schema';
import { DetectionDesk, RedactionDesk } from '../packages/media/src/redaction/index.js';
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
import { until } from './support/until.js';

const MINUTE_MS = 90_000;
const chromium = findChromium();
const absent = chromium === null ? 'chromium-absent' : lacking('libx264');
/** A portrait of the astronaut Eileen Collins (NASA, in the public domain) that moves over a grey wall. */
const PHOTO = fileURLToPath(new URL('../packages/media/test-support/astronaut.jpg', import.meta.url));
const GRAPH = `color=c=gray:s=640x360:r=10:d=3[wall];movie=${PHOTO}[photo];[wall][photo]overlay=x=200+30*t:y=52`;
const PASSWORD = 'correct horse battery staple';
const data_dir = mkdtempSync(join(tmpdir(), 'outrider-redaction-'));
let postgres: TestPostgres;
let server: TestServer;
let owner: pg.Client;
let gateway: FakeGateway;
let desks: { close(): void }[] = [];
let browser: Browser;
let editor: Console;

beforeAll(async () => {
  if (absent) return;
  postgres = await startTestPostgres();
  const login = await postgres.freshDatabase();
  server = await startTestServer({ login, settings: { data_dir } });
  gateway = new FakeGateway(server.bus);
  desks = serveRedaction(server);
  owner = await ownerClient(login);
  const agency = await addAgency(server);
  const { flights } = await populate(agency, gateway, 'gateway/mine/1', owner);
  const { requested_at_utc_ms } = await agency.caller.call('getFlight', { params: { id: flights } });
  const header = { agency_id: agency.id, flight_id: flights, created_at_utc_ms: requested_at_utc_ms };
  const harness = new RecordHarness();
  const units = encodeUnits({ seconds: 3, rate: 10, gop: 10, graph: GRAPH, start_utc_ms: requested_at_utc_ms });
  // The server begins the flight's record at the same time.
  const begun = () => createRecord(join(data_dir, 'records'), header).catch(() => null);
  await harness.record(await until('the record is begun', begun, MINUTE_MS), units);
  await harness.close();
  const body = { username: 'eve', display_name: 'Eve', roles: ['custodian' as const], password: PASSWORD };
  await agency.caller.call('createUser', { body });
  browser = await launch(chromium!);
  editor = await openConsole(browser, server.url, { width: 1440, height: 900 });
  await signInAs(editor.page, { username: 'eve', password: PASSWORD } as never);
  await editor.page.goto(`${server.url}/#/flights/${flights}`);
}, 4 * MINUTE_MS);
afterAll(async () => {
  await browser?.close();
  for (const desk of desks) desk.close();
  gateway?.close();
  await owner?.end();
  await server?.close();
  await postgres?.stop();
  rmSync(data_dir, { recursive: true, force: true });
}, MINUTE_MS);
beforeEach((context) => {
  if (absent) context.skip(absent);
});

/** The part of the media process that redacts, in this process. */
function serveRedaction({ bus }: TestServer): { close(): void }[] {
  const logger = createLogger({ name: 'test', level: 'silent' });
  const options = { dataDir: data_dir, recordsDir: join(data_dir, 'records'), logger };
  const made = new RedactionDesk(options);
  const detections = new DetectionDesk(options);
  const answers: Partial<Record<MediaVerb, (body: never) => unknown>> = {
    redact: (body) => made.ask(body),
    'redact-cancel': (body: { redaction_id: string }) => made.cancel(body.redaction_id),
    'redact-track': (body) => made.track(body),
    'redact-detect': (body) => detections.begin(body),
    'redact-detection': (body) => detections.look(body),
    'redact-detect-end': (body) => detections.end(body),
  };
  for (const [verb, answer] of Object.entries(answers))
    bus.subscribe(mediaSubject(verb as MediaVerb), (_subject, bytes, reply) => {
      const body = JSON.parse(Buffer.from(bytes).toString()) as never;
      void Promise.resolve(answer(body)).then((value) =>
        reply?.(Buffer.from(JSON.stringify({ ok: true, value: value ?? {} }))),
      );
    });
  return [made, detections];
}

/** Drags over the picture, in shares of it. */
async function drag(page: Page, from: [number, number], to: [number, number]): Promise<void> {
  const box = (await page.getByLabel('Regions over the picture').boundingBox())!;
  const at = ([x, y]: [number, number]): [number, number] => [box.x + x * box.width, box.y + y * box.height];
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at(to), { steps: 4 });
  await page.mouse.up();
}

describe('a redaction on its page', () => {
  it(
    'is begun at the flight, drawn, followed, saved, rendered and shown',
    async () => {
      const { page } = editor;
      await page.getByRole('button', { name: /^Redact .*, all of it$/ }).click();
      await page.getByRole('link', { name: /^Release, / }).click();
      await page.getByText('None yet.').waitFor();
      await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);
      await drag(page, [0.1, 0.2], [0.3, 0.6]);
      await page
        .getByRole('button', { name: /^Person 1/ })
        .first()
        .waitFor();
      const picture = page.getByRole('group', { name: /^Picture/ });
      for (const key of ['Shift+ArrowRight', 'Shift+ArrowRight', 'Alt+ArrowRight']) await picture.press(key);
      await expect.poll(() => page.getByRole('list', { name: 'Keyframes' }).getByRole('listitem').count()).toBe(2);
      await page.getByRole('button', { name: /^Track( T)?$/ }).click();
      await page.getByText(/^Followed to/).waitFor();
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByRole('button', { name: 'Saved as version 2' }).waitFor();
      await picture.press('Control+z');
      await page.getByRole('button', { name: 'Save', exact: true }).waitFor();
      await picture.press('Control+Shift+z');
      await page.getByRole('button', { name: 'Saved as version 2' }).waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      // As wide a margin as will be rendered: a fifth of the larger side, in pixels, on each side.
      const [mask, outline] = await Promise.all(
        ['.mask', '.outline'].map((part) => page.locator(part).first().boundingBox()),
      );
      const margin = 0.2 * Math.max(outline!.width, outline!.height);
      expect(Math.abs(outline!.x - mask!.x - margin)).toBeLessThan(4);
      expect(Math.abs(outline!.y - mask!.y - margin)).toBeLessThan(4);
      await page.getByText('Let a detector propose').click();
      await page.getByLabel('How small').selectOption('coarse');
      for (const kind of ['Persons', 'Vehicles'])
        await page.getByRole('checkbox', { name: kind, exact: true }).uncheck();
      await page.getByRole('checkbox', { name: 'Faces', exact: true }).check();
      await page.getByRole('button', { name: 'Look through the clip' }).click();
      await page.getByRole('heading', { name: /^Proposals to decide on/ }).waitFor({ timeout: 2 * MINUTE_MS });
      await page.getByRole('button', { name: 'Saved as version 3' }).waitFor();
      await picture.press('x');
      await page.getByText(/proposals? (was|were) rejected/).waitFor();
      const rest = page.getByRole('button', { name: /^Accept all/ });
      if (await rest.isVisible()) await rest.click();
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByRole('button', { name: 'Saved as version 4' }).waitFor();
      await page.getByRole('button', { name: 'Render', exact: true }).click();
      await page.getByText('Waits for review').waitFor();
      await page.getByRole('button', { name: 'Show what was rendered' }).click();
      await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);
      await page.getByRole('button', { name: 'Sign off' }).click();
      await page.getByText(/somebody else has to review it/).waitFor();
      expect(editor.faults).toEqual([]);
    },
    5 * MINUTE_MS,
  );
});
