import { accessSync, constants, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import type { Account } from './system.js';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
// Software drawing, and nothing that calls home.
const FLAGS = [
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Path of the machine's Chromium; null when there is none. */
export function findChromium(): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export const launch = (executablePath: string): Promise<Browser> => chromium.launch({ executablePath, args: FLAGS });

/** A console in a window of its own, with everything that went wrong in it. */
export interface Console {
  page: Page;
  /** Uncaught errors, and what the browser refused to load or run. */
  faults: string[];
}

export async function openConsole(
  browser: Browser,
  url: string,
  size = { width: 1280, height: 800 },
): Promise<Console> {
  const context = await browser.newContext({ viewport: size, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) faults.push(message.text());
  });
  // It works without the internet: nothing is asked of anybody but the own server.
  page.on('request', (request) => {
    const asked = new URL(request.url());
    if (asked.protocol !== 'data:' && asked.protocol !== 'blob:' && asked.host !== new URL(url).host) {
      faults.push(`asked of another server: ${request.url()}`);
    }
  });
  await page.goto(url);
  return { page, faults };
}

export async function signInAs(page: Page, { username, password }: Account): Promise<void> {
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation', { name: 'Pages' }).waitFor();
}

/** Presses a button and keeps it down until it has acted. */
export async function hold(page: Page, name: RegExp, ms = 1500): Promise<void> {
  const button = page.getByRole('button', { name });
  await button.hover();
  await page.mouse.down();
  await page.waitForTimeout(ms);
  await page.mouse.up();
}

/** Waits until the page reacts as fast as somebody would wish who is about to steer: a second without a break of a quarter of one. */
export async function fluent(page: Page): Promise<void> {
  await page.evaluate(async () => {
    let since = performance.now();
    let last = since;
    while (last - since < 1000) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      const now = performance.now();
      if (now - last > 250) since = now;
      last = now;
    }
  });
}

/** What axe-core finds on the page as it is that keeps somebody from using it: "rule: what (where)". */
export async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(): Promise<{ violations: { id: string; impact: string; help: string; nodes: { target: unknown[] }[] }[] }>;
      };
    };
    return (await axe.run()).violations;
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => String(target)).join('; ')})`);
}
