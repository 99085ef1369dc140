/** A record is verified in a real browser, under the page's own security rules, by somebody who may do nothing else. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkpointOf, log, makeRecord, newSigner, seal } from '@outrider/record/testing';
import { zipRecord } from '@outrider/record/zip';
import { findChromium, launch, openConsole, seriousFindings, signInAs } from './support/browser.js';
import type { Console } from './support/browser.js';
import { System } from './support/system.js';

const chromium = findChromium();
const MINUTE_MS = 90_000;
const signer = newSigner();
let root: string;
let system: System;
let browser: Browser;
let observer: Console;
const file = (name: string): string => join(root, name);

beforeAll(async () => {
  if (chromium === null) return;
  root = await mkdtemp(join(tmpdir(), 'outrider-evidence-'));
  const folder = await makeRecord(root);
  const leaves = await log(folder, await seal(folder, signer), signer);
  const zip = await buffer(await zipRecord(folder));
  await writeFile(file('record.zip'), zip);
  const segment = await readFile(join(folder, 'video/cam1/000003.mp4'));
  zip[zip.indexOf(segment.subarray(0, 64))]! ^= 1;
  await writeFile(file('altered.zip'), zip);
  await writeFile(file('agency.key'), signer.verifierKey);
  await writeFile(file('checkpoint.txt'), checkpointOf(leaves, signer, 5));
  system = await System.start();
  browser = await launch(chromium);
  observer = await openConsole(browser, system.url);
  await signInAs(observer.page, system.account('observer'));
}, 4 * MINUTE_MS);
afterAll(async () => {
  await browser?.close();
  await system?.stop();
  if (root) await rm(root, { recursive: true });
}, MINUTE_MS);
beforeEach((context) => {
  if (chromium === null) context.skip('chromium-absent');
});

describe('a record in the browser', () => {
  it(
    'is proven with the agency’s key and an outsider’s checkpoint',
    async () => {
      const { page } = observer;
      await page.getByRole('link', { name: 'Evidence' }).click();
      await page.getByLabel(/^Public key of the agency/).setInputFiles([file('agency.key'), file('checkpoint.txt')]);
      await page.getByText(`key ${signer.key.keyId}, checkpoint checkpoint.txt`).waitFor();
      await page.getByLabel('Choose a ZIP').setInputFiles(file('record.zip'));
      const result = page.getByRole('region', { name: 'Result of the verification' });
      await result.getByText('Proven: the record is as it was').waitFor();
      await result.getByText(/checkpoint.txt, which was kept outside the agency, proves/).waitFor();
      expect(await seriousFindings(page)).toEqual([]);
    },
    MINUTE_MS,
  );

  it(
    'is not when a bit of a segment was changed, which is named with its seconds',
    async () => {
      const { page, faults } = observer;
      await page.getByLabel('Choose a ZIP').setInputFiles(file('altered.zip'));
      const result = page.getByRole('region', { name: 'Result of the verification' });
      await result.getByText('video wide, segment 3 (00:20.0–00:30.0) was altered.').waitFor();
      await result.getByText('Not proven: something is missing or was altered.').waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      expect(faults).toEqual([]);
    },
    MINUTE_MS,
  );
});
