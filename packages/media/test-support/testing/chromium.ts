import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { pathOf } from '../lacking.js';

/** Chromium as the media tests need it: no graphics processor, no sandbox as root. */
export const launchChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: pathOf('chromium')!, args: ['--no-sandbox', '--disable-gpu'] });
